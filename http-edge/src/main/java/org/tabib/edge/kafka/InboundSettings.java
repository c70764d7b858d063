package org.tabib.edge.kafka;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How other systems' events are read: {@code tabib.kafka.inbound}.
 *
 * @param retryFirst pause after the first failed attempt, doubled from then on
 * @param retryMost longest pause
 * @param remember how long a handled event is recognised
 */
record InboundSettings(Duration retryFirst, Duration retryMost, Duration remember) {
  /** More doublings than any pause has. */
  private static final int MOST_DOUBLINGS = 20;

  static InboundSettings from(Config root) {
    Config config = root.getConfig("tabib.kafka.inbound");
    return new InboundSettings(
        config.getDuration("retry.first"),
        config.getDuration("retry.most"),
        config.getDuration("remember"));
  }

  /**
   * @param attempt that failed, from 1
   */
  Duration pause(int attempt) {
    Duration pause = retryFirst.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    return pause.compareTo(retryMost) > 0 ? retryMost : pause;
  }
}
