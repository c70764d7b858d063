package org.tabib.projections.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.outbound;
import static org.tabib.projections.fixture.Happenings.receipt;
import static org.tabib.projections.fixture.Happenings.started;
import static org.tabib.projections.fixture.Happenings.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.LetterDropped;
import org.tabib.engine.conversation.ConversationEvent.LetterReplayed;
import org.tabib.engine.conversation.ConversationEvent.SendAbandoned;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.projections.ReadModels;
import org.tabib.projections.fixture.KnownKeys;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.letter.DeadLetter.State;
import org.tabib.projections.run.EntityProjection;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;

class LetterListTest {
  private static final EntityProjection<ConversationEvent> MODELS =
      ReadModels.conversation(new KnownKeys());
  private static TestDatabase database;
  private static LetterQueries queries;
  private long events;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new LetterQueries(database.database().jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    MODELS.tables().forEach(table -> database.execute("delete from " + table));
    events = 0;
    happens(started(), turn("a", 1, 1), turn("b", 2, 2));
  }

  @Test
  void tellsOfALetterAllButWhatItSays() {
    happens(spent(1, 90));

    assertThat(letter(1))
        .isEqualTo(
            new DeadLetter(
                CONVERSATION,
                1,
                "15550001111",
                "text",
                "bot",
                131_000,
                "policy-spent",
                18,
                at(3),
                at(90),
                State.OPEN,
                null));
    assertThat(database.rows("select * from read.dead_letter").getFirst()).doesNotContain("out 1");
  }

  @Test
  void namesAnOlderLetterByItsCode() {
    happens(new SendAbandoned(1, 131_026, at(5)), new SendAbandoned(2, 0, at(6)));

    assertThat(letter(1).reason()).isEqualTo("recipient-unreachable");
    assertThat(letter(1).attempts()).isNull();
    assertThat(letter(2).reason()).isEqualTo("refused");
  }

  @Test
  void replayedLetterIsAMessageOfItsOwnQueuedAndOwed() {
    happens(spent(1, 90));
    happens(new LetterReplayed(1, "c1", "demo.staff", outbound(3), at(100)));

    assertThat(letter(1).state()).isEqualTo(State.REPLAYED);
    assertThat(letter(1).end()).isEqualTo(new DeadLetter.End(at(100), "demo.staff", 3L, null));
    assertThat(
            database.rows("select number, status, kind from read.message where number in (1, 3)"))
        .containsExactlyInAnyOrder("1|2|text", "3|0|text");
    assertThat(database.rows("select debt from read.owed_by_conversation"))
        .containsExactlyInAnyOrder("message/2", "message/3");
    assertThat(database.rows("select outbound_count from read.conversation")).containsExactly("3");
  }

  @Test
  void droppedLetterSaysWhoAndWhy() {
    happens(spent(1, 90), new LetterDropped(1, "c1", "outdated", "demo.staff", at(100)));

    assertThat(letter(1).state()).isEqualTo(State.DROPPED);
    assertThat(letter(1).end())
        .isEqualTo(new DeadLetter.End(at(100), "demo.staff", null, "outdated"));
  }

  @Test
  void deliveryAfterAllClosesAnOpenLetterAndNoOther() {
    happens(spent(1, 90), spent(2, 91), new LetterDropped(2, "c", "mistake", "s", at(92)));
    happens(receipt(1, DeliveryStatus.DELIVERED, 95), receipt(2, DeliveryStatus.READ, 96));

    assertThat(letter(1).state()).isEqualTo(State.DELIVERED);
    assertThat(letter(1).end()).isEqualTo(new DeadLetter.End(at(95), null, null, null));
    assertThat(letter(2).state()).isEqualTo(State.DROPPED);
  }

  @Test
  void letterThatMadeRoomIsClosed() {
    happens(spent(1, 90));
    happens(new SendAbandoned(2, 131_026, at(95), 1, "recipient-unreachable", at(95), 1L));

    assertThat(letter(1).state()).isEqualTo(State.DROPPED);
    assertThat(letter(1).end()).isEqualTo(new DeadLetter.End(at(95), null, null, "crowded-out"));
    assertThat(letter(2).state()).isEqualTo(State.OPEN);
  }

  @Test
  void listsTheLatestFirstPageByPage() {
    happens(turn("c", 3, 3), spent(1, 90), spent(2, 90), spent(3, 95));
    List<Long> numbers = new ArrayList<>();
    String cursor = null;
    do {
      Page<DeadLetter> page = queries.list(all(), 1, cursor);
      page.items().forEach(letter -> numbers.add(letter.number()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(numbers).containsExactly(3L, 1L, 2L);
    assertThatThrownBy(() -> queries.list(all(), 1, "nonsense"))
        .isInstanceOf(PageCursor.InvalidCursor.class);
  }

  @Test
  void filtersByReasonStateAccountAndTime() {
    happens(
        spent(1, 90),
        new SendAbandoned(2, 131_026, at(95)),
        new LetterDropped(2, "c", "mistake", "s", at(96)));

    assertThat(numbers(filter("policy-spent", null, null, null, null))).containsExactly(1L);
    assertThat(numbers(filter(null, null, State.OPEN, null, null))).containsExactly(1L);
    assertThat(numbers(filter(null, "15550001111", null, null, null))).containsExactly(2L, 1L);
    assertThat(numbers(filter(null, "other", null, null, null))).isEmpty();
    assertThat(numbers(filter(null, null, null, 91L, null))).containsExactly(2L);
    assertThat(numbers(filter(null, null, null, 90L, 95L))).containsExactly(1L);
    assertThat(numbers(new LetterFilter("other", null, null, null, null, null))).isEmpty();
    assertThat(queries.oldestOpen(all(), 10)).extracting(DeadLetter::number).containsExactly(1L);
    assertThat(queries.openByReason()).isEqualTo(Map.of("policy-spent", 1L));
  }

  private static SendAbandoned spent(long number, long second) {
    return new SendAbandoned(number, 131_000, at(second), 18, "policy-spent", at(3), null);
  }

  private void happens(ConversationEvent... more) {
    database.write(MODELS.models(), journal(CONVERSATION, 1 + events, more));
    events += more.length;
  }

  private static DeadLetter letter(long number) {
    return queries.find(CONVERSATION, number).orElseThrow();
  }

  private static LetterFilter all() {
    return filter(null, null, null, null, null);
  }

  private static LetterFilter filter(
      @Nullable String reason,
      @Nullable String account,
      @Nullable State state,
      @Nullable Long from,
      @Nullable Long to) {
    return new LetterFilter(
        "demo", reason, account, state, from == null ? null : at(from), to == null ? null : at(to));
  }

  private static List<Long> numbers(LetterFilter filter) {
    return queries.list(filter, 10, null).items().stream().map(DeadLetter::number).toList();
  }
}
