package org.tabib.edge.api;

import akka.actor.typed.ActorRef;
import akka.japi.function.Function;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;

/** Asks queues, and knows what their answers are not. */
final class QueueAsks {
  /** Identifiers that depend on the key alone must not depend on when it was sent. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private final Entities entities;
  private final InstantSource clock;
  private final RandomGenerator random;

  QueueAsks(Entities entities, InstantSource clock, RandomGenerator random) {
    this.entities = entities;
    this.clock = clock;
    this.random = random;
  }

  /** The clinic's queue of today. */
  ClinicDay today(Call call, String clinicId) {
    return ClinicDay.today(call, clinicId, clock.instant());
  }

  /** The clinic's queue of the day that is asked for. */
  ClinicDay asked(Call call, String clinicId) {
    return ClinicDay.asked(call, clinicId, clock.instant());
  }

  /**
   * What makes a repetition recognisable: from the caller's {@code Idempotency-Key}, or made up.
   *
   * @param what tells identifiers of one request apart
   */
  String id(Call call, String what) {
    String practice = call.practice().id();
    String key = call.idempotencyKey();
    return key == null
        ? Ids.of(practice, clock.instant(), random.nextLong(), random.nextLong())
        : Ids.derived(practice, ALWAYS, "queue", call.caller().staffId(), key, what);
  }

  /** Any answer but a refusal. */
  CompletionStage<QueueReply> ask(
      QueueId queue, Function<ActorRef<QueueReply>, QueueCommand> command) {
    return entities
        .queue(queue.text(), command)
        .thenApply(
            reply -> {
              if (reply instanceof QueueReply.Refused refused) {
                throw ApiProblem.of(refused.refusal());
              }
              return reply;
            });
  }

  CompletionStage<QueueReply.TicketState> ticket(
      QueueId queue, Function<ActorRef<QueueReply>, QueueCommand> command) {
    return ask(queue, command).thenApply(reply -> expected(reply, QueueReply.TicketState.class));
  }

  /** What an answer must be, because nothing else answers that command. */
  static <T extends QueueReply> T expected(QueueReply reply, Class<T> type) {
    if (type.isInstance(reply)) {
      return type.cast(reply);
    }
    throw new IllegalStateException(
        "a queue answered with " + reply.getClass().getSimpleName() + " instead of " + type);
  }
}
