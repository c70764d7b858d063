package org.tabib.edge.spool;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.database.Presence;
import org.tabib.edge.whatsapp.Intake;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.edge.whatsapp.Webhook;

/**
 * Takes webhooks to the journal while that works, and into the spool while it does not: when
 * PostgreSQL is away, when anything of this node waits in the spool already, and when the journal's
 * side did not take one. What is under way when PostgreSQL goes away is put into the spool at once,
 * so that nobody waits for time-outs; that it may have been taken after all does no harm, because
 * every receiver knows what it has seen.
 */
final class SpoolingIntake implements Intake {
  /** A backlog that is drained within seconds needs no brake. */
  private static final long CROWDED = 2_000;

  private static final Duration BRAKE = Duration.ofSeconds(1);

  private final Intake journal;
  private final Spool spool;
  private final Presence database;
  private final SpoolMetrics metrics;
  private final Set<Flight> underWay = ConcurrentHashMap.newKeySet();

  SpoolingIntake(Intake journal, Spool spool, Presence database, SpoolMetrics metrics) {
    this.journal = journal;
    this.spool = spool;
    this.database = database;
    this.metrics = metrics;
    database.whenAway(() -> underWay.forEach(Flight::divert));
  }

  @Override
  public CompletionStage<Outcome> take(Webhook webhook, byte[] raw) {
    return through(raw, () -> journal.take(webhook, raw));
  }

  @Override
  public CompletionStage<Outcome> quarantine(QuarantineReason reason, byte[] raw) {
    return through(raw, () -> journal.quarantine(reason, raw));
  }

  private CompletionStage<Outcome> through(byte[] raw, Supplier<CompletionStage<Outcome>> direct) {
    Flight flight = new Flight(spool.arrival(), raw);
    if (!database.answers() || !spool.isEmpty()) {
      flight.divert();
      return braked(flight.outcome);
    }
    underWay.add(flight);
    if (!database.answers()) {
      // It went away a moment ago: those under way may have been diverted before this one was.
      flight.divert();
    }
    journal(direct).whenComplete(flight::landed);
    return flight.outcome;
  }

  /**
   * The disk takes webhooks faster than the journal. While a long spool is drained, answers come
   * later, so that senders who wait for them cannot fill it faster than it empties.
   */
  private CompletionStage<Outcome> braked(CompletableFuture<Outcome> outcome) {
    return database.answers() && spool.waiting() > CROWDED
        ? outcome.thenApplyAsync(
            answer -> answer,
            CompletableFuture.delayedExecutor(BRAKE.toMillis(), TimeUnit.MILLISECONDS))
        : outcome;
  }

  private static CompletionStage<Outcome> journal(Supplier<CompletionStage<Outcome>> direct) {
    try {
      return direct.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A webhook between its arrival and its answer; taken to the spool at most once. */
  private final class Flight {
    private final long arrival;
    private final byte[] raw;
    private final AtomicBoolean diverted = new AtomicBoolean();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    private Flight(long arrival, byte[] raw) {
      this.arrival = arrival;
      this.raw = raw;
    }

    private void landed(@Nullable Outcome journaled, @Nullable Throwable failure) {
      underWay.remove(this);
      if (journaled == Outcome.DURABLE) {
        outcome.complete(Outcome.DURABLE);
      } else {
        divert();
      }
    }

    private void divert() {
      if (diverted.compareAndSet(false, true)) {
        spool
            .append(arrival, raw)
            .thenAccept(
                taken -> {
                  metrics.taken(taken);
                  outcome.complete(
                      switch (taken) {
                        case Spool.Taken.Stored stored -> Outcome.DURABLE;
                        case Spool.Taken.Refused refused -> Outcome.UNAVAILABLE;
                      });
                });
      }
    }
  }
}
