package org.tabib.projections.integration;

import akka.Done;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.run.Outlet;
import org.tabib.projections.run.Recorded;

/** One slice's way to Kafka. */
final class KafkaOutlet<E> implements Outlet<E> {
  private final EventMapping<E> mapping;
  private final Way way;

  /** Fails when the slice is to stop: a broker that is away must not hold a node back. */
  private final CompletableFuture<Done> closed = new CompletableFuture<>();

  private @Nullable KafkaSender sender;

  KafkaOutlet(EventMapping<E> mapping, Way way) {
    this.mapping = mapping;
    this.way = way;
  }

  /**
   * What all slices share.
   *
   * @param topics nothing is sent before they are there
   * @param keys null when what is private stays closed
   * @param blocking where keys are fetched
   * @param senders makes a slice's own producer
   */
  record Way(
      KafkaSettings settings,
      CompletionStage<Done> topics,
      PersonalOpening.@Nullable Keys keys,
      Executor blocking,
      Supplier<KafkaSender> senders,
      KafkaMetrics metrics) {}

  /** What a batch comes to: everything up to an event that cannot be mapped, if there is one. */
  private record Batch(
      List<IntegrationEvent> events,
      List<ProducerRecord<String, byte[]>> records,
      @Nullable Unpublishable poison) {}

  @Override
  public CompletionStage<Done> publish(List<Recorded<E>> journaled) {
    CompletionStage<Done> sent =
        way.topics()
            .thenApplyAsync(ready -> made(journaled), way.blocking())
            .thenCompose(this::sent);
    return CompletableFuture.anyOf(sent.toCompletableFuture(), closed)
        .thenApply(first -> Done.getInstance())
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                way.metrics().failed();
              }
            });
  }

  private CompletionStage<Done> sent(Batch batch) {
    return sender()
        .send(batch.records())
        .thenCompose(
            done -> {
              way.metrics().published(batch.events());
              return batch.poison() == null
                  ? CompletableFuture.completedStage(done)
                  : CompletableFuture.failedStage(batch.poison());
            });
  }

  private Batch made(List<Recorded<E>> journaled) {
    Opening opening = opening(journaled);
    List<IntegrationEvent> events = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < journaled.size(); i++) {
      try {
        for (IntegrationEvent event : mapping.map(journaled.get(i), opening)) {
          records.add(CloudEvents.record(way.settings().topic(event.type().stream()), event));
          events.add(event);
        }
      } catch (RuntimeException e) {
        return new Batch(events, records, new Unpublishable(i, e));
      }
    }
    return new Batch(events, records, null);
  }

  private Opening opening(List<Recorded<E>> journaled) {
    PersonalOpening.Keys keys = way.keys();
    if (keys == null) {
      return Opening.CLOSED;
    }
    try {
      return PersonalOpening.of(journaled, mapping, keys);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  /** Made when it is first needed: a producer knocks at its broker from the moment it exists. */
  private synchronized KafkaSender sender() {
    if (closed.isDone()) {
      throw new IllegalStateException("the slice was stopped");
    }
    KafkaSender known = sender;
    if (known == null) {
      known = way.senders().get();
      sender = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    closed.completeExceptionally(new CancellationException("the slice stops"));
    if (sender != null) {
      sender.close();
    }
  }
}
