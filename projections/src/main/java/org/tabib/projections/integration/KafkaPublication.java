package org.tabib.projections.integration;

import akka.Done;
import akka.actor.typed.ActorSystem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.projections.ReadModels;
import org.tabib.projections.run.OutboundProjection;
import org.tabib.projections.run.ProjectionControl;
import org.tabib.projections.run.ProjectionHealth;
import org.tabib.projections.run.Publishing;
import org.tabib.projections.search.SearchKeys;
import org.tabib.projections.store.ReadModelDatabase;

/** Integration events on their way to Kafka, for as long as the node runs. */
public final class KafkaPublication implements AutoCloseable {
  private final KafkaTopics topics;
  private final Publishing publishing;

  private KafkaPublication(KafkaTopics topics, Publishing publishing) {
    this.topics = topics;
    this.publishing = publishing;
  }

  /**
   * Starts; does not wait for the broker.
   *
   * @param kafka configured
   * @param readModels holds the offsets
   * @param journal for lag only
   * @param keys used when personal data goes out
   */
  public static KafkaPublication start(
      ActorSystem<?> system,
      KafkaSettings kafka,
      ReadModelDatabase readModels,
      DataSource journal,
      SearchKeys keys,
      Executor blocking,
      MeterRegistry meters,
      Clock clock) {
    KafkaTopics topics = KafkaTopics.start(system, kafka);
    KafkaOutlet.Way way =
        new KafkaOutlet.Way(
            kafka,
            topics.ready(),
            kafka.personalData() ? keys::vaults : null,
            blocking,
            () -> new KafkaSender(system, kafka),
            new KafkaMetrics(meters));
    return new KafkaPublication(
        topics,
        Publishing.start(system, readModels, journal, projections(way), blocking, meters, clock));
  }

  private static List<OutboundProjection<?>> projections(KafkaOutlet.Way way) {
    return List.of(
        projection(
            EventStream.CONVERSATION,
            ConversationEvent.class,
            ReadModels.CONVERSATION_SLICES,
            ConversationMapping::map,
            way),
        projection(
            EventStream.VISIT, VisitEvent.class, ReadModels.VISIT.slices(), VisitMapping::map, way),
        projection(
            EventStream.SCHEDULE,
            ScheduleEvent.class,
            ReadModels.SCHEDULE.slices(),
            ScheduleMapping::map,
            way),
        projection(
            EventStream.PATIENT,
            PatientEvent.class,
            ReadModels.PATIENT.slices(),
            PatientMapping::map,
            way),
        projection(
            EventStream.PRACTICE,
            PracticeEvent.class,
            ReadModels.PRACTICE.slices(),
            PracticeMapping::map,
            way),
        projection(
            EventStream.QUEUE, QueueEvent.class, ReadModels.QUEUE.slices(), QueueMapping::map, way),
        projection(
            EventStream.REMINDER,
            ReminderEvent.class,
            ReadModels.REMINDER.slices(),
            ReminderMapping::map,
            way),
        projection(
            EventStream.WAITING,
            WaitingEvent.class,
            ReadModels.WAITING_LIST.slices(),
            WaitingMapping::map,
            way));
  }

  private static <E> OutboundProjection<E> projection(
      EventStream stream,
      Class<E> events,
      List<String> slices,
      EventMapping<E> mapping,
      KafkaOutlet.Way way) {
    return new OutboundProjection<>(
        "kafka-" + stream.id(), events, slices, () -> new KafkaOutlet<>(mapping, way));
  }

  /** Completes when all topics are there, those for inbound events as well. */
  public CompletionStage<Done> topicsReady() {
    return topics.ready();
  }

  /** What is waited for before anything can be published; empty when nothing is. */
  public String waitingFor() {
    return topics.waitingFor();
  }

  /** How far behind the slices are; cheap. */
  public ProjectionHealth health() {
    return publishing.health();
  }

  /** Commands for the slices, by the names {@code kafka-conversation}, {@code kafka-visit}… */
  public ProjectionControl control() {
    return publishing.control();
  }

  /** Ends the watching; the slices themselves stop with the actor system. */
  @Override
  public void close() {
    topics.close();
    publishing.close();
  }
}
