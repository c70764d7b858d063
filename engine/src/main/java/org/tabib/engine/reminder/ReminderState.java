package org.tabib.engine.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.PrivateMapping;
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
 * @param told the latest occurrences that were told, oldest first, at most {@value #REMEMBERED}
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
    List<Instant> told,
    List<Instant> done) {

  /** A tap is repeated within minutes; a course has some four doses a day. */
  static final int REMEMBERED = 32;

  private static final Duration LEEWAY = Duration.ofMinutes(1);

  public ReminderState {
    snoozed = Map.copyOf(snoozed);
    told = List.copyOf(told);
    done = List.copyOf(done);
  }

  public static ReminderState unplanned(String reminderId) {
    return new ReminderState(
        reminderId, null, null, null, null, null, Map.of(), List.of(), List.of());
  }

  public ReminderState apply(ReminderEvent event) {
    ReminderStatus after = ReminderLifecycle.after(status, event);
    return switch (event) {
      case ReminderPlanned e -> planned(after, e.plan(), e.content(), e);
      case ReminderChanged e ->
          e.plan().equals(plan) ? reworded(after, e) : planned(after, e.plan(), e.content(), e);
      case ReminderStopped e ->
          new ReminderState(
              reminderId, after, plan(e), content, null, through, Map.of(), told, done);
      case OccurrenceTold e ->
          dealt(after, e, e.occurrence(), awake(e.occurrence()), with(told, e.occurrence()), done);
      case OccurrenceDone e ->
          dealt(after, e, e.occurrence(), awake(e.occurrence()), told, with(done, e.occurrence()));
      case OccurrenceSnoozed e ->
          dealt(after, e, e.occurrence(), asleep(e.occurrence(), e.until()), told, done);
      case OccurrencesDropped e -> dealt(after, e, e.last(), awakeUpTo(e.last()), told, done);
    };
  }

  /**
   * What a rule stopped, the visit's record may ask for again; what a person stopped, only for
   * another day.
   */
  private @Nullable ReminderPlan plan(ReminderStopped e) {
    return plan != null && e.by() == ReminderCommand.By.RULE ? plan.withoutFollowUp() : plan;
  }

  /**
   * From when on a plan counts: what was due just before it was made is told, what was due earlier
   * is not (STAT is due at once, and is planned a moment later).
   */
  static Instant countsFrom(Instant plannedAt) {
    return plannedAt.minus(LEEWAY);
  }

  private ReminderState planned(
      ReminderStatus after,
      ReminderPlan newPlan,
      Private<ReminderContent> newContent,
      ReminderEvent event) {
    return new ReminderState(
        reminderId,
        after,
        newPlan,
        newContent,
        event.nextDue(),
        countsFrom(event.at()),
        Map.of(),
        told,
        done);
  }

  /** Only the words changed: what was told, done or put off is so still. */
  private ReminderState reworded(ReminderStatus after, ReminderChanged e) {
    return new ReminderState(
        reminderId, after, plan, e.content(), e.nextDue(), through, snoozed, told, done);
  }

  private ReminderState dealt(
      ReminderStatus after,
      ReminderEvent event,
      Instant occurrence,
      Map<Instant, Instant> stillSnoozed,
      List<Instant> nowTold,
      List<Instant> nowDone) {
    return new ReminderState(
        reminderId,
        after,
        plan,
        content,
        event.nextDue(),
        through(occurrence),
        stillSnoozed,
        nowTold,
        nowDone);
  }

  /** How far the rhythm is dealt with once that occurrence is. */
  Instant through(Instant occurrence) {
    return through == null || occurrence.isAfter(through) ? occurrence : through;
  }

  /**
   * The plan.
   *
   * @throws IllegalStateException if it was never planned: the journal has a hole
   */
  ReminderPlan planned() {
    if (plan == null) {
      throw new IllegalStateException("the reminder was never planned");
    }
    return plan;
  }

  /** The content of a reminder that was planned. */
  Private<ReminderContent> kept() {
    if (content == null) {
      throw new IllegalStateException("the reminder was never planned");
    }
    return content;
  }

  /** Whether somebody was told of it, or is about to be. */
  boolean knows(Instant occurrence) {
    return told.contains(occurrence)
        || snoozed.containsKey(occurrence)
        || (nextDue != null && nextDue.occurrence().equals(occurrence));
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

  private static List<Instant> with(List<Instant> remembered, Instant occurrence) {
    List<Instant> more = new ArrayList<>(remembered);
    more.remove(occurrence);
    more.add(occurrence);
    return more.subList(Math.max(0, more.size() - REMEMBERED), more.size());
  }

  /** Applies sealing or opening to the private values of an event. */
  static ReminderEvent map(ReminderEvent event, PrivateMapping m) {
    return switch (event) {
      case ReminderPlanned e ->
          new ReminderPlanned(
              e.plan(), m.apply(e.content(), ReminderContent.class), e.by(), e.nextDue(), e.at());
      case ReminderChanged e ->
          new ReminderChanged(
              e.plan(), m.apply(e.content(), ReminderContent.class), e.by(), e.nextDue(), e.at());
      case ReminderStopped e -> e;
      case OccurrenceTold e -> e;
      case OccurrenceDone e -> e;
      case OccurrenceSnoozed e -> e;
      case OccurrencesDropped e -> e;
    };
  }

  /** Applies sealing or opening to the private values of a state. */
  static ReminderState map(ReminderState s, PrivateMapping m) {
    return s.content() == null
        ? s
        : new ReminderState(
            s.reminderId(),
            s.status(),
            s.plan(),
            m.apply(s.content(), ReminderContent.class),
            s.nextDue(),
            s.through(),
            s.snoozed(),
            s.told(),
            s.done());
  }
}
