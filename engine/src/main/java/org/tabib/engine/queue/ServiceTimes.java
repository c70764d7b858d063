package org.tabib.engine.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one day teaches about how long patients take and whether they come. Service times by service
 * point, within it by doctor, within that by hour of the day; each level leans on the one above it
 * as long as it has seen little (shrinkage towards the mean). Bounded by doctors and hours.
 *
 * @param tallies by {@code point}, {@code point|doctor} and {@code point|doctor|hour}
 * @param came how many who were called came, by service point
 * @param missed how many did not
 */
record ServiceTimes(
    Map<String, Tally> tallies, Map<String, Integer> came, Map<String, Integer> missed) {
  static final ServiceTimes NONE = new ServiceTimes(Map.of(), Map.of(), Map.of());

  /** How many services weigh as much as the level above. */
  private static final double WEIGHT = 5;

  private static final double SHOW_WEIGHT = 10;

  /** Before anything is known: consultations spread by half their mean. */
  private static final double USUAL_SPREAD = 0.5;

  /** Shorter: pressed by mistake. Longer: forgotten to press. */
  private static final long SHORTEST = 20;

  private static final long LONGEST = 4 * 3600;

  ServiceTimes {
    tallies = Collections.unmodifiableMap(new LinkedHashMap<>(tallies));
    came = Collections.unmodifiableMap(new LinkedHashMap<>(came));
    missed = Collections.unmodifiableMap(new LinkedHashMap<>(missed));
  }

  /**
   * How long one service takes.
   *
   * @param mean seconds
   * @param variance seconds squared
   */
  record Service(double mean, double variance) {}

  /** One service more. */
  ServiceTimes with(String point, @Nullable String doctor, Instant from, Instant to, ZoneId zone) {
    return changed(point, doctor, from, to, zone, true);
  }

  /** That service was taken back. */
  ServiceTimes without(
      String point, @Nullable String doctor, Instant from, Instant to, ZoneId zone) {
    return changed(point, doctor, from, to, zone, false);
  }

  private ServiceTimes changed(
      String point, @Nullable String doctor, Instant from, Instant to, ZoneId zone, boolean more) {
    long seconds = Duration.between(from, to).toSeconds();
    if (seconds < SHORTEST || seconds > LONGEST) {
      return this;
    }
    Map<String, Tally> next = new LinkedHashMap<>(tallies);
    for (String key : keys(point, doctor, from, zone)) {
      Tally old = next.getOrDefault(key, Tally.NONE);
      next.put(key, more ? old.with(seconds) : old.without(seconds));
    }
    return new ServiceTimes(next, came, missed);
  }

  ServiceTimes came(String point, int by) {
    return new ServiceTimes(tallies, counted(came, point, by), missed);
  }

  ServiceTimes missed(String point, int by) {
    return new ServiceTimes(tallies, came, counted(missed, point, by));
  }

  private static Map<String, Integer> counted(Map<String, Integer> counts, String key, int by) {
    Map<String, Integer> next = new LinkedHashMap<>(counts);
    next.merge(key, by, Integer::sum);
    return next;
  }

  /** How long a service takes at that time. */
  Service expected(ServicePoint point, @Nullable String doctor, Instant at, ZoneId zone) {
    double usual = point.usualService().toSeconds();
    Service service = new Service(usual, square(usual * USUAL_SPREAD));
    for (String key : keys(point.id(), doctor, at, zone)) {
      service = leaning(service, tallies.getOrDefault(key, Tally.NONE));
    }
    return service;
  }

  private static Service leaning(Service prior, Tally seen) {
    if (seen.count() == 0) {
      return prior;
    }
    double weight = WEIGHT + seen.count();
    double mean = (WEIGHT * prior.mean() + seen.seconds()) / weight;
    double second = (WEIGHT * (prior.variance() + square(prior.mean())) + seen.squares()) / weight;
    return new Service(mean, Math.max(second - square(mean), 1));
  }

  /** How probable it is that somebody who waits there comes when called. */
  double showChance(String point, QueueRules rules) {
    int yes = came.getOrDefault(point, 0);
    int no = missed.getOrDefault(point, 0);
    return (SHOW_WEIGHT * rules.showChance() + yes) / (SHOW_WEIGHT + yes + no);
  }

  private static String[] keys(String point, @Nullable String doctor, Instant at, ZoneId zone) {
    String byDoctor = point + "|" + (doctor == null ? "" : doctor);
    return new String[] {point, byDoctor, byDoctor + "|" + at.atZone(zone).getHour()};
  }

  private static double square(double value) {
    return value * value;
  }
}
