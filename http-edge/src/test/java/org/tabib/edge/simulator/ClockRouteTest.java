package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.edge.e2e.JumpingClock;

class ClockRouteTest {
  private final JumpingClock clock = new JumpingClock();
  private SimulatorServer server;

  @BeforeEach
  void start() {
    server = new SimulatorServer(List.of(), clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void timeGoesAheadForTheProductAndForWhatThePhonesWrite() {
    Instant before = clock.instant();

    var answer = server.api("/clock", "{\"seconds\": 86400}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("moves").asBoolean()).isTrue();
    assertThat(Instant.parse(answer.json().path("now").asText()))
        .isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
    server.type(SimulatorServer.ASHA, "hi");
    assertThat(Instant.parse(server.bubbles(SimulatorServer.ASHA).getLast().path("at").asText()))
        .isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
  }

  @Test
  void stepBackAndAStepThatIsTooGreatAreRefused() {
    Instant before = clock.instant();

    for (String seconds : List.of("0", "-60", "86400000", "\"tomorrow\"")) {
      assertThat(server.api("/clock", "{\"seconds\": " + seconds + "}").status())
          .as(seconds)
          .isEqualTo(400);
    }
    assertThat(clock.instant()).isBefore(before.plus(Duration.ofMinutes(5)));
  }

  @Test
  void trueTimeIsShownAndStaysWhereItIs() {
    try (var other = new SimulatorServer(List.of(), InstantSource.system())) {
      assertThat(other.api("/clock", "{\"seconds\": 60}").status()).isEqualTo(409);
      assertThat(other.api("/state").json().at("/clock/moves").asBoolean()).isFalse();
    }
  }
}
