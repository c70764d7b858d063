package org.tabib.projections.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.Urgency;
import org.tabib.projections.ReadModels;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.fixture.Tickets;
import org.tabib.projections.queue.QueueQueries.Event;
import org.tabib.projections.queue.QueueQueries.TicketRow;

class TicketListTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static TestDatabase database;
  private static QueueQueries queries;
  private final Tickets day = new Tickets(MONDAY);

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new QueueQueries(database.database().jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    ReadModels.QUEUE.tables().forEach(table -> database.execute("truncate " + table));
  }

  @Test
  void followsATicketToItsEnd() {
    day.opened("08:00")
        .issued("08:10", "A1", Urgency.GREEN)
        .called("08:30", "A1", "1")
        .recalled("08:32", "A1")
        .started("08:33", "A1")
        .finished("08:45", "A1");
    write();

    TicketRow row = row("A1");
    assertThat(row.status()).isEqualTo(TicketStatus.SERVED);
    assertThat(row.issuedAt()).isEqualTo(day.at("08:10"));
    assertThat(row.calledAt()).as("the last call").isEqualTo(day.at("08:32"));
    assertThat(row.calls()).isEqualTo(2);
    assertThat(row.room()).isEqualTo("1");
    assertThat(row.finishedAt()).isEqualTo(day.at("08:45"));
    assertThat(row.closedAt()).isNull();
    assertThat(firstCall("A1")).isEqualTo("2026-11-23 03:00:00+00");
  }

  @Test
  void showsAPlaceOnlyWhileTheTicketWaits() {
    day.opened("08:00").issued("08:10", "A1", Urgency.GREEN).neared("08:20", "A1");
    write();
    assertThat(place("A1")).isEqualTo("4|3|10|25|green, 0 of 240 minutes");

    day.called("08:30", "A1", "1");
    write();
    assertThat(place("A1")).isEqualTo("null|null|null|null|null");
  }

  @Test
  void forgetsThePlaceOfBeforeACallThatWasTakenBackInTheSameBatch() {
    day.opened("08:00").issued("08:10", "A1", Urgency.GREEN);
    write();
    day.called("08:30", "A1", "1").callUndone("08:31", "A1");
    write();

    assertThat(row("A1").status()).isEqualTo(TicketStatus.WAITING);
    assertThat(place("A1")).isEqualTo("null|null|null|null|null");
  }

  @Test
  void doesNotCountACallThatWasTakenBack() {
    day.opened("08:00").issued("08:10", "A1", Urgency.GREEN).called("08:30", "A1", "1");
    write();
    day.callUndone("08:31", "A1");
    write();
    assertThat(firstCall("A1")).isEqualTo("null");

    day.called("09:00", "A1", "1");
    write();
    assertThat(firstCall("A1")).isEqualTo("2026-11-23 03:30:00+00");
  }

  @Test
  void keepsTheFirstCallOfWhoWasMissedAndCameBack() {
    day.opened("08:00")
        .issued("08:10", "A1", Urgency.GREEN)
        .called("08:30", "A1", "1")
        .missed("08:35", "A1");
    write();
    assertThat(row("A1").closedAt()).isEqualTo(day.at("08:35"));

    day.returned("08:40", "A1").called("08:50", "A1", "1");
    write();
    assertThat(row("A1").closedAt()).isNull();
    assertThat(firstCall("A1")).isEqualTo("2026-11-23 03:00:00+00");
  }

  @Test
  void saysWhyATicketIsOver() {
    day.opened("08:00")
        .issued("08:10", "A1", Urgency.GREEN)
        .issued("08:11", "A2", Urgency.GREEN)
        .issued("08:12", "A3", Urgency.GREEN)
        .left("08:20", "A1", "went home")
        .issueUndone("08:21", "A2")
        .closed("18:00", "A3");
    write();

    assertThat(database.rows("select label, status, undone from read.queue_ticket order by label"))
        .containsExactly("A1|LEFT|f", "A2|LEFT|t", "A3|LEFT|f");
    assertThat(queries.day(day.queue().text()).orElseThrow().closedAt()).isEqualTo(day.at("18:00"));
    assertThat(reason("A1").words()).isEqualTo(Tickets.written("demo.p-A1", "went home").words());
    assertThat(reason("A1").reason()).isNull();
    assertThat(reason("A3").reason()).isEqualTo("the day is over");
    assertThat(reason("A3").words()).isNull();
  }

  private Event reason(String label) {
    return queries.history(day.queue().text(), label).getLast();
  }

  @Test
  void keepsWhatHappenedToATicketAndByWhom() {
    day.opened("08:00").issued("08:10", "A1", Urgency.ORANGE).called("08:30", "A1", "1");
    write();
    day.closed("18:00", "A1");
    write();

    List<Event> history = queries.history(day.queue().text(), "A1");
    assertThat(history).extracting(Event::what).containsExactly("issued", "called", "closed");
    assertThat(history.get(1).room()).isEqualTo("1");
    assertThat(history).extracting(Event::by).containsOnly("staff");
    assertThat(history.getFirst().urgency()).isEqualTo(Urgency.ORANGE);
  }

  @Test
  void knowsWhichServicePointsPause() {
    day.opened("08:00").paused("12:00", "lab").paused("12:05", null);
    write();
    assertThat(queries.day(day.queue().text()).orElseThrow().paused())
        .containsExactlyInAnyOrder("*", "lab");

    day.resumed("13:00", "lab").paused("13:01", "general").resumed("13:02", null);
    write();
    assertThat(queries.day(day.queue().text()).orElseThrow().paused()).isEmpty();
  }

  @Test
  void aDayComesFromItsIndexAmongMany() {
    database.execute(
        """
        insert into read.queue_ticket (ticket_id, queue_id, practice_id, clinic_id, day, label,
          service_point, status, urgency, patient_type, origin, issued_at, calls, undone, changed_at)
        select 't' || i, 'q' || i % 400, 'p', 'c' || i % 4, date '2026-01-01' + (i / 4) % 100, 'A' || i,
               'general', 'SERVED', 'GREEN', 'ADULT', 'DESK', now(), 1, false, now()
        from generate_series(1, 40000) i
        """);
    database.execute("analyze read.queue_ticket");

    assertThat(Plans.of(database, QueueQueries.OF_DAY, Map.of("clinic", "c1", "day", "2026-02-01")))
        .contains("queue_ticket_of_day")
        .doesNotContain("Seq Scan");
    assertThat(
            Plans.of(
                database,
                QueueStatisticsQueries.GROUPS,
                Map.of("clinic", "c1", "from", "2026-02-01", "to", "2026-02-07", "zone", "UTC")))
        .contains("queue_ticket_of_day")
        .doesNotContain("Seq Scan");
  }

  private int written;

  private void write() {
    database.write(ReadModels.QUEUE.models(), day.journal().subList(written, day.journal().size()));
    written = day.journal().size();
  }

  private TicketRow row(String label) {
    return queries.ticket(day.queue().ticketId(label)).orElseThrow();
  }

  private String place(String label) {
    return one("position, ahead, wait_from, wait_to, reason", label);
  }

  private String firstCall(String label) {
    return one("first_called_at", label);
  }

  private String one(String columns, String label) {
    return database
        .rows("select " + columns + " from read.queue_ticket where label = '" + label + "'")
        .getFirst();
  }
}
