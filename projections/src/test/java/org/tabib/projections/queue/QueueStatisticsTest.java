package org.tabib.projections.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.Urgency;
import org.tabib.projections.ReadModels;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.fixture.Tickets;
import org.tabib.projections.queue.QueueStatistics.Group;
import org.tabib.projections.queue.QueueStatistics.Numbers;
import org.tabib.projections.queue.QueueStatistics.Served;
import org.tabib.projections.queue.QueueStatistics.Spread;

/** Against a day that was counted by hand. */
class QueueStatisticsTest {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static TestDatabase database;
  private static QueueStatisticsQueries queries;

  @BeforeAll
  static void fill() {
    database = TestDatabase.create();
    queries = new QueueStatisticsQueries(database.database().jdbi());
    // Waits in minutes: A1 10, A2 20, A3 30, A4 none (came early), A5 not called, A6 does not
    // count.
    Tickets monday =
        new Tickets(MONDAY)
            .opened("08:00")
            .issued("08:00", "A1", Urgency.GREEN, "demo.dr", null)
            .issued("08:30", "A2", Urgency.GREEN, null, null)
            .issued("09:00", "A3", Urgency.ORANGE, null, null)
            .issued("09:10", "A4", Urgency.GREEN, "demo.dr", "10:00")
            .issued("09:20", "A5", Urgency.YELLOW, null, null)
            .issued("09:21", "A6", Urgency.RED, null, null)
            .issueUndone("09:22", "A6")
            .called("08:10", "A1", "1")
            .started("08:12", "A1")
            .finished("08:20", "A1")
            .called("08:50", "A2", "1")
            .missed("08:58", "A2")
            .called("09:30", "A3", "1")
            .started("09:30", "A3")
            .finished("10:10", "A3")
            .called("09:55", "A4", "1")
            .closed("18:00", "A5");
    database.write(ReadModels.QUEUE.models(), monday.journal());
    Tickets sunday = new Tickets(SUNDAY).opened("08:00").issued("11:00", "B1", Urgency.GREEN);
    database.write(ReadModels.QUEUE.models(), sunday.journal());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static Spread minutes(long count, long p50, long p90) {
    return new Spread(count, Duration.ofMinutes(p50), Duration.ofMinutes(p90));
  }

  private static final Spread NEVER = new Spread(0, null, null);

  @Test
  void countsADayAsByHand() {
    QueueStatistics day = queries.of(Tickets.CLINIC, MONDAY, MONDAY, Tickets.ZONE);

    // Waits 0, 10, 20, 30: half at most 10, nine in ten at most 30. Service 8 and 40.
    assertThat(day.total())
        .isEqualTo(new Numbers(5, 2, 1, 1, 1, minutes(4, 10, 30), minutes(2, 8, 40)));
    assertThat(day.byHour()).extracting(Group::of).containsExactly(8, 9);
    assertThat(day.byHour().getFirst().numbers())
        .isEqualTo(new Numbers(2, 1, 1, 0, 0, minutes(2, 10, 20), minutes(1, 8, 8)));
    assertThat(day.servedByHour()).containsExactly(new Served(8, 1), new Served(10, 1));
    assertThat(day.byUrgency())
        .as("by need")
        .extracting(Group::of)
        .containsExactly("ORANGE", "YELLOW", "GREEN");
    assertThat(day.byUrgency().get(1).numbers())
        .isEqualTo(new Numbers(1, 0, 0, 1, 0, NEVER, NEVER));
    assertThat(day.byDoctor())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.of()).isEqualTo("demo.dr");
              assertThat(group.numbers().waits()).isEqualTo(minutes(2, 0, 10));
            });
  }

  @Test
  void tellsDaysAndWeeksApart() {
    QueueStatistics both = queries.of(Tickets.CLINIC, SUNDAY, MONDAY, Tickets.ZONE);

    assertThat(both.byDay()).extracting(Group::of).containsExactly(SUNDAY, MONDAY);
    assertThat(both.byWeek())
        .as("weeks begin on Mondays")
        .extracting(Group::of)
        .containsExactly(LocalDate.of(2026, 11, 16), MONDAY);
    assertThat(both.byServicePoint()).extracting(Group::of).containsExactly("general", "lab");
    assertThat(both.total().tickets()).isEqualTo(6);
  }

  @Test
  void saysNothingAboutWhatNeverHappened() {
    QueueStatistics none =
        queries.of(Tickets.CLINIC, MONDAY.plusDays(1), MONDAY.plusDays(9), Tickets.ZONE);

    assertThat(none.total()).isEqualTo(new Numbers(0, 0, 0, 0, 0, NEVER, NEVER));
    assertThat(none.byDay()).isEmpty();
    assertThat(none.byHour()).isEmpty();
    assertThat(none.byUrgency()).isEmpty();
    assertThat(none.servedByHour()).isEmpty();
  }
}
