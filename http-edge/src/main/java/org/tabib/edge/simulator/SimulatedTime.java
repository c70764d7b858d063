package org.tabib.edge.simulator;

import java.time.Duration;
import java.time.InstantSource;

/** A product's time that whoever tries the product sets ahead. Never in production. */
public interface SimulatedTime extends InstantSource {
  /**
   * Goes ahead by that much, at once and for the whole product.
   *
   * @throws IllegalArgumentException when it is negative: time does not go back
   */
  void advance(Duration jump);
}
