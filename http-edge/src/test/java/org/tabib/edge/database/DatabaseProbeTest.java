package org.tabib.edge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Servers that do not answer; one that does, and goes, is in {@code OutageIT}. */
class DatabaseProbeTest {
  private static final Duration EVERY = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Test
  void seesThatNobodyListensAndCountsItOnce() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (DatabaseProbe probe = probe(port)) {
      await().until(() -> !probe.answers());
      assertThat(probe.outages()).isEqualTo(1);
    }
  }

  @Test
  void seesThatAServerDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        DatabaseProbe probe = probe(silent.getLocalPort())) {
      try (Socket asked = silent.accept()) {
        assertThat(asked.getInputStream().read()).as("it asks").isNotNegative();
        await().atMost(10, TimeUnit.SECONDS).until(() -> !probe.answers());
      }
    }
  }

  private static DatabaseProbe probe(int port) {
    return DatabaseProbe.start(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        new DatabaseSettings("", "postgres", "", 0),
        EVERY,
        PATIENCE);
  }
}
