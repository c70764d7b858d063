package org.tabib.edge.timer;

import org.tabib.engine.timer.TimerTask;

/**
 * How much of a node timers may take. What waits is worked off at most that fast, so that a backlog
 * after an outage leaves room for people who write.
 */
public record TimerSettings(Lane prompt, Lane planned) {
  /** Connections of its own: threads wait for entities most of the time, two pollers share them. */
  public static final int CONNECTIONS = 4;

  /**
   * A lane's share of one node.
   *
   * @param threads timers at the same time; each waits for entities most of the time
   * @param rate timers a second
   */
  public record Lane(int threads, int rate) {}

  Lane of(TimerTask.Lane lane) {
    return switch (lane) {
      case PROMPT -> prompt;
      case PLANNED -> planned;
    };
  }
}
