package org.tabib.engine.queue;

/**
 * A few services counted: enough for a mean and a spread, and exact to take one out again.
 *
 * @param seconds their sum
 * @param squares the sum of their squares
 */
record Tally(int count, long seconds, long squares) {
  static final Tally NONE = new Tally(0, 0, 0);

  Tally with(long duration) {
    return new Tally(count + 1, seconds + duration, squares + duration * duration);
  }

  Tally without(long duration) {
    return new Tally(count - 1, seconds - duration, squares - duration * duration);
  }
}
