package org.tabib.engine.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.practice.TimerRules;
import org.tabib.engine.queue.QueueId;

/**
 * Which timers a visit has: two reminders (REM-1) and its end when nobody comes. Their ids name the
 * start: moved away and back again, a visit has no third reminder.
 */
public final class VisitTimers {
  private static final Duration DAY_BEFORE = Duration.ofHours(24);
  private static final Duration HOUR_BEFORE = Duration.ofHours(1);

  /** Nobody is reminded of what they have just been told. */
  static final Duration NEWS = Duration.ofMinutes(15);

  /** Later than this before the visit, the reminder of the day before is one of the hour before. */
  static final Duration DAY_LATEST = Duration.ofHours(3);

  /**
   * Later than that nobody knows any more who came: while we could not be reached, nobody could be
   * checked in either, and to be told of a visit that one did not miss is worse than silence.
   */
  static final Duration MISS_LATEST = Duration.ofHours(2);

  private static final Duration NOTICE_LATEST = Duration.ofHours(12);
  private static final Duration REVIEW_LATEST = Duration.ofDays(2);

  /** Longer than any outage. A rebuild looks after the visits of that time once more. */
  private static final Duration FOLLOW_LATEST = Duration.ofDays(30);

  /** A queue's tickets are of its day; the next morning nobody is called by them. */
  private static final Duration TICKET_LATEST = Duration.ofDays(2);

  private VisitTimers() {}

  /**
   * The timers of a visit that stands at that start; fewer when it is too close.
   *
   * @param told when the person was told the start: the booking, or the last move
   * @param zone the clinic's
   */
  public static List<Timer> of(
      String visitId, Instant start, Instant told, ZoneId zone, TimerRules rules) {
    List<Timer> timers = new ArrayList<>();
    Instant day = rules.quietHours().atOrBefore(start.minus(DAY_BEFORE), zone);
    if (!day.isBefore(told.plus(NEWS))) {
      timers.add(
          Timer.of(
              "day/" + start,
              day,
              start.minus(DAY_LATEST),
              new TimerTask.TellVisit(visitId, NoticeKind.VISIT_REMINDER_DAY, start)));
    }
    Instant hour = start.minus(HOUR_BEFORE);
    if (!hour.isBefore(told.plus(NEWS))) {
      timers.add(
          Timer.of(
              "hour/" + start,
              hour,
              start,
              new TimerTask.TellVisit(visitId, NoticeKind.VISIT_REMINDER_HOUR, start)));
    }
    Duration grace = rules.noShowAfter();
    if (grace != null && start.plus(grace).isAfter(told)) {
      Instant missed = start.plus(grace);
      timers.add(
          Timer.of(
              "miss/" + start,
              missed,
              missed.plus(MISS_LATEST),
              new TimerTask.MissVisit(visitId, start)));
    }
    return List.copyOf(timers);
  }

  /**
   * Somebody else than the patient cancelled, moved or gave up the visit: they are told at once.
   *
   * @param number of the event in the visit's journal
   * @param at when that happened
   */
  public static Timer told(TimerTask.TellVisit task, long number, Instant at) {
    return Timer.of("told/" + number, at, at.plus(NOTICE_LATEST), task);
  }

  /** The visit is over: how was it? None when the practice does not ask. */
  public static List<Timer> completed(String visitId, Instant at, TimerRules rules) {
    Duration pause = rules.reviewAfter();
    if (pause == null) {
      return List.of();
    }
    Instant due = at.plus(pause);
    return List.of(
        Timer.of("review", due, due.plus(REVIEW_LATEST), new TimerTask.AskReview(visitId)));
  }

  /**
   * The visit began or ended: its ticket follows at once.
   *
   * @param number of the event in the visit's journal
   */
  public static Timer ticket(String visitId, long number, Instant at) {
    return ticket(new TimerTask.SettleTicket(visitId, null, null), number, at);
  }

  /**
   * The visit was moved away from that start: a ticket that was taken for it has left. None before
   * the day, because tickets are given out on it only.
   *
   * @param clinicId where the visit was to be
   * @param zone that clinic's
   */
  public static List<Timer> ticketLeft(
      String visitId, String clinicId, Instant start, ZoneId zone, long number, Instant at) {
    LocalDate day = LocalDate.ofInstant(start, zone);
    if (LocalDate.ofInstant(at, zone).isBefore(day)) {
      return List.of();
    }
    String queue = QueueId.of(clinicId, day).text();
    return List.of(ticket(new TimerTask.SettleTicket(visitId, queue, start), number, at));
  }

  private static Timer ticket(TimerTask.SettleTicket task, long number, Instant at) {
    return Timer.of(Long.toString(number), at, at.plus(TICKET_LATEST), task);
  }

  /**
   * The record of a completed visit was written: whoever is to come again is reminded of it,
   * whoever is not any more is not.
   *
   * @param number of the event in the visit's journal: each is looked at
   */
  public static Timer written(String visitId, long number, Instant at) {
    return Timer.of(
        "follow-up/" + number, at, at.plus(FOLLOW_LATEST), new TimerTask.FollowVisit(visitId));
  }
}
