package org.tabib.engine.queue;

/**
 * How long something takes, as far as it is known.
 *
 * @param mean seconds
 * @param variance seconds squared
 */
record Service(double mean, double variance) {

  /** From its mean and the deviation as a share of the mean. */
  static Service spreading(double mean, double share) {
    return new Service(mean, square(mean * share));
  }

  /** The variance as a share of the squared mean. */
  double relative() {
    return variance / square(mean);
  }

  /**
   * Between this and what was measured; the more was measured, the nearer to that (shrinkage).
   *
   * @param weight how many measurements this counts as
   */
  Service leaning(double weight, Measured seen) {
    double all = weight + seen.count();
    double next = (weight * mean + seen.seconds()) / all;
    double second = (weight * (variance + square(mean)) + seen.squares()) / all;
    return new Service(next, Math.max(second - square(next), 1));
  }

  private static double square(double value) {
    return value * value;
  }
}
