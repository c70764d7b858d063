package org.tabib.engine.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceDone;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceSnoozed;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceTold;
import org.tabib.engine.reminder.ReminderEvent.OccurrencesDropped;
import org.tabib.engine.reminder.ReminderEvent.ReminderChanged;
import org.tabib.engine.reminder.ReminderEvent.ReminderPlanned;
import org.tabib.engine.reminder.ReminderEvent.ReminderStopped;

/**
 * What a Reminder remembers.
 *
 * @param status null until it is planned
 * @param plan null until it is planned
 * @param content sealed after recovery; null until it is planned
 * @param nextDue null when nothing is due
 * @param through no occurrence at or before it is looked for any more, unless it is in {@code
 *     snoozed}; null until it is planned
 * @param snoozed occurrences that are to be told again, and when
 * @param done the latest occurrences that were done, oldest first, at most {@value #REMEMBERED}
 */
public record ReminderState(
    String reminderId,
    @Nullable ReminderStatus status,
    @Nullable ReminderPlan plan,
    @Nullable Private<ReminderContent> content,
    @Nullable NextDue nextDue,
    @Nullable Instant through,
    Map<Instant, Instant> snoozed,
    List<Instant> done) {

  /** A tap is repeated within minutes; a course has some four doses a day. */
  static final int REMEMBERED = 32;

  private static final Duration LEEWAY = Duration.ofMinutes(1);

  public ReminderState {
    snoozed = Map.copyOf(snoozed);
    done = List.copyOf(done);
  }

  public static ReminderState unplanned(String reminderId) {
    return new ReminderState(reminderId, null, null, null, null, null, Map.of(), List.of());
  }

  public ReminderState apply(ReminderEvent event) {
    ReminderStatus after = ReminderLifecycle.after(status, event);
    return switch (event) {
      case ReminderPlanned e ->
          new ReminderState(
              reminderId, after, e.plan(), e.content(), e.nextDue(), from(e), Map.of(), List.of());
      case ReminderChanged e ->
          new ReminderState(
              reminderId, after, e.plan(), e.content(), e.nextDue(), from(e), Map.of(), done);
      case ReminderStopped e ->
          new ReminderState(reminderId, after, plan, content, null, through, Map.of(), done);
      case OccurrenceTold e ->
          dealt(after, e.occurrence(), e.nextDue(), awake(e.occurrence()), done);
      case OccurrenceDone e ->
          dealt(
              after,
              e.occurrence(),
              e.nextDue(),
              awake(e.occurrence()),
              remembering(e.occurrence()));
      case OccurrenceSnoozed e ->
          dealt(after, e.occurrence(), e.nextDue(), asleep(e.occurrence(), e.until()), done);
      case OccurrencesDropped e -> dealt(after, e.last(), e.nextDue(), awakeUpTo(e.last()), done);
    };
  }

  /**
   * From when on a plan counts: what was due just before it was made is told, what was due earlier
   * is not (STAT is due at once, and is planned a moment later).
   */
  static Instant countsFrom(Instant plannedAt) {
    return plannedAt.minus(LEEWAY);
  }

  private static Instant from(ReminderEvent event) {
    return countsFrom(event.at());
  }

  private ReminderState dealt(
      ReminderStatus after,
      Instant occurrence,
      @Nullable NextDue next,
      Map<Instant, Instant> stillSnoozed,
      List<Instant> nowDone) {
    Instant latest = through == null || occurrence.isAfter(through) ? occurrence : through;
    return new ReminderState(reminderId, after, plan, content, next, latest, stillSnoozed, nowDone);
  }

  Map<Instant, Instant> asleep(Instant occurrence, Instant until) {
    Map<Instant, Instant> more = new TreeMap<>(snoozed);
    more.put(occurrence, until);
    return more;
  }

  Map<Instant, Instant> awake(Instant occurrence) {
    Map<Instant, Instant> fewer = new TreeMap<>(snoozed);
    fewer.remove(occurrence);
    return fewer;
  }

  Map<Instant, Instant> awakeUpTo(Instant last) {
    Map<Instant, Instant> fewer = new TreeMap<>(snoozed);
    fewer.keySet().removeIf(occurrence -> !occurrence.isAfter(last));
    return fewer;
  }

  private List<Instant> remembering(Instant occurrence) {
    List<Instant> more = new ArrayList<>(done);
    more.remove(occurrence);
    more.add(occurrence);
    return more.subList(Math.max(0, more.size() - REMEMBERED), more.size());
  }
}
