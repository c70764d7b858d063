package org.tabib.engine.queue;

import java.time.Duration;
import java.util.Map;

/**
 * The weights of a clinic's queue (QUEUE-6). What they do is in {@code docs/queue.md}; {@link
 * QueueSetup#problems} says what is not allowed.
 *
 * @param targets target times that differ from the scale's; longer for the less urgent
 * @param bonus what share of the target time a type of patient is counted as having waited already,
 *     0 to 0.5
 * @param bookedBonus the same for who has an appointment and keeps it
 * @param earlyBy how long before the appointment its patient is called at the earliest
 * @param grace how long after the appointment its patient still has its place
 * @param turnEvery every how many calls belong to who has waited longest and over target, of at
 *     most one level below the highest that waits; at least 2
 * @param recalls how often a patient who does not come is called again before being missed
 * @param skipPlaces how many others are called before a skipped patient is again
 * @param rejoinWithin how long after being missed a patient gets the old place back
 * @param rejoins how often; later ones go to the end
 * @param nearAt at which position a patient is told to be near
 * @param showChance how many of those who wait usually come when called, above 0 and up to 1
 */
public record QueueRules(
    Map<Urgency, Duration> targets,
    Map<PatientType, Double> bonus,
    double bookedBonus,
    Duration earlyBy,
    Duration grace,
    int turnEvery,
    int recalls,
    int skipPlaces,
    Duration rejoinWithin,
    int rejoins,
    int nearAt,
    double showChance) {

  public QueueRules {
    targets = Map.copyOf(targets);
    bonus = Map.copyOf(bonus);
  }

  /** What a clinic begins with. */
  public static QueueRules standard() {
    return new QueueRules(
        Map.of(),
        Map.of(
            PatientType.CHILD, 0.1,
            PatientType.ELDERLY, 0.15,
            PatientType.PREGNANT, 0.2,
            PatientType.DISABLED, 0.2),
        0,
        Duration.ofMinutes(15),
        Duration.ofMinutes(15),
        4,
        2,
        3,
        Duration.ofMinutes(60),
        2,
        3,
        0.9);
  }
}
