package org.tabib.edge.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.tabib.engine.queue.TicketStatus.CALLED;
import static org.tabib.engine.queue.TicketStatus.IN_SERVICE;
import static org.tabib.engine.queue.TicketStatus.LEFT;
import static org.tabib.engine.queue.TicketStatus.MISSED;
import static org.tabib.engine.queue.TicketStatus.SERVED;
import static org.tabib.engine.queue.TicketStatus.WAITING;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.TicketStatus;

class BoardViewTest {
  private static Board board(Day day) {
    return BoardView.of(Day.PLACE, day.state(), Day.TEN);
  }

  @Test
  void showsWhoIsCalledAndWhoCameInWithTheLatestCallFirst() {
    Board board = board(new Day().ticket("A1", IN_SERVICE, 9).ticket("C1", CALLED, 1));
    assertThat(board.calls())
        .containsExactly(
            new Board.Call("C1", "dental", "2", "2026-11-23T09:59:00+03:00", 1, true),
            new Board.Call("A1", "general", "2", "2026-11-23T09:51:00+03:00", 1, false));
    assertThat(board.day()).isEqualTo("2026-11-23");
  }

  @Test
  void showsWhoIsNextAtEachServicePointAndHowManyWait() {
    Day day = new Day().ticket("C1", WAITING, 5);
    IntStream.rangeClosed(1, 7).forEach(n -> day.ticket("A" + n, WAITING, 9));
    assertThat(board(day).points())
        .extracting(Board.Point::code, Board.Point::waiting, Board.Point::next)
        .containsExactly(
            tuple("A", 7, List.of("A1", "A2", "A3", "A4", "A5")),
            tuple("B", 0, List.of()),
            tuple("C", 1, List.of("C1")),
            tuple("D", 0, List.of()));
  }

  @Test
  void showsTheLatestOfThoseWhoDidNotCome() {
    Day day = new Day().ticket("A1", SERVED, 90).ticket("A2", LEFT, 80);
    IntStream.rangeClosed(3, 9).forEach(n -> day.ticket("A" + n, MISSED, 60 - n));
    assertThat(board(day).missed()).containsExactly("A9", "A8", "A7", "A6", "A5", "A4");
    assertThat(board(day).calls()).isEmpty();
  }

  @Test
  void showsTheLatestTwelveCalls() {
    Day day = new Day();
    IntStream.rangeClosed(1, 20).forEach(n -> day.ticket("A" + n, IN_SERVICE, 60 - n));
    assertThat(board(day).calls()).hasSize(12).first().extracting("ticket").isEqualTo("A20");
  }

  @Test
  void pausesAsAWholeOnlyWhenEveryServicePointDoes() {
    Day day = new Day().ticket("A1", CALLED, 1).pause("general");
    assertThat(board(day).state()).isEqualTo(Board.State.OPEN);
    assertThat(board(day).points())
        .extracting(Board.Point::paused)
        .containsExactly(true, false, false, false);
    assertThat(board(day.pause("maternal").pause("dental").pause("pharmacy")).state())
        .isEqualTo(Board.State.PAUSED);
  }

  @Test
  void isClosedOnceTheDayIs() {
    assertThat(board(new Day().ticket("A1", IN_SERVICE, 1).close()).state())
        .isEqualTo(Board.State.CLOSED);
  }

  @Test
  void saysWhenItOpensAndThatItHasClosed() {
    Board early = BoardView.of(Day.PLACE, new Day().state(), Day.TEN.minus(Duration.ofHours(3)));
    assertThat(early.state()).isEqualTo(Board.State.BEFORE);
    assertThat(early.opensAt()).isEqualTo("08:00");
    Board late = BoardView.of(Day.PLACE, new Day().state(), Day.TEN.plus(Duration.ofHours(6)));
    assertThat(late.state()).isEqualTo(Board.State.CLOSED);
    assertThat(late.opensAt()).isNull();
    Board tuesday = BoardView.of(Day.PLACE, new Day().state(), Day.TEN.plus(Duration.ofDays(1)));
    assertThat(tuesday.state()).isEqualTo(Board.State.CLOSED);
  }

  @Test
  void goesOnAfterHoursWhileSomebodyIsThere() {
    Day day = new Day().ticket("A1", WAITING, 1);
    assertThat(BoardView.of(Day.PLACE, day.state(), Day.TEN.plus(Duration.ofHours(7))).state())
        .isEqualTo(Board.State.OPEN);
  }

  @Test
  void servesNothingThatSaysWhoSomebodyIs() {
    Day day = new Day().pause("general").pause("dental");
    int n = 0;
    for (TicketStatus status : TicketStatus.values()) {
      day.ticket("A" + ++n, status, n).ticket("C" + n, status, n);
    }
    String served = DisplayJson.board(board(day), Day.TEN);
    assertThat(served).contains("A2", "C3").doesNotContain(Day.SECRETS);
    // What the secrets are hidden in is indeed where they would come from.
    assertThat(day.state().toString()).contains(Day.SECRETS);
  }
}
