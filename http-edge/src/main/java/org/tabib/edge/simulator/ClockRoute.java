package org.tabib.edge.simulator;

import akka.http.javadsl.model.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of the clinic and its patients: shown by the page and, where it can be, set ahead. */
final class ClockRoute {
  /** Further than a follow-up or a vaccination nobody needs to look in one step. */
  private static final Duration MOST = Duration.ofDays(31);

  private final InstantSource clock;

  ClockRoute(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param now what it shows
   * @param moves whether it can be set ahead
   */
  record Shown(Instant now, boolean moves) {}

  Shown shown() {
    return new Shown(clock.instant(), clock instanceof SimulatedTime);
  }

  HttpResponse advance(Fields body) {
    if (!(clock instanceof SimulatedTime time)) {
      return SimulatorJson.problem(
          409,
          "Conflict",
          "The clock is the true one: only a single node in demo mode sets it ahead");
    }
    time.advance(Duration.ofSeconds((long) body.number("seconds", 1, MOST.toSeconds())));
    return SimulatorJson.response(200, shown());
  }
}
