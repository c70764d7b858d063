package org.tabib.edge.kafka;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.Entities;
import org.tabib.edge.database.Database;
import org.tabib.edge.ops.Health.Check;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.projections.integration.KafkaPublication;
import org.tabib.projections.integration.KafkaSender;
import org.tabib.projections.integration.KafkaSettings;
import org.tabib.projections.run.ProjectionControl;
import org.tabib.projections.run.ProjectionHealth;
import org.tabib.projections.run.SliceHealth;
import org.tabib.projections.search.SearchKeys;

/** This node's part in Kafka: its share of the slices that publish, and of the inbound topic. */
public final class KafkaNode implements AutoCloseable {
  /** Integration events are not waited for by anybody who sits in front of a screen. */
  private static final Duration TOLERATED_LAG = Duration.ofMinutes(1);

  private final @Nullable KafkaPublication publication;
  private final AtomicReference<@Nullable InboundConsumer> consumer = new AtomicReference<>();
  private final InboundMetrics metrics;
  private volatile boolean closed;

  private KafkaNode(@Nullable KafkaPublication publication, InboundMetrics metrics) {
    this.publication = publication;
    this.metrics = metrics;
  }

  /** What it is made from. */
  public record Parts(
      ActorSystem<?> system,
      ClusterSharding sharding,
      KafkaSettings settings,
      Practices practices,
      AliasDirectory directory,
      SearchKeys keys,
      Database database,
      Executor blocking,
      MeterRegistry meters,
      Clock clock) {}

  /** Starts what is configured; does not wait for a broker. Practices must be known before. */
  public static KafkaNode start(Parts parts) {
    InboundMetrics metrics = new InboundMetrics(parts.meters());
    if (!parts.settings().configured()) {
      return new KafkaNode(null, metrics);
    }
    KafkaPublication publication =
        KafkaPublication.start(
            parts.system(),
            parts.settings(),
            parts.database().readModels(),
            parts.database().engine(),
            parts.keys(),
            parts.blocking(),
            parts.meters(),
            parts.clock());
    KafkaNode node = new KafkaNode(publication, metrics);
    CoordinatedShutdown.get(parts.system())
        .addTask(
            CoordinatedShutdown.PhaseServiceUnbind(),
            "kafka-inbound",
            () -> {
              node.close();
              return CompletableFuture.completedStage(Done.getInstance());
            });
    InboundHandler handler = handler(parts, metrics);
    publication
        .topicsReady()
        .thenRun(
            () -> node.reading(InboundConsumer.start(parts.system(), parts.settings(), handler)));
    return node;
  }

  private static InboundHandler handler(Parts parts, InboundMetrics metrics) {
    Entities entities = new Entities(parts.sharding());
    ElsewherePatients patients = new ElsewherePatients(entities, parts.directory());
    InboundSettings settings = InboundSettings.from(parts.system().settings().config());
    DeadLetters dead =
        new DeadLetters(
            parts.settings().dead(), () -> new KafkaSender(parts.system(), parts.settings()));
    parts.system().getWhenTerminated().thenRun(dead::close);
    return new InboundHandler(
        new InboundHandler.Parts(
            parts.system(),
            parts.practices(),
            new ElsewhereVisits(entities, patients),
            patients,
            new InboundMemory(
                parts.database().readModels().dataSource(),
                parts.blocking(),
                parts.clock(),
                settings.remember()),
            dead::bury,
            settings,
            metrics));
  }

  private void reading(InboundConsumer started) {
    consumer.set(started);
    if (closed) {
      close();
    }
  }

  /** Commands for the slices that publish; none where nothing is published. */
  public Optional<ProjectionControl> control() {
    return Optional.ofNullable(publication).map(KafkaPublication::control);
  }

  /** What operators are told. It never makes a node unready: patients do not need Kafka. */
  public Check check() {
    if (publication == null) {
      return new Check("kafka", true, "not configured: publication waits");
    }
    String waitingFor = publication.waitingFor();
    if (!waitingFor.isEmpty()) {
      return new Check("kafka", false, "publication waits for " + waitingFor);
    }
    ProjectionHealth health = publication.health();
    if (!health.known()) {
      return new Check("kafka", false, "lag is not known");
    }
    long stopped = health.stopped().size();
    long behind =
        health.slices().stream()
            .map(SliceHealth::lag)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO)
            .toMillis();
    return new Check(
        "kafka",
        health.healthy(TOLERATED_LAG) && metrics.waiting() == 0,
        "publication is behind by at most %d ms, %d slices stopped; inbound events waiting: %d"
            .formatted(behind, stopped, metrics.waiting()));
  }

  /** Takes nothing more in and ends the watching; slices that publish stop with the system. */
  @Override
  public void close() {
    closed = true;
    InboundConsumer reading = consumer.getAndSet(null);
    if (reading != null) {
      reading.close();
    }
    if (publication != null) {
      publication.close();
    }
  }
}
