package org.tabib.engine.queue;

/**
 * Times that were measured, weighed by how long ago that was: enough for a mean and a spread.
 *
 * @param count how many; not whole once old ones weigh less
 * @param seconds their sum
 * @param squares the sum of their squares
 */
public record Measured(double count, double seconds, double squares) {

  Measured plus(Measured other) {
    return new Measured(count + other.count, seconds + other.seconds, squares + other.squares);
  }

  Measured times(double weight) {
    return new Measured(count * weight, seconds * weight, squares * weight);
  }
}
