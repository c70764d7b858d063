package org.tabib.engine.queue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A published triage scale: what its levels are called and when each has to be seen. */
public enum TriageScale {
  /**
   * South African Triage Scale. Red immediately, orange under 10 minutes, yellow under 60, green
   * under 240 (SATS training manual 2012; the table in BMC Pediatrics, s12887-017-0786-z). Blue is
   * the deceased: nobody who waits.
   */
  SATS(
      new Level(Urgency.RED, "red", Duration.ZERO),
      new Level(Urgency.ORANGE, "orange", Duration.ofMinutes(10)),
      new Level(Urgency.YELLOW, "yellow", Duration.ofMinutes(60)),
      new Level(Urgency.GREEN, "green", Duration.ofMinutes(240))),

  /** Manchester Triage System: 0, 10, 60, 120 and 240 minutes. Times and colours only. */
  MANCHESTER(
      new Level(Urgency.RED, "immediate", Duration.ZERO),
      new Level(Urgency.ORANGE, "very urgent", Duration.ofMinutes(10)),
      new Level(Urgency.YELLOW, "urgent", Duration.ofMinutes(60)),
      new Level(Urgency.GREEN, "standard", Duration.ofMinutes(120)),
      new Level(Urgency.BLUE, "non-urgent", Duration.ofMinutes(240))),

  /**
   * Emergency Severity Index. Its levels order by need and have no official target times: these
   * minutes are house values, to be set by the clinic ({@link QueueRules#targets}).
   */
  ESI(
      new Level(Urgency.RED, "level 1", Duration.ZERO),
      new Level(Urgency.ORANGE, "level 2", Duration.ofMinutes(10)),
      new Level(Urgency.YELLOW, "level 3", Duration.ofMinutes(60)),
      new Level(Urgency.GREEN, "level 4", Duration.ofMinutes(120)),
      new Level(Urgency.BLUE, "level 5", Duration.ofMinutes(240)));

  /**
   * One level.
   *
   * @param name the scale's own name for it, in English
   * @param target within what time the patient is to be seen; zero: at once
   */
  public record Level(Urgency urgency, String name, Duration target) {}

  private final List<Level> levels;

  TriageScale(Level... levels) {
    this.levels = Arrays.asList(levels);
  }

  /** Most urgent first. */
  public List<Level> levels() {
    return levels;
  }

  /** The level of that colour; empty when nobody of that colour waits on this scale. */
  public Optional<Level> level(@Nullable Urgency urgency) {
    return levels.stream().filter(level -> level.urgency() == urgency).findFirst();
  }
}
