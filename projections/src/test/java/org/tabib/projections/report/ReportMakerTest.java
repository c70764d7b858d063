package org.tabib.projections.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.queue.Urgency;
import org.tabib.projections.ReadModels;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.fixture.Tickets;
import org.tabib.projections.report.ReportMaker.Made;
import org.tabib.projections.report.ReportQueries.Listed;

class ReportMakerTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final PracticeConfig PRACTICE = DemoPractice.config(1, List.of("15550001111"));
  private static final ReportClinic CLINIC =
      new ReportClinic(
          PRACTICE,
          new Clinic(
              Tickets.CLINIC, Map.of("en", "Main"), Map.of(), Tickets.ZONE, null, Tickets.setup()),
          Tickets.setup());
  private static TestDatabase database;
  private static ReportMaker maker;
  private static ReportQueries queries;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    maker = new ReportMaker(database.database().jdbi());
    queries = new ReportQueries(database.database().jdbi());
    database.write(
        ReadModels.QUEUE.models(),
        new Tickets(MONDAY)
            .opened("08:00")
            .issued("08:00", "A1", Urgency.GREEN)
            .called("08:10", "A1", "1")
            .journal());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.report");
  }

  @Test
  void makesADaysReportWhenItIsOverAtTheClinicAndNotBefore() {
    assertThat(due(MONDAY))
        .noneMatch(made -> made.first().equals(MONDAY) && made.period() == ReportPeriod.DAY);

    assertThat(due(MONDAY.plusDays(1)))
        .extracting(Made::period, Made::first)
        .containsExactly(tuple(ReportPeriod.DAY, MONDAY));
    assertThat(due(MONDAY.plusDays(1))).isEmpty();
  }

  @Test
  void makesUpForTwoWeeksThatNobodyLooked() {
    List<Made> made = due(LocalDate.of(2026, 12, 1));

    assertThat(made).filteredOn(m -> m.period() == ReportPeriod.DAY).hasSize(14);
    assertThat(made)
        .filteredOn(m -> m.period() == ReportPeriod.WEEK)
        .extracting(Made::first)
        .as("weeks that ended on a Sunday before")
        .containsExactly(LocalDate.of(2026, 11, 16), MONDAY);
  }

  @Test
  void isTheSameWhenItIsMadeAgain() {
    Instant then = Instant.parse("2026-11-24T12:00:00Z");
    Made first = maker.anew(CLINIC, ReportPeriod.DAY, MONDAY, then);
    Report before = queries.find(first.id()).orElseThrow();
    Made second = maker.anew(CLINIC, ReportPeriod.DAY, MONDAY, then.plusSeconds(86_400));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(queries.find(first.id())).contains(before);
    assertThat(before.queue().total().tickets()).isEqualTo(1);
    assertThat(before.queue().total().waits().p50()).isEqualTo(Duration.ofMinutes(10));
    assertThat(before.servicePoints()).containsKey("general");
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    due(LocalDate.of(2026, 11, 30));

    var first = queries.newestFirst(PRACTICE.id(), Tickets.CLINIC, ReportPeriod.DAY, 5, null);
    var second =
        queries.newestFirst(PRACTICE.id(), Tickets.CLINIC, ReportPeriod.DAY, 50, first.next());

    assertThat(first.items()).extracting(Listed::to).first().isEqualTo(LocalDate.of(2026, 11, 29));
    assertThat(first.items()).hasSize(5);
    assertThat(second.items()).hasSize(9);
    assertThat(second.next()).isNull();
    assertThat(queries.newestFirst("other", null, null, 50, null).items()).isEmpty();
  }

  private static List<Made> due(LocalDate today) {
    return maker.due(CLINIC, today, today.atStartOfDay(Tickets.ZONE).toInstant());
  }
}
