package org.tabib.engine.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.practice.QuietHours;
import org.tabib.engine.practice.TimerRules;
import org.tabib.engine.timer.TimerTask.TellVisit;

/** Exactly two reminders, none for a visit too close (REM-1). */
class VisitTimersTest {
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final String VISIT = "sehat.visit";

  /** 13:00 in Kolkata. */
  private static final Instant START = Instant.parse("2026-11-21T07:30:00Z");

  @Test
  void remindsADayAndAnHourBefore() {
    assertThat(reminders(START, START.minus(Duration.ofDays(3))))
        .containsExactly(
            Timer.of(
                "day/2026-11-21T07:30:00Z",
                Instant.parse("2026-11-20T07:30:00Z"),
                Instant.parse("2026-11-21T04:30:00Z"),
                new TellVisit(VISIT, NoticeKind.VISIT_REMINDER_DAY, START)),
            Timer.of(
                "hour/2026-11-21T07:30:00Z",
                Instant.parse("2026-11-21T06:30:00Z"),
                START,
                new TellVisit(VISIT, NoticeKind.VISIT_REMINDER_HOUR, START)));
  }

  @Test
  void theDaysOneIsEarlierWhenItWouldComeAtNight() {
    Instant seven = Instant.parse("2026-11-21T01:30:00Z");

    List<Timer> reminders = reminders(seven, seven.minus(Duration.ofDays(3)));

    assertThat(reminders.get(0).due()).isEqualTo(Instant.parse("2026-11-19T15:29:00Z"));
    // 06:00, and nobody who has to leave the house minds.
    assertThat(reminders.get(1).due()).isEqualTo(Instant.parse("2026-11-21T00:30:00Z"));
  }

  @Test
  void remindsOnceOfAVisitThatIsLessThanADayAway() {
    assertThat(reminders(START, START.minus(Duration.ofHours(23))))
        .extracting(Timer::task)
        .containsExactly(new TellVisit(VISIT, NoticeKind.VISIT_REMINDER_HOUR, START));
  }

  @Test
  void remindsOfNothingThatIsHalfAnHourAway() {
    assertThat(reminders(START, START.minus(Duration.ofMinutes(30)))).isEmpty();
  }

  @Test
  void remindsNobodyOfWhatTheyHaveJustBeenTold() {
    assertThat(reminders(START, START.minus(Duration.ofMinutes(61)))).isEmpty();
    assertThat(reminders(START, START.minus(Duration.ofMinutes(75)))).hasSize(1);
  }

  @Test
  void givesUpAVisitAfterTheGraceThatThePracticeSet() {
    List<Timer> timers =
        VisitTimers.of(VISIT, START, START.minusSeconds(60), KOLKATA, TimerRules.USUAL);

    assertThat(timers)
        .containsExactly(
            Timer.of(
                "miss/2026-11-21T07:30:00Z",
                START.plus(Duration.ofMinutes(30)),
                START.plus(Duration.ofMinutes(150)),
                new TimerTask.MissVisit(VISIT, START)));
  }

  @Test
  void givesUpNoVisitWhereOnlyStaffSaySo() {
    TimerRules staff = new TimerRules(QuietHours.USUAL, null, null);

    assertThat(VisitTimers.of(VISIT, START, START, KOLKATA, staff)).isEmpty();
    assertThat(VisitTimers.completed(VISIT, START, staff)).isEmpty();
  }

  @Test
  void asksOnceHowItWas() {
    assertThat(VisitTimers.completed(VISIT, START, TimerRules.USUAL))
        .singleElement()
        .satisfies(
            timer -> {
              assertThat(timer.due()).isEqualTo(START.plus(Duration.ofHours(1)));
              assertThat(timer.task()).isEqualTo(new TimerTask.AskReview(VISIT));
            });
  }

  @Test
  void aTicketFollowsAtOnceAndWhatHappensNextToTheVisitTakesThatAwayFromNobody() {
    Timer timer = VisitTimers.ticket(VISIT, 7, START);

    assertThat(timer.id()).isEqualTo("sehat.visit.ticket/7");
    assertThat(timer.due()).isEqualTo(START);
    assertThat(timer.task().lane()).isEqualTo(TimerTask.Lane.PROMPT);
    assertThat(timer.task().subject()).isNotEqualTo(VISIT);
  }

  @Test
  void onlyAVisitThatIsMovedOnItsDayCanHaveATicket() {
    // 18:30 UTC is midnight in Kolkata.
    Instant midnight = Instant.parse("2026-11-20T18:30:00Z");

    assertThat(left(midnight.minusSeconds(1))).isEmpty();
    assertThat(left(midnight))
        .extracting(Timer::task)
        .containsExactly(new TimerTask.SettleTicket(VISIT, "sehat.clinic.2026-11-21", START));
  }

  private static List<Timer> left(Instant movedAt) {
    return VisitTimers.ticketLeft(VISIT, "sehat.clinic", START, KOLKATA, 7, movedAt);
  }

  @Property(tries = 1000)
  void noReminderIsLateOrAtNightOrADoublet(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 29_000_000L, max = 31_000_000L) long minute,
      @ForAll @LongRange(min = -120, max = 5000) long minutesBefore) {
    Instant start = Instant.ofEpochSecond(minute * 60);
    Instant told = start.minus(Duration.ofMinutes(minutesBefore));

    List<Timer> timers = VisitTimers.of(VISIT, start, told, zone, TimerRules.USUAL);

    assertThat(timers).extracting(Timer::id).doesNotHaveDuplicates();
    assertThat(timers).allSatisfy(timer -> assertThat(timer.due()).isAfter(told));
    List<Timer> days = of(timers, NoticeKind.VISIT_REMINDER_DAY);
    List<Timer> hours = of(timers, NoticeKind.VISIT_REMINDER_HOUR);
    assertThat(days).hasSizeLessThanOrEqualTo(1);
    assertThat(hours).hasSize(minutesBefore >= 75 ? 1 : 0);
    assertThat(hours)
        .allSatisfy(timer -> assertThat(timer.due()).isEqualTo(start.minus(Duration.ofHours(1))));
    assertThat(days)
        .allSatisfy(
            timer -> {
              assertThat(timer.due()).isBeforeOrEqualTo(start.minus(Duration.ofHours(24)));
              assertThat(QuietHours.USUAL.contains(timer.due(), zone)).isFalse();
            });
    // Two of them whenever a night cannot be in between.
    if (minutesBefore > (24 + 14) * 60) {
      assertThat(days).hasSize(1);
    }
    if (minutesBefore < 24 * 60 + 15) {
      assertThat(days).isEmpty();
    }
  }

  private static List<Timer> of(List<Timer> timers, NoticeKind kind) {
    return timers.stream()
        .filter(timer -> timer.task() instanceof TellVisit tell && tell.notice() == kind)
        .toList();
  }

  private static List<Timer> reminders(Instant start, Instant told) {
    return VisitTimers.of(VISIT, start, told, KOLKATA, TimerRules.USUAL).stream()
        .filter(timer -> timer.task() instanceof TellVisit)
        .toList();
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
        ZoneId.of("Asia/Kolkata"),
        ZoneId.of("Africa/Nairobi"),
        ZoneId.of("Europe/Berlin"),
        ZoneId.of("America/New_York"),
        ZoneId.of("Australia/Lord_Howe"));
  }
}
