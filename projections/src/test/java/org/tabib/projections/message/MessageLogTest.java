package org.tabib.projections.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.dispatched;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.outbound;
import static org.tabib.projections.fixture.Happenings.receipt;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.started;
import static org.tabib.projections.fixture.Happenings.turn;
import static org.tabib.projections.fixture.Happenings.turnInsteadOf;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.SendAbandoned;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;

class MessageLogTest {
  private static TestDatabase database;
  private static MessageQueries queries;
  private final MessageLog log = new MessageLog();

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new MessageQueries(database.database().jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.message");
  }

  @Test
  void logsWhatWasReceivedAndWhatWasSaid() {
    database.write(log, journal(CONVERSATION, 1, started(), turn("wamid.a", 10, 1, 2)));

    Page<LoggedMessage> page = queries.page(CONVERSATION, 10, null);

    assertThat(page.next()).isNull();
    assertThat(page.items()).hasSize(3);
    assertThat(page.items().get(2))
        .isEqualTo(
            new LoggedMessage.Received(
                CONVERSATION,
                2,
                0,
                "wamid.a",
                "text",
                sealed("in wamid.a"),
                at(10).minusMillis(700),
                at(10),
                null));
    assertThat(page.items().get(0))
        .isInstanceOfSatisfying(
            LoggedMessage.Said.class,
            said -> {
              assertThat(said.number()).isEqualTo(2);
              assertThat(said.author()).isEqualTo("bot");
              assertThat(said.content()).isEqualTo(sealed("out 2"));
              assertThat(said.delivery().status()).isEqualTo(DeliveryStatus.QUEUED);
            });
  }

  @Test
  void doesNotLogWhatWasWithdrawnBeforeItWasSent() {
    database.write(log, journal(CONVERSATION, 1, started(), turn("wamid.a", 10, 1)));
    database.write(
        log,
        journal(
            CONVERSATION,
            3,
            turnInsteadOf("wamid.b", 11, List.of(1L), 2),
            turnInsteadOf("wamid.c", 12, List.of(2L), 3)));

    assertThat(queries.page(CONVERSATION, 10, null).items())
        .filteredOn(LoggedMessage.Said.class::isInstance)
        .extracting(message -> ((LoggedMessage.Said) message).number())
        .containsExactly(3L);
  }

  @Test
  void logsWhatStaffWroteOnThePhoneAsSaidAndSent() {
    database.write(
        log,
        journal(
            CONVERSATION,
            1,
            started(),
            new ConversationEvent.StaffEchoed("wamid.echo", outbound(1), at(10), at(11))));

    assertThat(queries.page(CONVERSATION, 10, null).items())
        .singleElement()
        .isInstanceOfSatisfying(
            LoggedMessage.Said.class,
            said -> {
              assertThat(said.providerId()).isEqualTo("wamid.echo");
              assertThat(said.delivery().status()).isEqualTo(DeliveryStatus.SENT);
            });
  }

