package org.tabib.engine.practice;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.japi.function.Function;
import akka.pattern.Patterns;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;

/**
 * Puts a configuration into force: the practice itself and its doctors' schedules. Idempotent, so
 * it can be done again at every start and after a failure half-way.
 */
public final class PracticeSetup {
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 6;

  /** Enough to keep the journal's group commits full, too few to queue at it. */
  private static final int AT_ONCE = 16;

  /** The configuration was refused; repeating it does not help. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(Refusal refusal) {
      super(refusal.code() + ": " + refusal.message());
    }
  }

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;

  public PracticeSetup(ActorSystem<?> system, ClusterSharding sharding) {
    this.system = system;
    this.sharding = sharding;
  }

  /**
   * Configures the practice, then defines every doctor's schedule.
   *
   * @return completes when everything is durable; exceptionally with {@link RefusedException}, or
   *     with a timeout after several attempts
   */
  public CompletionStage<Done> apply(PracticeConfig config) {
    return this.<PracticeCommand, PracticeReply>ask(
            Practice.TYPE_KEY,
            Practice.entityId(config.id()),
            replyTo -> new PracticeCommand.Configure(config, replyTo))
        .thenCompose(
            reply ->
                switch (reply) {
                  case PracticeReply.Current current -> defineAll(current.config());
                  case PracticeReply.Refused(var refusal) -> throw new RefusedException(refusal);
                });
  }

  private CompletionStage<Done> defineAll(PracticeConfig config) {
    return Source.from(config.doctors())
        .mapAsyncUnordered(AT_ONCE, this::define)
        .runWith(Sink.ignore(), system);
  }

  private CompletionStage<Done> define(PracticeConfig.Doctor doctor) {
    return this.<ScheduleCommand, ScheduleReply>ask(
            DoctorSchedule.TYPE_KEY,
            doctor.scheduleId(),
            replyTo ->
                new ScheduleCommand.Define(
                    doctor.id(), doctor.clinicId(), doctor.availability(), replyTo))
        .thenApply(
            reply -> {
              if (reply instanceof ScheduleReply.Done) {
                return Done.getInstance();
              }
              throw reply instanceof ScheduleReply.Refused(var refusal)
                  ? new RefusedException(refusal)
                  : new IllegalStateException("no answer to Define: " + reply);
            });
  }

  private <C, R> CompletionStage<R> ask(
      EntityTypeKey<C> type, String entityId, Function<ActorRef<R>, C> command) {
    return Patterns.retry(
        () -> sharding.entityRefFor(type, entityId).ask(command, ASK_TIMEOUT),
        ATTEMPTS,
        PAUSE,
        system.classicSystem());
  }
}
