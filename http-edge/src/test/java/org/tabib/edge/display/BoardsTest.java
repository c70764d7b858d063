package org.tabib.edge.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.TicketStatus;

class BoardsTest {
  private final List<CompletableFuture<QueueReply>> asked = new ArrayList<>();
  private long nanos;
  private final Boards boards =
      new Boards(
          queue -> {
            assertThat(queue.text()).isEqualTo(Day.CLINIC + ".2026-11-23");
            asked.add(new CompletableFuture<>());
            return asked.getLast();
          },
          () -> Day.TEN,
          () -> nanos);

  private CompletableFuture<Board> board() {
    return boards.of(Day.PLACE).toCompletableFuture();
  }

  @Test
  void asksOnceHoweverManyLookAtTheSameTime() {
    CompletableFuture<Board> first = board();
    CompletableFuture<Board> second = board();
    asked.getFirst().complete(new Day().ticket("A1", TicketStatus.CALLED, 0).state());
    assertThat(first.join()).isEqualTo(second.join()).isEqualTo(board().join());
    assertThat(asked).hasSize(1);
  }

  @Test
  void asksAgainWhenWhatItHasIsTooOld() {
    board();
    asked.getFirst().complete(new Day().state());
    nanos += Boards.KEPT.toNanos() - 1;
    board();
    assertThat(asked).hasSize(1);
    nanos += 1;
    board();
    assertThat(asked).hasSize(2);
  }

  @Test
  void keepsNoFailure() {
    CompletableFuture<Board> failed = board();
    asked.getFirst().completeExceptionally(new IllegalStateException("no answer"));
    assertThat(failed).isCompletedExceptionally();
    CompletableFuture<Board> next = board();
    asked.getLast().complete(new Day().state());
    assertThat(next.join().calls()).isEmpty();
  }

  @Test
  void showsNothingForARefusal() {
    CompletableFuture<Board> refused = board();
    asked.getFirst().complete(new QueueReply.Refused(Refusal.unavailable("queue", "later")));
    assertThat(refused).isCompletedExceptionally();
  }
}
