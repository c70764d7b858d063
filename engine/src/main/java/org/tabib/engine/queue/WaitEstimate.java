package org.tabib.engine.queue;

import java.time.Duration;
import java.util.List;

/**
 * How long somebody waits who has these before them (QUEUE-4). Pure; the derivation is in {@code
 * docs/queue.md}. Everything is in seconds.
 */
final class WaitEstimate {
  /** Four of five wait less: the 0.8 quantile of the normal distribution, in deviations. */
  private static final double P80 = 0.8416;

  /** However long a service has lasted already, it is not over yet. */
  private static final double STILL_TO_COME = 0.25;

  /** However many pass, they do not double the wait: no rate of an hour lasts for ever. */
  private static final double MOST_PASSING = 1;

  private static final long STEP = Duration.ofMinutes(5).toSeconds();

  private WaitEstimate() {}

  /**
   * Somebody who is being served or was called.
   *
   * @param elapsed since the service began; 0 for who is on the way
   * @param waited how long the room has waited for who is on the way; 0 in a service
   * @param chance that there is a service at all
   */
  record Current(Service service, double elapsed, double waited, double chance) {}

  /**
   * Somebody before them.
   *
   * @param chance that they come when called
   * @param share how much of their service keeps the rooms busy that count here
   */
  record Ahead(Service service, double chance, double share) {}

  /**
   * What keeps the rooms busy.
   *
   * @param absence how long a room waits for who does not come
   * @param rooms how many work, at least 1
   * @param passing what share of the rooms' time goes to more urgent ones who are still to come
   */
  record Load(
      List<Current> current, List<Ahead> ahead, Service absence, int rooms, double passing) {
    Load {
      current = List.copyOf(current);
      ahead = List.copyOf(ahead);
    }
  }

  static WaitRange of(Load load) {
    double mean = mean(load);
    double from = mean;
    double to = mean + P80 * deviation(load);
    long low = Math.round(from / STEP) * STEP;
    long high = (long) Math.ceil(to / STEP) * STEP;
    return new WaitRange(Duration.ofSeconds(low), Duration.ofSeconds(Math.max(high, low + STEP)));
  }

  /** The expected wait. */
  static double mean(Load load) {
    double work = 0;
    double residual = 0;
    for (Current current : load.current()) {
      double left = left(current, load.absence()).mean();
      work += left;
      residual += left;
    }
    for (Ahead ahead : load.ahead()) {
      work += ahead.share() * either(ahead.chance(), ahead.service(), load.absence()).mean();
    }
    // When one's own turn comes one room is free, the others are still in the middle of a service.
    double others =
        load.current().isEmpty()
            ? 0
            : Math.min(load.rooms() - 1, load.current().size()) * residual / load.current().size();
    boolean roomFree = load.current().size() < load.rooms() && load.ahead().isEmpty();
    return roomFree ? 0 : Math.max(0, work - others) / load.rooms() * passing(load);
  }

  /** How far the wait spreads around its mean. */
  private static double deviation(Load load) {
    double variance = 0;
    for (Current current : load.current()) {
      variance += left(current, load.absence()).variance();
    }
    for (Ahead ahead : load.ahead()) {
      variance +=
          square(ahead.share())
              * either(ahead.chance(), ahead.service(), load.absence()).variance();
    }
    return Math.sqrt(variance) / load.rooms() * passing(load);
  }

  /**
   * Who comes while the work ahead is done, and passes. Not who comes while those are served: that
   * (1 / (1 - share)) measured too long, because peaks end.
   */
  private static double passing(Load load) {
    return 1 + Math.clamp(load.passing(), 0, MOST_PASSING);
  }

  /** How long a room is still taken by who is in it, or waits for who was called there. */
  private static Service left(Current current, Service absence) {
    return either(
        current.chance(),
        remaining(current.service(), current.elapsed()),
        remaining(absence, current.waited()));
  }

  /** What takes one time with that chance, and the other one otherwise. */
  private static Service either(double chance, Service one, Service other) {
    double mean = chance * one.mean() + (1 - chance) * other.mean();
    double second =
        chance * (one.variance() + square(one.mean()))
            + (1 - chance) * (other.variance() + square(other.mean()));
    return new Service(mean, Math.max(second - square(mean), 0));
  }

  private static Service remaining(Service whole, double elapsed) {
    double mean = Math.max(whole.mean() - elapsed, whole.mean() * STILL_TO_COME);
    return Service.spreading(mean, Math.sqrt(whole.relative()));
  }

  private static double square(double value) {
    return value * value;
  }
}
