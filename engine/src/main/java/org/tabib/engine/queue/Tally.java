package org.tabib.engine.queue;

/**
 * A few services counted: enough for a mean and a spread, and exact to take one out again.
 *
 * @param seconds their sum
 * @param squares the sum of their squares
 */
record Tally(int count, long seconds, long squares) {
  static final Tally NONE = new Tally(0, 0, 0);

  /**
   * @param more whether that one is added, or taken out again
   */
  Tally changed(long duration, boolean more) {
    int sign = more ? 1 : -1;
    return new Tally(count + sign, seconds + sign * duration, squares + sign * duration * duration);
  }

  Measured measured() {
    return new Measured(count, seconds, squares);
  }
}
