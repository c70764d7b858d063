package org.tabib.edge.display;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;

/**
 * The boards of all clinics, from the queues themselves: what a queue says is true at once, also
 * while read models lag or the database is away. However many screens look, a queue is asked at
 * most every {@link #KEPT}. Thread-safe.
 */
final class Boards {
  /** A call has a second to reach the screens; screens look a little more often than this. */
  static final Duration KEPT = Duration.ofMillis(400);

  private record Held(long since, CompletableFuture<Board> board) {}

  private final Function<QueueId, CompletionStage<QueueReply>> queues;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  // One entry per clinic with a queue: places are known before anything is asked.
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  /**
   * @param queues asks a queue how it stands; fails when it does not answer in time
   */
  Boards(
      Function<QueueId, CompletionStage<QueueReply>> queues,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.queues = queues;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The clinic's board, at most {@link #KEPT} old; fails when its queue does not answer. */
  CompletionStage<Board> of(Place place) {
    return held.compute(
            place.clinicId(),
            (id, old) ->
                old != null && isYoung(old) ? old : new Held(nanoTime.getAsLong(), ask(place)))
        .board();
  }

  /** What is under way is waited for; what failed is asked again. */
  private boolean isYoung(Held held) {
    return !held.board().isDone()
        || !held.board().isCompletedExceptionally()
            && nanoTime.getAsLong() - held.since() < KEPT.toNanos();
  }

  private CompletableFuture<Board> ask(Place place) {
    return queues
        .apply(place.queue(clock.instant()))
        .thenApply(reply -> board(place, reply))
        .toCompletableFuture();
  }

  private Board board(Place place, QueueReply reply) {
    return switch (reply) {
      case QueueReply.QueueState state -> BoardView.of(place, state, clock.instant());
      case QueueReply.Refused refused ->
          throw new IllegalStateException("the queue does not say how it stands: " + refused);
      case QueueReply.TicketState other -> throw unexpected(other);
      case QueueReply.NobodyWaiting other -> throw unexpected(other);
      case QueueReply.Wait other -> throw unexpected(other);
      case QueueReply.Done other -> throw unexpected(other);
    };
  }

  private static IllegalStateException unexpected(QueueReply reply) {
    return new IllegalStateException(
        "a queue that is asked how it stands answered " + reply.getClass().getSimpleName());
  }
}
