package org.tabib.projections.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.Measured;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.Shown;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.fixture.Tickets;

class ShownDaysTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final QueueId TODAY = QueueId.of(Tickets.CLINIC, MONDAY);
  private static TestDatabase database;
  private static ShownDayQueries queries;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new ShownDayQueries(database.database().jdbi(), Runnable::run);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.queue_shown");
  }

  @Test
  void aDayBeginsWithWhatTheDaysBeforeShowedTheOlderTheLess() {
    shown(MONDAY.minusDays(1), services(4, 2400));
    shown(MONDAY.minusDays(15), services(4, 4800));

    Shown before = before(TODAY);

    double yesterday = Math.pow(0.5, 1 / 14.0);
    assertThat(before.days()).isCloseTo(1.5 * yesterday, within(1e-9));
    Measured general = before.services().get("general");
    assertThat(general.count()).isCloseTo(6 * yesterday, within(1e-9));
    assertThat(general.seconds()).isCloseTo((2400 + 2400) * yesterday, within(1e-9));
    assertThat(before.arrivals()).containsOnlyKeys("general|GREEN|9");
  }

  @Test
  void neitherTheDayItselfNorLaterNorLongPastOnesNorOtherClinicsCount() {
    shown(MONDAY, services(1, 600));
    shown(MONDAY.plusDays(1), services(1, 600));
    shown(MONDAY.minusDays(57), services(1, 600));
    shown(MONDAY.minusDays(1), services(1, 600));

    assertThat(before(TODAY).days()).isLessThan(1).isPositive();
    assertThat(before(QueueId.of("demo.other", MONDAY))).isEqualTo(Shown.NOTHING);
  }

  @Test
  void theLatestWordOfADayCounts() {
    Tickets day = new Tickets(MONDAY.minusDays(1)).opened("08:00");
    day.shown("18:00", services(1, 600)).shown("18:10", services(2, 1200));
    write(day);
    Tickets again = new Tickets(MONDAY.minusDays(1)).shown("18:20", services(3, 1800));
    database.write(List.of(new ShownDays()), again.journal());

    assertThat(before(TODAY).services().get("general").count() / before(TODAY).days())
        .isCloseTo(3, within(1e-9));
  }

  @Test
  void failsWhenTheReadModelCannotBeRead() {
    try (TestDatabase gone = TestDatabase.create()) {
      gone.execute("drop table read.queue_shown");
      ShownDayQueries broken = new ShownDayQueries(gone.database().jdbi(), Runnable::run);

      assertThatThrownBy(() -> broken.before(TODAY).toCompletableFuture().join())
          .isInstanceOf(CompletionException.class);
    }
  }

  @Test
  void aClinicsDaysComeFromTheirIndexAmongMany() {
    database.execute(
        """
        insert into read.queue_shown (queue_id, clinic_id, day, shown)
        select 'q' || i, 'c' || i % 100, date '2025-01-01' + i / 100, '{}'
        from generate_series(1, 40000) i
        """);
    database.execute("analyze read.queue_shown");

    assertThat(
            Plans.of(
                database,
                ShownDayQueries.BEFORE,
                Map.of("clinic", "c1", "from", "2025-06-01", "day", "2025-07-27")))
        .contains("queue_shown_of_clinic")
        .doesNotContain("Seq Scan");
  }

  private static void shown(LocalDate date, Shown shown) {
    write(new Tickets(date).opened("08:00").shown("18:00", shown));
  }

  private static void write(Tickets day) {
    database.write(List.of(new ShownDays()), day.journal());
  }

  private static Shown before(QueueId day) {
    return queries.before(day).toCompletableFuture().join();
  }

  private static Shown services(int count, long seconds) {
    return new Shown(
        Map.of("general", new Measured(count, seconds, 1_000_000)),
        Map.of("general", new Measured(1, 180, 32_400)),
        Map.of("general", (double) count),
        Map.of("general", 1.0),
        Map.of("general|GREEN|9", 1.0),
        1);
  }
}
