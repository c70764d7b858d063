package org.tabib.engine.queue;

import java.time.Duration;
import java.util.List;
import org.tabib.engine.queue.ServiceTimes.Service;

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
   * @param chance that there is a service at all
   */
  record Current(Service service, double elapsed, double chance) {}

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
   * @param rooms how many work, at least 1
   * @param passing what share of the rooms' time goes to more urgent ones who are still to come
   */
  record Load(List<Current> current, List<Ahead> ahead, int rooms, double passing) {
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
      work += current.chance() * remaining(current);
      residual += remaining(current);
    }
    for (Ahead ahead : load.ahead()) {
      work += ahead.share() * ahead.chance() * ahead.service().mean();
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
      double spread = current.service().variance() / square(current.service().mean());
      variance += spread(remaining(current), spread, current.chance());
    }
    for (Ahead ahead : load.ahead()) {
      double spread = ahead.service().variance() / square(ahead.service().mean());
      variance += square(ahead.share()) * spread(ahead.service().mean(), spread, ahead.chance());
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

  /** The variance of something that takes {@code mean} with that chance, and nothing otherwise. */
  private static double spread(double mean, double relative, double chance) {
    return chance * (relative + 1) * square(mean) - square(chance * mean);
  }

  private static double remaining(Current current) {
    double mean = current.service().mean();
    return Math.max(mean - current.elapsed(), mean * STILL_TO_COME);
  }

  private static double square(double value) {
    return value * value;
  }
}
