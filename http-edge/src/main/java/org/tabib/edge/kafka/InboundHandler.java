package org.tabib.edge.kafka;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.kafka.InboundEvent.BookedElsewhere;
import org.tabib.edge.kafka.InboundEvent.CancelledElsewhere;
import org.tabib.edge.kafka.InboundEvent.DemographicsChanged;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.Practices;

/**
 * Handles one record until it is done with: its effects are durable, or it is among the dead
 * letters. Whatever else goes wrong passes, and is tried again after a pause, for as long as it
 * takes: skipping an event would lose it, overtaking it would break the order of its key.
 */
final class InboundHandler {
  private static final Logger LOG = LoggerFactory.getLogger(InboundHandler.class);

  private final Parts parts;
  private final InboundReader reader = new InboundReader();
  private volatile boolean stopped;

  InboundHandler(Parts parts) {
    this.parts = parts;
  }

  /** Puts a record among the dead letters; completes when it is durable there. */
  @FunctionalInterface
  interface Burial {
    CompletionStage<Done> bury(ConsumerRecord<String, byte[]> record, Unusable why);
  }

  /** What it works with. */
  record Parts(
      ActorSystem<?> system,
      Practices practices,
      ElsewhereVisits visits,
      ElsewherePatients patients,
      InboundMemory memory,
      Burial dead,
      InboundSettings settings,
      InboundMetrics metrics) {}

  /** Completes when the record's offset may be committed. */
  CompletionStage<Done> handle(ConsumerRecord<String, byte[]> record) {
    return attempt(record, 1);
  }

  /** No more attempts: what waits is handled again by whoever gets the partition next. */
  void stop() {
    stopped = true;
  }

  private CompletionStage<Done> attempt(ConsumerRecord<String, byte[]> record, int attempt) {
    if (stopped) {
      return CompletableFuture.failedStage(new CancellationException("the node stops"));
    }
    return once(record)
        .handle(
            (done, failure) -> {
              if (failure == null) {
                if (attempt > 1) {
                  parts.metrics().waitedFor();
                }
                return CompletableFuture.completedStage(done);
              }
              return again(record, attempt, cause(failure));
            })
        .thenCompose(Function.identity());
  }

  private CompletionStage<Done> again(
      ConsumerRecord<String, byte[]> record, int attempt, Throwable failure) {
    Duration pause = parts.settings().pause(attempt);
    parts.metrics().failed(attempt);
    LOG.warn(
        "{} partition {} offset {} waits for {} ms: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        pause.toMillis(),
        failure.getClass().getSimpleName());
    return Patterns.after(
        pause, parts.system().classicSystem(), () -> attempt(record, attempt + 1));
  }

  /** One attempt; a failure of any kind but {@link Unusable.Failure} may pass. */
  private CompletionStage<Done> once(ConsumerRecord<String, byte[]> record) {
    CompletionStage<Done> tried;
    try {
      InboundEvent event = reader.read(record.value());
      tried =
          parts
              .memory()
              .knows(event.origin())
              .thenCompose(known -> known ? repeated() : applied(event));
    } catch (RuntimeException e) {
      tried = CompletableFuture.failedStage(e);
    }
    return tried.exceptionallyCompose(
        failure ->
            cause(failure) instanceof Unusable.Failure unusable
                ? dead(record, unusable.why())
                : CompletableFuture.failedStage(failure));
  }

  private CompletionStage<Done> repeated() {
    parts.metrics().repeated();
    return CompletableFuture.completedStage(Done.getInstance());
  }

  private CompletionStage<Done> applied(InboundEvent event) {
    PracticeConfig practice =
        parts
            .practices()
            .byId(event.origin().practice())
            .orElseThrow(
                () -> new Unusable("practice-unknown", "/practice: is not here").failure());
    return effect(practice, event)
        .thenCompose(done -> parts.memory().remember(event.origin()))
        .thenApply(
            remembered -> {
              parts.metrics().applied();
              return Done.getInstance();
            });
  }

  private CompletionStage<Done> effect(PracticeConfig practice, InboundEvent event) {
    return switch (event) {
      case DemographicsChanged changed -> parts.patients().change(practice, changed);
      case BookedElsewhere booked -> parts.visits().book(practice, booked);
      case CancelledElsewhere cancelled -> parts.visits().cancel(practice, cancelled);
    };
  }

  private CompletionStage<Done> dead(ConsumerRecord<String, byte[]> record, Unusable why) {
    return parts
        .dead()
        .bury(record, why)
        .thenApply(
            done -> {
              LOG.warn(
                  "{} partition {} offset {} is a dead letter: {}",
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  why.reason());
              parts.metrics().dead(why.reason());
              return done;
            });
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null ? failure : cause;
  }
}
