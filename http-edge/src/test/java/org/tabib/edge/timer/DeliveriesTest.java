package org.tabib.edge.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.edge.timer.FakeEntities.visit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tabib.engine.conversation.NoticeFacts;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.timer.TimerTask.TellVisit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.WaitingReply;

/** What becomes of a timer whose time has come. It is noon at the clinic, unless it says else. */
class DeliveriesTest {
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final Instant NOON = Instant.parse("2026-11-20T06:30:00Z");
  private static final Instant START = NOON.plus(Duration.ofHours(24));
  private static final String VISIT = "demo.visit";
  private static final String HERE = "demo.conversation";

  private final FakeEntities entities = new FakeEntities();
  private final Map<String, String> conversations = new HashMap<>();
  private Instant now = NOON;
  private final Deliveries deliveries =
      new Deliveries(
          entities,
          new Telling(entities, contact -> Optional.ofNullable(conversations.get(contact))),
          new Night(id -> Optional.of(practice()), () -> now),
          id -> Optional.of(practice()));

  @Test
  void remindsOfAVisitThatStands() throws Exception {
    entities.has(visit(VISIT, VisitStatus.CONFIRMED, START, HERE));

    assertThat(deliver(day())).isEqualTo(Outcome.DONE);

    assertThat(entities.told())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.conversation()).isEqualTo(HERE);
              assertThat(told.notice().id()).isEqualTo("timer/demo.visit/t");
              assertThat(told.notice().kind()).isEqualTo(NoticeKind.VISIT_REMINDER_DAY);
              assertThat(told.notice().expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(12)));
              assertThat(told.notice().facts())
                  .containsEntry(NoticeFacts.VISIT, VISIT)
                  .containsEntry(NoticeFacts.DOCTOR, "demo.doctor")
                  .containsEntry(
                      NoticeFacts.SLOT,
                      NoticeFacts.slot(new Slot("demo.schedule", START, Duration.ofMinutes(15))));
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = VisitStatus.class,
      names = {"CHECKED_IN", "IN_CONSULTATION", "COMPLETED", "CANCELLED", "NO_SHOW"})
  void remindsOfNoVisitThatDoesNotStand(VisitStatus status) throws Exception {
    entities.has(visit(VISIT, status, START, HERE));

    assertThat(deliver(day())).isEqualTo(Outcome.MOOT);
    assertThat(entities.told()).isEmpty();
  }

  @Test
  void remindsOfNoVisitThatWasMoved() throws Exception {
    entities.has(visit(VISIT, VisitStatus.BOOKED, START.plusSeconds(900), HERE));

    assertThat(deliver(day())).isEqualTo(Outcome.MOOT);
  }

  @Test
  void remindsOfNoVisitThatIsUnknown() throws Exception {
    assertThat(deliver(day())).isEqualTo(Outcome.MOOT);
  }

  @Test
  void findsTheConversationOfWhomStaffBookedFor() throws Exception {
    entities.has(visit(VISIT, VisitStatus.BOOKED, START, null));
    assertThat(deliver(day())).isEqualTo(new Outcome.Dropped(Outcome.Reason.NOBODY));

    conversations.put("demo.contact", "demo.found");

    assertThat(deliver(day())).isEqualTo(Outcome.DONE);
    assertThat(entities.told().getFirst().conversation()).isEqualTo("demo.found");
  }

  @Test
  void aRefusalIsFinalAndSilenceIsNot() throws Exception {
    entities.has(visit(VISIT, VisitStatus.BOOKED, START, HERE));
    entities.refuse(Refusal.wrongState("no-consent", "did not agree"));
    assertThat(deliver(day())).isEqualTo(new Outcome.Dropped(Outcome.Reason.REFUSED));

    entities.refuse(Refusal.unavailable("keys-unavailable", "later"));
    assertThat(deliver(day())).isEqualTo(new Outcome.TryAgain("keys-unavailable"));
  }

  @Test
  void aLateReminderOfTheDayWaitsForTheMorningAndThatOfTheHourDoesNot() throws Exception {
    entities.has(visit(VISIT, VisitStatus.BOOKED, START, HERE));
    now = Instant.parse("2026-11-20T16:30:00Z"); // 22:00
    Instant eight = Instant.parse("2026-11-21T02:30:00Z");

    assertThat(deliver(timer(NoticeKind.VISIT_REMINDER_DAY, START, START)))
        .isEqualTo(new Outcome.Later(eight));
    assertThat(deliver(timer(NoticeKind.VISIT_REMINDER_DAY, START, eight)))
        .isEqualTo(new Outcome.Dropped(Outcome.Reason.STALE));
    assertThat(deliver(timer(NoticeKind.VISIT_REMINDER_HOUR, START, START)))
        .isEqualTo(Outcome.DONE);
  }

  @Test
  void tellsAtAnyHourWhatStaffChanged() throws Exception {
    now = Instant.parse("2026-11-20T16:30:00Z"); // 22:00
    entities.has(visit(VISIT, VisitStatus.CANCELLED, START, HERE));

    assertThat(deliver(timer(NoticeKind.VISIT_CANCELLED, null, START))).isEqualTo(Outcome.DONE);
    assertThat(deliver(timer(NoticeKind.VISIT_MISSED, null, START))).isEqualTo(Outcome.MOOT);
  }

  @Test
  void missesAVisitOnlyAtTheStartThatTheTimerKnows() throws Exception {
    entities.has(visit(VISIT, VisitStatus.NO_SHOW, START, HERE));

    assertThat(deliver(of(new TimerTask.MissVisit(VISIT, START)))).isEqualTo(Outcome.DONE);
    assertThat(entities.visitCommands()).containsExactly(new VisitCommand.Miss(START, null));
    assertThat(deliver(of(new TimerTask.MissVisit("demo.gone", START)))).isEqualTo(Outcome.MOOT);
  }

  @Test
  void asksForAReviewOnceItCanBeAsked() throws Exception {
    entities.has(visit(VISIT, VisitStatus.COMPLETED, START, null));
    Timer review = of(new TimerTask.AskReview(VISIT));
    assertThat(deliver(review)).isEqualTo(new Outcome.Dropped(Outcome.Reason.NOBODY));
    assertThat(entities.visitCommands()).hasSize(1);

    entities.has(visit(VISIT, VisitStatus.COMPLETED, START, HERE));
    assertThat(deliver(review)).isEqualTo(Outcome.DONE);

    assertThat(entities.visitCommands()).contains(new VisitCommand.AskForReview(null));
    assertThat(entities.told().getFirst().notice().kind()).isEqualTo(NoticeKind.REVIEW_REQUEST);
  }

  @Test
  void callsInWhoIsCalledAndNobodyWhoWasServedMeanwhile() throws Exception {
    Timer called = of(ticket(NoticeKind.TICKET_CALLED));
    entities.queueSays(state(TicketStatus.IN_SERVICE));
    assertThat(deliver(called)).isEqualTo(Outcome.MOOT);

    entities.queueSays(state(TicketStatus.CALLED));
    assertThat(deliver(called)).isEqualTo(Outcome.DONE);

    assertThat(entities.told())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.conversation()).isEqualTo(HERE);
              assertThat(told.notice().facts()).containsEntry(NoticeFacts.ROOM, "2");
            });
  }

  @Test
  void endsADayUnderTheSameIdHoweverOftenItIsAsked() throws Exception {
    entities.queueSays(new QueueReply.Done("demo.main.2026-11-20"));
    Timer end = of(new TimerTask.CloseQueueDay("demo.main.2026-11-20"));

    assertThat(deliver(end)).isEqualTo(Outcome.DONE);

    assertThat(entities.queueCommands())
        .containsExactly(new QueueCommand.CloseDay(end.id(), "system", "the day is over", null));
  }

  @Test
  void offersATimeOnlyWhileItIsOffered() throws Exception {
    TimerTask offer =
        new TimerTask.TellOffer("demo.main", "demo.offer", "demo.entry", HERE, Map.of("slot", "s"));
    entities.waitingListSays(new WaitingReply.Done());
    entities.waitingListSays(
        new WaitingReply.Refused(Refusal.notFound("entry-unknown", "nobody waits")));

    assertThat(deliver(of(offer))).isEqualTo(Outcome.MOOT);
    assertThat(entities.told()).isEmpty();
  }

  @Test
  void tellsAWaitingListWhatIsOverAndWhatIsFree() throws Exception {
    entities.waitingListSays(new WaitingReply.Done());
    Slot slot = new Slot("demo.schedule", START, Duration.ofMinutes(15));

    deliver(of(new TimerTask.OfferTimedOut("demo.main", "demo.offer")));
    deliver(of(new TimerTask.SlotFreed("demo.main", "demo.visit/4", slot)));

    assertThat(entities.waitingCommands())
        .containsExactly(
            new WaitingCommand.OfferTimedOut("demo.offer", null),
            new WaitingCommand.SlotFreed("demo.visit/4", slot, null));
  }

  @Test
  void aReminderThatCannotBeAskedNowIsAskedAgain() throws Exception {
    assertThat(deliver(of(new TimerTask.ReminderDue("demo.reminder", NOON))))
        .isEqualTo(new Outcome.TryAgain("keys-unavailable"));
    assertThat(entities.reminderCommands()).containsExactly(new ReminderCommand.Fire(NOON, null));
  }

  private Outcome deliver(Timer timer) throws Exception {
    return deliveries.deliver(timer);
  }

  private static Timer day() {
    return timer(NoticeKind.VISIT_REMINDER_DAY, START, NOON.plus(Duration.ofHours(12)));
  }

  private static Timer timer(NoticeKind kind, @Nullable Instant start, Instant expires) {
    return Timer.of("t", NOON, expires, new TellVisit(VISIT, kind, start));
  }

  private static Timer of(TimerTask task) {
    return Timer.of("t", NOON, NOON.plus(Duration.ofHours(12)), task);
  }

  private static TimerTask ticket(NoticeKind kind) {
    return new TimerTask.TellTicket(
        "demo.main.2026-11-20", "A7", kind, null, HERE, Map.of(NoticeFacts.ROOM, "2"));
  }

  private static QueueReply state(TicketStatus status) {
    Ticket ticket =
        new Ticket(
            "A7",
            status,
            TicketHolder.NOBODY,
            "general",
            Origin.DESK,
            Urgency.GREEN,
            PatientType.ADULT,
            null,
            null,
            NOON,
            NOON,
            null,
            null,
            1,
            NOON,
            "2",
            null,
            null,
            null,
            null,
            0,
            false);
    return new QueueReply.TicketState("demo.main.2026-11-20", ticket, null, null);
  }

  static PracticeConfig practice() {
    return new PracticeConfig(
        "demo",
        Map.of("en", "Demo"),
        List.of("en"),
        "112",
        "https://example.org/privacy",
        "2026-10",
        List.of("15550001111"),
        true,
        List.of(new Clinic(FakeEntities.CLINIC, Map.of("en", "Main"), Map.of("en", "1"), KOLKATA)),
        List.of());
  }
}
