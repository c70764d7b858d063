package org.tabib.projections.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tabib.projections.fixture.Happenings.CONTACT;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.wrote;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationEvent.StaffSpoke;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.fixture.KnownKeys;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.message.LoggedMessage;
import org.tabib.projections.message.MessageFilter;
import org.tabib.projections.message.MessageLog;
import org.tabib.projections.message.MessageQueries;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;

/** From events to what is found, on a real database. */
class MessageSearchTest {
  private static final String OTHER = "demo.01930000-0000-7000-8000-0000000000bb";

  private static TestDatabase database;
  private final KnownKeys keys = new KnownKeys();
  private long written;
  private MessageSearch search;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.message, read.message_token, read.erased_person, read.patient");
    search = new MessageSearch(new MessageQueries(database.database().jdbi()), keys);
  }

  private void happened(ConversationEvent... events) {
    happened(CONVERSATION, events);
  }

  private void happened(String conversation, ConversationEvent... events) {
    var batch = journal(conversation, written + 1, events);
    written += events.length;
    database.write(List.of(new MessageLog(), new MessageIndex(keys)), batch);
  }

  private ConversationEvent said(String id, InboundContent content) {
    return wrote(id, written + 1, keys.seal(CONTACT, content));
  }

  private ConversationEvent said(String id, String text) {
    return said(id, new InboundContent.Text(text));
  }

  private Page<MessageSearch.Found> page(
      String query, @Nullable String person, MessageFilter filter, int limit, @Nullable String at) {
    try {
      return search.page("demo", SearchQuery.parse(query), person, filter, limit, at);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> found(String query) {
    return found(query, null, MessageFilter.ALL);
  }

  private List<String> found(String query, @Nullable String person, MessageFilter filter) {
    return ids(page(query, person, filter, 100, null));
  }

  private static List<String> ids(Page<MessageSearch.Found> page) {
    return page.items().stream()
        .map(
            item ->
                switch (item.message()) {
                  case LoggedMessage.Received in -> in.providerId();
                  case LoggedMessage.Said out -> "own-" + out.number();
                })
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "எனக்கு இரண்டு நாளாக காய்ச்சல் இருக்கிறது, காய்ச்சல்",
    "எனக்கு இரண்டு நாளாக காய்ச்சல் இருக்கிறது, காய்ச்",
    "பல் வலி, பல் வலி",
    "मुझे कल से तेज़ बुखार है, बुखार",
    "मुझे कल से तेज़ बुखार है, तेज",
    "मुझे कल से तेज़ बुखार है, बुखा",
    "पेट में दर्द, पेट दर्द",
    "আমার জ্বর আর কাশি, কাশি",
    "আমার জ্বর আর কাশি, জ্বর",
    "నాకు దగ్గు వస్తోంది, దగ్గు",
    "estou com dor de cabeça, cabeça",
    "estou com dor de CABEÇA e febre, cabeça feb",
    "nina homa kali tangu jana, homa",
    "nina homa kali tangu jana, tang",
    "I feel siiiick 🤒😷 since Monday, sick since",
    "fever🤒cough, cough fever",
    "call 9876543210, 98765",
    "my order ٣٤٥ please, 345",
  })
  void findsWordsAndBeginningsInEveryScript(String text, String query) {
    happened(said("wamid.a", text), said("wamid.b", "something else 108"));

    assertThat(found(query)).containsExactly("wamid.a");
  }

  @Test
  void findsWhatIsWrittenBesideTextMessages() {
    happened(
        said(
            "wamid.photo",
            new InboundContent.Media(
                "image", "id", null, null, "rash on arm", "scan-april.pdf", false)),
        said("wamid.list", new InboundContent.Choice("row-7", "Dermatology")),
        said("wamid.place", new InboundContent.Location(1, 2, "Market square", "Hill road")),
        said(
            "wamid.card",
            new InboundContent.Contacts(
                """
                [{"name": {"formatted_name": "Lakshmi Devi"}, "phones": [{"phone": "+9144"}]}]
                """)),
        said("wamid.form", new InboundContent.Form("intake", "{\"allergy\": \"peanuts\"}")),
        said("wamid.heart", new InboundContent.Reaction("wamid.photo", "❤️")));

    assertThat(found("rash")).containsExactly("wamid.photo");
    assertThat(found("april")).containsExactly("wamid.photo");
    assertThat(found("dermat")).containsExactly("wamid.list");
    assertThat(found("row")).as("what the person did not see").isEmpty();
    assertThat(found("hill market")).containsExactly("wamid.place");
    assertThat(found("peanut")).containsExactly("wamid.form");
    assertThat(page("devi", null, MessageFilter.ALL, 10, null).items().getFirst().matches())
        .containsExactly(new SearchQuery.Highlight("json/0/name/formatted_name", 8, 12));
  }

  @Test
  void findsWhatStaffWroteAndNotWhatTheBotSaid() {
    Private<OutboundContent> words = keys.seal(CONTACT, new OutboundContent.Text("drink water"));
    happened(
        new StaffSpoke("c1", new Outbound(1, "text", words, "staff-7"), at(1)),
        new StaffSpoke("c2", new Outbound(2, "text", words, "bot"), at(2)));

    assertThat(found("water")).containsExactly("own-1");
  }

  @Test
  void findsAnEditedMessageByItsNewWordsOnly() {
    happened(said("wamid.a", "my knee hurts"));
    happened(said("wamid.e", new InboundContent.Edit("wamid.a", "my ankle hurts")));

    assertThat(found("knee")).isEmpty();
    assertThat(found("ankle")).containsExactly("wamid.e");

    happened(said("wamid.f", new InboundContent.Edit("wamid.a", "my elbow hurts")));
    assertThat(found("ankle")).isEmpty();
    assertThat(found("elbow")).containsExactly("wamid.f");
  }

  @Test
  void findsNothingOfARevokedMessageWhateverArrivesFirst() {
    happened(said("wamid.a", "my knee hurts"));
    happened(said("wamid.r", new InboundContent.Revoke("wamid.a")));
    happened(said("wamid.s", new InboundContent.Revoke("wamid.b")));
    happened(said("wamid.b", "my knee hurts more"));
    happened(said("wamid.e", new InboundContent.Edit("wamid.b", "my knee is fine")));

    assertThat(found("knee")).isEmpty();
  }

  @Test
  void deletesTheTokensOfAnErasedPersonForEver() throws Exception {
    happened(said("wamid.a", "my knee hurts"));
    happened(OTHER, wrote("wamid.o", 9, keys.seal(OTHER, new InboundContent.Text("knee too"))));
    ConversationEvent late = said("wamid.b", "the knee again");

    new ErasedTokens(database.database().dataSource()).erase(CONTACT);
    happened(late);

    assertThat(database.rows("select distinct subject from read.message_token"))
        .containsExactly(OTHER);
    assertThat(found("knee")).containsExactly("wamid.o");
  }

  @Test
  void findsNothingOnceTheKeyIsGoneEvenIfTokensWereLeft() {
    happened(said("wamid.a", "my knee hurts"));
    keys.destroy(CONTACT);

    assertThat(found("knee")).isEmpty();
  }

  @Test
  void writesNothingInClear() {
    happened(said("wamid.a", "pregnant since காய்ச்சல்"));

    String rows = String.join("\n", database.rows("select t::text from read.message_token t"));
    assertThat(rows).contains("wamid.a").doesNotContain("pregnant", "preg", "காய்ச்சல்");
    for (String word : List.of("pregnant", "காய்ச்சல்")) {
      byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
      assertThat(rows).doesNotContain(HexFormat.of().formatHex(utf8));
    }
    assertThat(database.rows("select count(*) > 0 from read.message_token, unnest(tokens)"))
        .containsExactly("t");
  }

  @Test
  void doesNotFindWhatOnlyCollides() {
    happened(said("wamid.a", "my knee hurts"), said("wamid.b", "my elbow hurts"));
    database.execute(
        """
        update read.message_token set tokens =
          (select tokens from read.message_token where message_id = 'wamid.a')
        """);

    assertThat(found("knee")).containsExactly("wamid.a");
  }

  @Test
  void filtersByPersonDirectionKindStatusAndTime() {
    Private<OutboundContent> words = keys.seal(CONTACT, new OutboundContent.Text("bandage"));
    happened(
        said("wamid.a", "bandage"),
        new StaffSpoke("c1", new Outbound(1, "text", words, "staff-7"), at(5)));
    happened(OTHER, wrote("wamid.o", 9, keys.seal(OTHER, new InboundContent.Text("bandage"))));
    database.execute(
        """
        insert into read.patient (patient_id, practice_id, guardian_id, profile_subject,
          registered_at, changed_at)
        values ('demo.child', 'demo', '%s', 'demo.child', now(), now())
        """
            .formatted(OTHER));
    MessageFilter all = MessageFilter.ALL;

    assertThat(found("bandage", CONTACT, all)).containsExactly("own-1", "wamid.a");
    assertThat(found("bandage", "demo.child", all)).containsExactly("wamid.o");
    assertThat(found("bandage", "demo.nobody", all)).isEmpty();
    assertThat(found("bandage", null, filter(MessageFilter.Direction.OUT, null, null)))
        .containsExactly("own-1");
    assertThat(found("bandage", null, filter(null, "image", null))).isEmpty();
    assertThat(found("bandage", null, filter(null, null, DeliveryStatus.QUEUED)))
        .containsExactly("own-1");
    assertThat(found("bandage", null, new MessageFilter(null, null, null, at(5), at(8))))
        .containsExactly("own-1");
  }

  private static MessageFilter filter(
      MessageFilter.@Nullable Direction direction,
      @Nullable String kind,
      @Nullable DeliveryStatus status) {
    return new MessageFilter(direction, kind, status, null, null);
  }

  @Test
  void findsNothingOfAnotherPractice() throws Exception {
    happened(said("wamid.a", "bandage"));

    assertThat(
            search
                .page("other", SearchQuery.parse("bandage"), null, MessageFilter.ALL, 10, null)
                .items())
        .isEmpty();
  }

  @Test
  void pagesJoinToTheWholeWhateverTheirSizeThoughMostCandidatesAreRefused() {
    List<ConversationEvent> events = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      // Every seventh has the phrase; all have its words. Many share the time of their journaling.
      String text = i % 7 == 0 ? "pain in the chest" : "the chest in pain";
      events.add(wrote("wamid." + i, i / 40, keys.seal(CONTACT, new InboundContent.Text(text))));
    }
    happened(events.toArray(ConversationEvent[]::new));
    List<String> whole = new ArrayList<>();
    for (int i = 1499; i >= 0; i--) {
      if (i % 7 == 0) {
        whole.add("wamid." + i);
      }
    }
    for (int limit : new int[] {1, 2, 10, 71, 107, 200}) {
      List<String> joined = new ArrayList<>();
      String cursor = null;
      do {
        Page<MessageSearch.Found> page =
            page("\"pain in the chest\"", null, MessageFilter.ALL, limit, cursor);
        joined.addAll(ids(page));
        cursor = page.next();
        assertThat(page.items().size() == limit || cursor == null).as("full pages").isTrue();
      } while (cursor != null);
      assertThat(joined).as("pages of " + limit).isEqualTo(whole);
    }
  }

  @Test
  void refusesCursorOfAnotherList() {
    assertThatThrownBy(() -> page("knee", null, MessageFilter.ALL, 10, PageCursor.of(1, 2)))
        .isInstanceOf(PageCursor.InvalidCursor.class);
  }
}
