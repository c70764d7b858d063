package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Processes that are killed and stopped: nothing is lost, nothing is said twice. */
class RestartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a node that stops says of the time that it takes, and then of each step. */
  private static final Pattern WITHIN = Pattern.compile("\\bstopping: \\d+ steps, within (\\S+)");

  private static final Pattern STEP = Pattern.compile("\\bstop: (\\S+ (?:done|failed|has))");

  @Test
  void killedNodeGoesOnWhereItWasAndPaysWhatItOwesOnce() throws Exception {
    try (FakeGraph graph = new FakeGraph();
        NodeProcess node = new NodeProcess(Files.createTempDirectory("tabib-node"), graph)) {
      node.start();
      Patient asha = new Patient(node, "919900200001", null, "Asha").consents();
      Patient tara = new Patient(node, "919900200002", null, "Tara").consents();
      asha.taps("Book a visit").hears("Who is the visit for?");
      tara.taps("Book a visit").hears("Who is the visit for?");
      asha.taps("For me").hears("What is your full name?");

      // One reply was never taken over; another one was, but nobody could say so any more.
      graph.behave(new FakeGraph.Behaviour.Hang());
      int attempts = graph.attempts().size();
      asha.says("Asha Verma");
      await().atMost(PATIENCE).until(() -> graph.attempts().size() > attempts);
      graph.behave(new FakeGraph.Behaviour.AcceptAndHang());
      tara.taps("For me");
      FakeGraph.Sent unheardOf = tara.hears("What is your full name?");
      node.kill();
      ProcessHandle orphan = node.database().orElseThrow();

      graph.behave(new FakeGraph.Behaviour.Accept());
      node.start();
      assertThat(node.database()).contains(orphan);
      node.deliver(Webhooks.status(unheardOf, "sent", Instant.now()));
      asha.hears("How old are you?", PATIENCE);
      asha.says("34").hears("sex?");
      asha.taps("Female").hears("What is the problem?");
      tara.says("Tara Rao").hears("How old are you?");
      asha.says("Fever since two days").hears("can see Asha Verma");
      asha.choosesFirstSlot().taps("Confirm").hears("Your appointment is confirmed");
      asha.findsVisits(1);
      asha.hearsNothingMore();
      tara.hearsNothingMore();
      assertThat(graph.problems()).isEmpty();

      node.stop();
      // What docs/operator.md promises to whoever keeps the process.
      assertThat(first(WITHIN, node.said()).map(Duration::parse))
          .hasValueSatisfying(within -> assertThat(within).isLessThan(Duration.ofSeconds(60)));
      assertThat(all(STEP, node.said()))
          .containsExactly(
              "leave-notice done",
              "requests done",
              "spool done",
              "timers done",
              "projection-watch done",
              "actor-system done",
              "threads done",
              "member-register done",
              "database-connections done",
              "database-server done");
      assertThat(node.database()).isEmpty();
      await().until(() -> !orphan.isAlive());
      node.start();
      asha.findsVisits(1);
      asha.hearsNothingMore();
      node.stop();
    }
  }

  private static List<String> all(Pattern pattern, String said) {
    return pattern.matcher(said).results().map(found -> found.group(1)).toList();
  }

  private static Optional<String> first(Pattern pattern, String said) {
    return all(pattern, said).stream().findFirst();
  }
}
