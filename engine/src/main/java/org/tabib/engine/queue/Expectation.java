package org.tabib.engine.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected at a service point: first what the days before showed, leaning on what is
 * configured; then by how much this day is faster or slower. Derivation in {@code docs/queue.md}.
 */
final class Expectation {
  /** How many services weigh as much as what is configured, or as what all of a point take. */
  private static final double WEIGHT = 5;

  /** How many of an hour weigh as much as the doctor's other hours: those differ little. */
  private static final double HOUR_WEIGHT = 25;

  /** How many of today weigh as much as the days before. */
  private static final double DAY_WEIGHT = 10;

  /** How many calls weigh as much as what was known of the chance to come. */
  private static final double SHOW_WEIGHT = 10;

  /** Before anything is known: consultations spread by half their mean. */
  private static final double USUAL_SPREAD = 0.5;

  /** Before anything is known: so long a room waits after each call for who does not come. */
  private static final Duration PER_CALL = Duration.ofMinutes(1);

  /** How many days before weigh at most, where the last hour weighs as one. */
  private static final double USUAL_ARRIVALS = 3;

  private static final Measured NEVER = new Measured(0, 0, 0);

  private final ServiceTimes times;
  private final ServicePoint point;
  private final QueueRules rules;
  private final ZoneId zone;
  private @Nullable Map<String, Double> hoursToday;

  Expectation(ServiceTimes times, ServicePoint point, QueueRules rules, ZoneId zone) {
    this.times = times;
    this.point = point;
    this.rules = rules;
    this.zone = zone;
  }

  /** How long a service takes at that time, from the last call to its end. */
  Service service(@Nullable String doctor, Instant at) {
    String[] keys = ServiceTimes.keys(point.id(), doctor, at, zone);
    Service usually = usually(keys[1], keys[2]);
    double pace = 1;
    double relative = usually.relative();
    double[] weights = {DAY_WEIGHT, WEIGHT, HOUR_WEIGHT};
    for (int i = 0; i < keys.length; i++) {
      String key = keys[i];
      Tally today = times.tallies().getOrDefault(key, Tally.NONE);
      double expected = expectedOf(key);
      if (today.count() > 0 && expected > 0) {
        double each = expected / today.count();
        Service prior = Service.spreading(pace * each, Math.sqrt(relative));
        relative = prior.leaning(weights[i], today.measured()).relative();
        pace = (weights[i] * each * pace + today.seconds()) / (weights[i] * each + expected);
      }
    }
    return Service.spreading(pace * usually.mean(), Math.sqrt(relative));
  }

  /** What the days before showed for that doctor at that hour. */
  private Service usually(String doctorKey, String hourKey) {
    Map<String, Measured> earlier = times.earlier().services();
    return Service.spreading(point.usualService().toSeconds(), USUAL_SPREAD)
        .leaning(WEIGHT, earlier.getOrDefault(point.id(), NEVER))
        .leaning(WEIGHT, earlier.getOrDefault(doctorKey, NEVER))
        .leaning(HOUR_WEIGHT, earlier.getOrDefault(hourKey, NEVER));
  }

  /**
   * How many seconds those services would have taken that this day has seen, had it been like the
   * days before: by doctors and hours, so that a day on which only the fast one works is not taken
   * for a fast day.
   */
  private double expectedOf(String key) {
    double expected = 0;
    for (Map.Entry<String, Double> entry : expectedOfHours().entrySet()) {
      String hourKey = entry.getKey();
      expected += hourKey.equals(key) || hourKey.startsWith(key + "|") ? entry.getValue() : 0;
    }
    return expected;
  }

  /** The same for each doctor's hour here; asked for every doctor, hence kept. */
  private Map<String, Double> expectedOfHours() {
    Map<String, Double> known = hoursToday;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Map.Entry<String, Tally> entry : times.tallies().entrySet()) {
        String hourKey = entry.getKey();
        if (isHour(hourKey) && hourKey.startsWith(point.id() + "|")) {
          String doctorKey = hourKey.substring(0, hourKey.lastIndexOf('|'));
          known.put(hourKey, entry.getValue().count() * usually(doctorKey, hourKey).mean());
        }
      }
      hoursToday = known;
    }
    return known;
  }

  private static boolean isHour(String key) {
    return key.indexOf('|') != key.lastIndexOf('|');
  }

  /** How long a room waits for somebody who does not come, from the first call on. */
  Service absence() {
    double seconds = PER_CALL.toSeconds() * (rules.recalls() + 1.0);
    return Service.spreading(seconds, USUAL_SPREAD)
        .leaning(WEIGHT, times.earlier().absences().getOrDefault(point.id(), NEVER))
        .leaning(WEIGHT, times.absences().getOrDefault(point.id(), Tally.NONE).measured());
  }

  /**
   * How many more urgent ones come within an hour: as many as in the last one, and as usually in
   * this one.
   *
   * @param lately how many came within the last one
   * @param hours how much of the last hour belongs to this day
   */
  double passing(Urgency urgency, Instant at, long lately, double hours) {
    double days = times.earlier().days();
    if (days == 0) {
      return lately;
    }
    double usual = 0;
    for (Urgency other : Urgency.values()) {
      if (other.compareTo(urgency) < 0) {
        String key = ServiceTimes.arrival(point.id(), other, at, zone);
        usual += times.earlier().arrivals().getOrDefault(key, 0.0) / days;
      }
    }
    double weight = Math.min(days, USUAL_ARRIVALS);
    return (weight * usual + lately) / (weight + hours);
  }

  /** How probable it is that somebody who waits there comes when called. */
  double showChance() {
    double usual =
        leaning(
            rules.showChance(),
            times.earlier().came().getOrDefault(point.id(), 0.0),
            times.earlier().missed().getOrDefault(point.id(), 0.0));
    return leaning(
        usual,
        times.came().getOrDefault(point.id(), 0),
        times.missed().getOrDefault(point.id(), 0));
  }

  private static double leaning(double chance, double yes, double no) {
    return (SHOW_WEIGHT * chance + yes) / (SHOW_WEIGHT + yes + no);
  }
}
