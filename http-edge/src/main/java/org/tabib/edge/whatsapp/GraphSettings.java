package org.tabib.edge.whatsapp;

import java.time.Duration;

/**
 * Settings of the Graph API client.
 *
 * @param maxConnections per Graph host: rate × latency, so 128 carry 1 280/s at 100 ms
 * @param queue calls that wait for a connection; one more is refused at once, unsent
 * @param timeout how long a call may wait for a connection, and again how long for its answer
 */
public record GraphSettings(int maxConnections, int queue, Duration timeout) {
  public GraphSettings {
    if (maxConnections < 1 || queue < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("connections, queue and timeout must be positive");
    }
  }

  /** 128 connections, 8 192 waiting calls, 10 s. */
  public static GraphSettings standard() {
    return new GraphSettings(128, 8192, Duration.ofSeconds(10));
  }
}
