package org.tabib.projections.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.CONTACT;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.outbound;
import static org.tabib.projections.fixture.Happenings.receipt;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.started;
import static org.tabib.projections.fixture.Happenings.turn;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.AddressChanged;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.conversation.ConversationEvent.HandedBack;
import org.tabib.engine.conversation.ConversationEvent.MergedInto;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.StaffSpoke;
import org.tabib.engine.conversation.ConversationEvent.TakenOver;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.projections.conversation.ConversationSummary.Consent;
import org.tabib.projections.conversation.ConversationSummary.Position;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.store.Page;

class ConversationListTest {
  private static TestDatabase database;
  private static ConversationQueries queries;
  private final ConversationList list = new ConversationList();
  private long next;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new ConversationQueries(database.database().jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.conversation");
    next = 1;
  }

  @Test
  void beginsUnaskedAndUnmoved() {
    happens(started());

    ConversationSummary summary = now();
    assertThat(summary.contactId()).isEqualTo(CONTACT);
    assertThat(summary.address()).isEqualTo(sealed("to"));
    assertThat(summary.consent()).isEqualTo(new Consent(Consent.Answer.UNASKED, null, null));
    assertThat(summary.lastMessageAt()).isEqualTo(T0);
    assertThat(summary.position()).isNull();
    assertThat(summary.language()).isNull();
  }

  @Test
  void followsTheDialogue() {
    happens(
        started(),
        turn(
            "a",
            10,
            List.of(new Change.LanguageChosen("hi"), new Change.ConsentGiven("2026-10")),
            List.of(),
            1,
            2));

    assertThat(now().position()).isEqualTo(new Position("book", 3, "ask-a"));
    assertThat(now().language()).isEqualTo("hi");
    assertThat(now().consent()).isEqualTo(new Consent(Consent.Answer.GIVEN, "2026-10", at(10)));
    assertThat(now().lastInboundAt()).as("the provider's time").isEqualTo(at(10).minusMillis(700));
    assertThat(now().inboundCount()).isEqualTo(1);
    assertThat(now().outboundCount()).isEqualTo(2);

    happens(
        new EffectSettled(
            "e", "done", new Move(null, sealed("")), List.of(), List.of(), List.of(), at(20)));
    assertThat(now().position()).as("the flow has ended").isNull();
    assertThat(now().language()).as("stays").isEqualTo("hi");
  }

  @Test
  void remembersWhichNoticeAWithdrawnConsentReferredTo() {
    happens(started(), turn("a", 10, List.of(new Change.ConsentGiven("2026-10")), List.of()));
    happens(turn("b", 20, List.of(new Change.ConsentWithdrawn()), List.of()));

    assertThat(now().consent()).isEqualTo(new Consent(Consent.Answer.WITHDRAWN, "2026-10", at(20)));
  }

  @Test
  void flagsEmergencyAndHandOverUntilStaffHandBack() {
    happens(
        started(),
        turn(
            "a",
            10,
            List.of(new Change.EmergencySeen("chest-pain"), new Change.HumanCalled("rule")),
            List.of(),
            1));
    assertThat(now().emergencyAt()).isEqualTo(at(10));
    assertThat(now().handedOver()).isTrue();
    assertThat(now().handedOverTo()).isNull();

    happens(new TakenOver("demo.nurse", at(20)));
    assertThat(now().handedOverTo()).isEqualTo("demo.nurse");
    assertThat(now().emergencyAt()).isEqualTo(at(10));

    happens(new HandedBack("demo.nurse", at(30)));
    assertThat(now().handedOver()).isFalse();
    assertThat(now().handedOverTo()).isNull();
    assertThat(now().emergencyAt()).isNull();
    assertThat(database.rows("select * from read.conversation").getFirst())
        .as("which complaint it was is health data")
        .doesNotContain("chest-pain");
  }

  @Test
  void countsWhatStaffHaveNotRead() {
    happens(started(), turn("a", 10), turn("b", 20));
    assertThat(now().unread()).isEqualTo(2);

    happens(turn("c", 30), new StaffSpoke("command", outbound(1), at(40)), turn("d", 50));
    assertThat(now().unread()).isEqualTo(1);
  }

  @Test
  void knowsWhereThePersonIsReachedAndWhatTheConversationBecame() {
    happens(started());
    happens(new AddressChanged(sealed("elsewhere"), at(5)), new MergedInto("demo.other", at(6)));

    assertThat(now().address()).isEqualTo(sealed("elsewhere"));
    assertThat(now().mergedInto()).isEqualTo("demo.other");
  }

  @Test
  void receiptsDoNotTouchTheRow() {
    happens(started(), turn("a", 10, 1));
    String before = database.rows("select xmin from read.conversation").getFirst();

    happens(receipt(1, DeliveryStatus.DELIVERED, 12));

    assertThat(database.rows("select xmin from read.conversation")).containsExactly(before);
  }

  @Test
  void listsOnePracticesConversationsNewestFirst() {
    for (int i = 0; i < 5; i++) {
      // Two of them at the same moment: the id decides.
      database.write(
          list, journal("demo.conversation-" + i, 1, started(), turn("a", 10 * (i / 2), 1)));
    }
    database.write(list, journal("other.conversation", 1, started(), turn("a", 99, 1)));

    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<ConversationSummary> page = queries.newestFirst("demo", 2, cursor);
      page.items().forEach(c -> seen.add(c.conversationId()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(seen)
        .containsExactly(
            "demo.conversation-4",
            "demo.conversation-3",
            "demo.conversation-2",
            "demo.conversation-1",
            "demo.conversation-0");
  }

  private void happens(ConversationEvent... events) {
    database.write(list, journal(CONVERSATION, next, events));
    next += events.length;
  }

  private static ConversationSummary now() {
    return queries.find(CONVERSATION).orElseThrow();
  }
}
