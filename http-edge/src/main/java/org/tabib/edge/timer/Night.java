package org.tabib.edge.timer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.timer.Timer;

/** Whether it is quiet at a clinic now, for timers that came late or not by the clock. */
final class Night {
  private final Function<String, Optional<PracticeConfig>> practices;
  private final InstantSource clock;

  Night(Function<String, Optional<PracticeConfig>> practices, InstantSource clock) {
    this.practices = practices;
    this.clock = clock;
  }

  /**
   * What to do instead of telling somebody now: wait for the morning, or nothing at all when that
   * is too late. None when it is not quiet.
   *
   * @param ownerId any id of the practice's
   */
  Optional<Outcome> instead(Timer timer, String ownerId, String clinicId) {
    Optional<PracticeConfig> known = practices.apply(Ids.practiceOf(ownerId));
    if (known.isEmpty()) {
      return Optional.of(new Outcome.TryAgain("practice-unknown"));
    }
    PracticeConfig practice = known.get();
    Instant now = clock.instant();
    Instant morning = practice.timerRules().quietHours().atOrAfter(now, practice.zoneOf(clinicId));
    if (!morning.isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(
        timer.expired(morning)
            ? new Outcome.Dropped(Outcome.Reason.STALE)
            : new Outcome.Later(morning));
  }
}
