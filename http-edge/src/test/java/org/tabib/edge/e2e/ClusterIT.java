package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Three processes that join by seed nodes; one is killed and one stopped while people write, and
 * while reminders are due that each of them has taken some of.
 */
class ClusterIT {
  /** A dead node is noticed, given up and its conversations are taken over. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Test
  void conversationsGoOnWithoutTheNodeThatWasKilledAndTheOneThatLeft() throws Exception {
    try (ClusterUnderTest cluster = ClusterUnderTest.start(3)) {
      // Enough of them that every node hosts some.
      List<Patient> people = people(cluster, "91990070000", 8);
      List<Patient> reminded = people(cluster, "91990071000", 6);
      each(Stream.concat(people.stream(), reminded.stream()).toList(), Patient::consents);
      each(people, one -> one.taps("Book a visit").hears("Who is the visit for?"));
      each(people, one -> one.taps("For me").hears("What is your full name?"));
      DueReminders reminders = DueReminders.booked(cluster, reminded);
      untilAllIsSettled(cluster);

      reminders.comeDue(3, cluster.node(1)::kill);
      each(people, one -> one.says("Asha Verma").hears("How old are you?", PATIENCE));
      each(people, one -> one.says("34").hears("sex?", PATIENCE));

      // The first one: the oldest, which coordinates the others. Nothing waits until it is gone.
      CompletableFuture<Void> leaving =
          CompletableFuture.runAsync(() -> stop(cluster.node(0)), Thread::startVirtualThread);
      each(people, one -> one.taps("Female").hears("What is the problem?", PATIENCE));
      each(people, one -> one.says("Fever").hears("can see Asha Verma", PATIENCE));
      leaving.join();
      each(people, Patient::choosesFirstSlot);
      each(people, one -> one.taps("Confirm").hears("Your appointment is confirmed", PATIENCE));

      each(people, one -> one.findsVisits(1));
      reminders.areToldOnce(PATIENCE);
      each(people, Patient::hearsNothingMore);
      assertThat(
              stored(cluster)
                  .count("select count(distinct (schedule_id, starts_at)) from read.appointment"))
          .isEqualTo(people.size() + reminders.size());
      assertThat(cluster.graph().problems()).isEmpty();
    }
  }

  private static List<Patient> people(ClusterUnderTest cluster, String numbers, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Patient(cluster, numbers + i, null, "Asha"))
        .toList();
  }

  private static void stop(NodeProcess node) {
    try {
      node.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Stored stored(ClusterUnderTest cluster) throws Exception {
    return new Stored(cluster.database(), NodeUnderTest.MASTER_KEY);
  }

  /** A kill between the provider's answer and our record of it can only be settled by a receipt. */
  private static void untilAllIsSettled(ClusterUnderTest cluster) throws Exception {
    Stored stored = stored(cluster);
    await()
        .until(
            () ->
                stored.count(
                        "select count(*) from read.message"
                            + " where direction = 'out' and provider_id is not null")
                    == cluster.graph().sent().size());
  }

  private static void each(List<Patient> people, Consumer<Patient> step) {
    CompletableFuture.allOf(
            people.stream()
                .map(
                    one ->
                        CompletableFuture.runAsync(
                            () -> step.accept(one), Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }
}
