package org.tabib.engine.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is due next, and for how long it may still be told. */
final class DueRules {
  /**
   * A dose that is so late is for the patient and the doctor to think about, not for a reminder.
   */
  private static final Duration LATEST_DOSE = Duration.ofHours(2);

  /** A check-up is worth a reminder for a week. */
  private static final Duration LATEST_CARE = Duration.ofDays(7);

  private DueRules() {}

  /** The next of what the rhythm brings and what was put off; null when nothing is due any more. */
  static @Nullable NextDue next(ReminderPlan plan, Instant through, Map<Instant, Instant> snoozed) {
    Optional<NextDue> planned =
        Occurrences.after(plan.rhythm(), plan.zone(), through)
            .map(occurrence -> new NextDue(occurrence.at(), occurrence.at()));
    Stream<NextDue> putOff =
        snoozed.entrySet().stream().map(entry -> new NextDue(entry.getKey(), entry.getValue()));
    return Stream.concat(planned.stream(), putOff)
        .min(Comparator.comparing(NextDue::at).thenComparing(NextDue::occurrence))
        .orElse(null);
  }

  /**
   * How late it may be told: half-way to the next one at the most, so that nobody takes two doses
   * close to each other.
   */
  static Duration patience(ReminderPlan plan) {
    Duration longest = plan.kind() == ReminderKind.MEDICATION ? LATEST_DOSE : LATEST_CARE;
    @Nullable Duration interval = Occurrences.shortestInterval(plan.rhythm());
    if (interval == null) {
      return longest;
    }
    Duration half = interval.dividedBy(2);
    return half.compareTo(longest) < 0 ? half : longest;
  }

  /** The latest occurrence whose time to be told is over; the given one when no later is. */
  static Instant latestStale(ReminderPlan plan, Instant stale, Instant now) {
    Instant limit = now.minus(patience(plan));
    Instant latest = stale;
    Optional<Occurrence> next = Occurrences.after(plan.rhythm(), plan.zone(), latest);
    while (next.isPresent() && next.get().at().isBefore(limit)) {
      latest = next.get().at();
      next = Occurrences.after(plan.rhythm(), plan.zone(), latest);
    }
    return latest;
  }
}