  @Test
  void pagesFromTheNewestToTheOldestWithoutGapOrRepetition() {
    List<ConversationEvent> events = new ArrayList<>(List.of(started()));
    for (int i = 0; i < 7; i++) {
      events.add(turn("wamid." + i, i, 2L * i + 1, 2L * i + 2));
    }
    database.write(log, journal(CONVERSATION, 1, events.toArray(ConversationEvent[]::new)));

    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<LoggedMessage> page = queries.page(CONVERSATION, 4, cursor);
      page.items().forEach(m -> seen.add(m.eventNumber() + "." + m.position()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(seen).hasSize(21).doesNotHaveDuplicates();
    assertThat(seen.getFirst()).isEqualTo("8.2");
    assertThat(seen.getLast()).isEqualTo("2.0");
  }

  @Test
  void refusesCursorOfAnotherList() {
    assertThatThrownBy(() -> queries.page(CONVERSATION, 4, "nonsense!"))
        .isInstanceOf(PageCursor.InvalidCursor.class);
    assertThatThrownBy(() -> queries.page(CONVERSATION, 4, PageCursor.of("a", "b", "c")))
        .isInstanceOf(PageCursor.InvalidCursor.class);
    assertThatThrownBy(() -> queries.page(CONVERSATION, 4, PageCursor.of("a", "b")))
        .isInstanceOf(PageCursor.InvalidCursor.class);
    assertThatThrownBy(() -> queries.page(CONVERSATION, 4, PageCursor.of(1, Long.MAX_VALUE)))
        .isInstanceOf(PageCursor.InvalidCursor.class);
  }

  @Test
  void showsTheInvitationToWriteAndForgetsOneThatWasTakenBack() {
    ConversationEvent closed =
        new ConversationEvent.WindowClosed(
            List.of(1L),
            new ConversationEvent.Outbound(2, "template", sealed("invitation"), "bot"),
            at(900),
            at(20));
    database.write(log, journal(CONVERSATION, 1, started(), turn("wamid.a", 10, 1), closed));
    assertThat(queries.page(CONVERSATION, 10, null).items().getFirst().kind())
        .isEqualTo("template");

    database.write(
        log,
        journal(
            CONVERSATION,
            4,
            new ConversationEvent.WindowReopened(List.of(1L), List.of(2L), at(30))));

    assertThat(queries.page(CONVERSATION, 10, null).items())
        .extracting(LoggedMessage::kind)
        .doesNotContain("template");
  }

  @Test
  void findsOurOwnMessageByTheProvidersIdentifier() {
    database.write(log, journal(CONVERSATION, 1, started(), turn("wamid.a", 10, 1)));
    assertThat(queries.ownMessage("demo", "wamid.out-1")).isEmpty();

    database.write(log, journal(CONVERSATION, 3, dispatched(1, 11)));

    assertThat(queries.ownMessage("demo", "wamid.out-1")).hasValue(CONVERSATION + "/1");
    assertThat(queries.ownMessage("other", "wamid.out-1")).isEmpty();
    assertThat(queries.ownMessage("demo", "wamid.a"))
        .as("an inbound message is not ours")
        .isEmpty();
  }

  @Test
  void keepsFailureInHistoryWhenLaterReceiptSupersedesIt() {
    database.write(
        log,
        journal(
            CONVERSATION,
            1,
            started(),
            turn("wamid.a", 10, 1),
            dispatched(1, 11),
            receipt(1, DeliveryStatus.FAILED, 12)));
    database.write(log, journal(CONVERSATION, 5, receipt(1, DeliveryStatus.READ, 20)));

    LoggedMessage.Delivery delivery = said(1).delivery();
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.READ);
    assertThat(delivery.sentAt()).isEqualTo(at(11));
    assertThat(delivery.failedAt()).isEqualTo(at(12));
    assertThat(delivery.errorCode()).isEqualTo(131026);
    assertThat(delivery.deliveredAt()).as("this receipt was skipped").isNull();
    assertThat(delivery.readAt()).isEqualTo(at(20));
  }

  @Test
  void showsDeadLetterAsFailed() {
    database.write(log, journal(CONVERSATION, 1, started(), turn("wamid.a", 10, 1)));
    database.write(log, journal(CONVERSATION, 3, new SendAbandoned(1, 131047, at(30))));

    assertThat(said(1).delivery().status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(said(1).delivery().errorCode()).isEqualTo(131047);
  }

  @Test
  void readsErasedContentAsErased() {
    Inbound erased =
        new Inbound("wamid.x", "text", at(1), new Private.Erased<>("demo.gone"), "wamid.before");
    database.write(
        log,
        journal(
            CONVERSATION,
            1,
            started(),
            new TurnTaken(erased, null, List.of(), List.of(), List.of(), at(2))));

    LoggedMessage.Received received =
        (LoggedMessage.Received) queries.page(CONVERSATION, 1, null).items().getFirst();
    assertThat(received.content()).isEqualTo(new Private.Erased<>("demo.gone"));
    assertThat(received.repliesTo()).isEqualTo("wamid.before");
  }

  @Test
  void refusesClearContent() {
    Inbound clear = new Inbound("wamid.x", "text", at(1), Private.of("demo.who", null), null);

    assertThatThrownBy(
            () ->
                database.write(
                    log,
                    journal(
                        CONVERSATION,
                        1,
                        started(),
                        new TurnTaken(clear, null, List.of(), List.of(), List.of(), at(2)))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(database.rows("select * from read.message")).isEmpty();
  }

  private static LoggedMessage.Said said(long number) {
    return queries.page(CONVERSATION, 50, null).items().stream()
        .filter(LoggedMessage.Said.class::isInstance)
        .map(LoggedMessage.Said.class::cast)
        .filter(said -> said.number() == number)
        .findFirst()
        .orElseThrow();
  }
}
