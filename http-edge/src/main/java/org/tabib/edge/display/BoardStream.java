package org.tabib.edge.display;

import akka.NotUsed;
import akka.http.javadsl.model.sse.ServerSentEvent;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Source;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The screens that are open at this node. Each is sent the whole board whenever it differs from the
 * last one, so that a screen that comes back has nothing to catch up.
 *
 * <p>Metric: {@code tabib_display_viewers}.
 */
final class BoardStream {
  private static final Duration LOOKING = Duration.ofMillis(250);

  /** The page takes three missed beats for a dead connection. */
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final int most;
  private final AtomicInteger viewers = new AtomicInteger();
  private final SharedKillSwitch end = KillSwitches.shared("displays");

  BoardStream(InstantSource clock, int most, MeterRegistry meters) {
    this.clock = clock;
    this.most = most;
    Gauge.builder("tabib.display.viewers", viewers, AtomicInteger::get)
        .description("Waiting-room displays that are open at this node")
        .register(meters);
  }

  boolean isFull() {
    return viewers.get() >= most;
  }

  /**
   * One screen's events: {@code board} and, while nothing changes, {@code heartbeat}. Ends when the
   * board cannot be had: the screen then says so, and comes back.
   */
  Source<ServerSentEvent, NotUsed> view(Supplier<CompletionStage<Board>> latest) {
    return Source.tick(Duration.ZERO, LOOKING, NotUsed.getInstance())
        .mapAsync(1, tick -> asked(latest))
        .statefulMapConcat(
            () -> {
              List<Board> shown = new ArrayList<>();
              return board -> {
                if (shown.contains(board)) {
                  return List.of();
                }
                shown.clear();
                shown.add(board);
                return List.of(
                    ServerSentEvent.create(DisplayJson.board(board, clock.instant()), "board"));
              };
            })
        .onErrorComplete()
        .keepAlive(
            BEAT, () -> ServerSentEvent.create(DisplayJson.beat(clock.instant()), "heartbeat"))
        .via(end.flow())
        .mapMaterializedValue(
            ticking -> {
              viewers.incrementAndGet();
              return NotUsed.getInstance();
            })
        .watchTermination(
            (nothing, done) -> {
              done.whenComplete((finished, failure) -> viewers.decrementAndGet());
              return NotUsed.getInstance();
            });
  }

  private static CompletionStage<Board> asked(Supplier<CompletionStage<Board>> latest) {
    try {
      return latest.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** Ends all of them, so that the server has nothing left to wait for. */
  void close() {
    end.shutdown();
  }
}
