package org.tabib.projections.appointment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.VisitLookup;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.projections.appointment.Appointment.Cancellation;
import org.tabib.projections.appointment.Appointment.Times;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Selection;

/** Questions to the appointments. {@link #find} and {@link #list} block. */
public final class AppointmentQueries implements VisitLookup {
  private static final String COLUMNS =
      """
      select visit_id, status, patient_id, contact_id, conversation_id, doctor_id, clinic_id,
             schedule_id, starts_at, ends_at, specialty, booked_by, complaint_subject,
             complaint_sealed, cancelled_by, reason_subject, reason_sealed, opened_at, confirmed_at,
             checked_in_at, consulted_at, completed_at, no_show_at, cancelled_at, rescheduled_at,
             changed_at
      from read.appointment
      """;
  private static final String ONE = COLUMNS + "where visit_id = :id";
  static final String OPEN_OF_CONTACT =
      """
      select visit_id, patient_id, doctor_id, schedule_id, starts_at, ends_at
      from read.appointment
      where contact_id = :contact and status in ('BOOKED', 'CONFIRMED') and starts_at > :after
      order by starts_at, visit_id
      limit 10
      """;

  static final String CURRENT_OF_CONTACT =
      """
      select visit_id, patient_id, doctor_id, schedule_id, starts_at, ends_at
      from read.appointment
      where contact_id = :contact
        and status in ('BOOKED', 'CONFIRMED', 'CHECKED_IN', 'IN_CONSULTATION')
        and starts_at > :after
      order by starts_at, visit_id
      limit 10
      """;

  static final String TELLABLE_OF_CONTACT =
      """
      select visit_id, patient_id, doctor_id, schedule_id, starts_at, ends_at
      from read.appointment
      where contact_id = :contact
        and status in ('BOOKED', 'CONFIRMED', 'CHECKED_IN', 'IN_CONSULTATION', 'COMPLETED')
        and starts_at > :recent
        and (status = 'COMPLETED' or starts_at > :after)
      order by status = 'COMPLETED', abs(extract(epoch from starts_at - :now)), visit_id
      limit 10
      """;

  static final String HISTORY =
      COLUMNS
          + """
            where patient_id = :patient and status = 'COMPLETED'
              and (starts_at, visit_id) < (:before, :id)
            order by starts_at desc, visit_id desc
            limit :limit
            """;

  /** After that much time a patient's news are for a new visit. */
  private static final Duration RECENT = Duration.ofDays(14);

  /** Later than any visit can be. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  /** Doctors run late; a visit that nobody closed is over by then. */
  private static final Duration GOING_ON = Duration.ofHours(12);

  private final Jdbi jdbi;
  private final Executor executor;

  /**
   * @param executor runs what {@link #openVisitsOf} asks; may block, so no actor dispatcher
   */
  public AppointmentQueries(Jdbi jdbi, Executor executor) {
    this.jdbi = jdbi;
    this.executor = executor;
  }

  /** One of them, whatever its practice: the caller checks who may see it. */
  public Optional<Appointment> find(String visitId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("id", visitId)
                .map((row, context) -> appointment(row))
                .findFirst());
  }

  /**
   * Those that the filter lets through, the earliest start first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<Appointment> list(AppointmentFilter filter, int limit, @Nullable String cursor) {
    return select(filter, PageCursor.given(cursor, 2))
        .page(
            jdbi,
            limit,
            AppointmentQueries::appointment,
            last -> PageCursor.of(last.slot().start(), last.visitId()));
  }

  static Selection select(AppointmentFilter filter, @Nullable PageCursor after) {
    Selection selection =
        Selection.ofPractice(COLUMNS + "where practice_id = :practice\n", filter.practice())
            .and("patient_id = :patient", "patient", filter.patientId())
            .and("doctor_id = :doctor", "doctor", filter.doctorId())
            .and("status = :status", "status", filter.status())
            .and("starts_at >= :from", "from", filter.from())
            .and("starts_at < :to", "to", filter.to());
    if (after != null) {
      selection
          .and("(starts_at, visit_id) > (:afterStart, :afterId)")
          .with("afterStart", after.time(0))
          .with("afterId", after.text(1));
    }
    return selection.then("order by starts_at, visit_id\nlimit :limit");
  }

  @Override
  public CompletionStage<List<OpenVisit>> currentVisitsOf(String contactId, Instant now) {
    return visits(CURRENT_OF_CONTACT, contactId, now.minus(GOING_ON));
  }

  @Override
  public CompletionStage<List<OpenVisit>> openVisitsOf(String contactId, Instant after) {
    return visits(OPEN_OF_CONTACT, contactId, after);
  }

  @Override
  public CompletionStage<List<OpenVisit>> tellableVisitsOf(String contactId, Instant now) {
    return CompletableFuture.supplyAsync(
        () ->
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(TELLABLE_OF_CONTACT)
                        .bind("contact", contactId)
                        .bind("recent", now.minus(RECENT).atOffset(ZoneOffset.UTC))
                        .bind("after", now.minus(GOING_ON).atOffset(ZoneOffset.UTC))
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .map((row, context) -> openVisit(row))
                        .list()),
        executor);
  }

  /**
   * A patient's completed visits, the newest first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<Appointment> history(String patientId, int limit, @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    PageCursor from = PageCursor.given(cursor, 2);
    Instant before = from == null ? NEVER : from.time(0);
    List<Appointment> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(HISTORY)
                    .bind("patient", patientId)
                    .bind("before", before.atOffset(ZoneOffset.UTC))
                    .bind("id", from == null ? "" : from.text(1))
                    .bind("limit", size + 1)
                    .map((row, context) -> appointment(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.slot().start(), last.visitId()));
  }

  private static OpenVisit openVisit(ResultSet row) throws SQLException {
    return new OpenVisit(
        row.getString("visit_id"),
        row.getString("patient_id"),
        row.getString("doctor_id"),
        slot(row));
  }

  private CompletionStage<List<OpenVisit>> visits(String sql, String contactId, Instant after) {
    return CompletableFuture.supplyAsync(
        () ->
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("contact", contactId)
                        .bind("after", after.atOffset(ZoneOffset.UTC))
                        .map((row, context) -> openVisit(row))
                        .list()),
        executor);
  }

  private static Appointment appointment(ResultSet row) throws SQLException {
    return new Appointment(
        row.getString("visit_id"),
        VisitStatus.valueOf(row.getString("status")),
        new VisitDetails(
            row.getString("patient_id"),
            row.getString("contact_id"),
            row.getString("conversation_id"),
            row.getString("doctor_id"),
            row.getString("clinic_id"),
            slot(row),
            row.getString("specialty"),
            VisitDetails.BookedBy.valueOf(row.getString("booked_by"))),
        SealedColumns.value(row.getString("complaint_subject"), row.getBytes("complaint_sealed")),
        cancellation(row),
        new Times(
            Columns.time(row, "opened_at"),
            Columns.timeOrNull(row, "confirmed_at"),
            Columns.timeOrNull(row, "checked_in_at"),
            Columns.timeOrNull(row, "consulted_at"),
            Columns.timeOrNull(row, "completed_at"),
            Columns.timeOrNull(row, "no_show_at"),
            Columns.timeOrNull(row, "rescheduled_at"),
            Columns.time(row, "changed_at")));
  }

  private static @Nullable Cancellation cancellation(ResultSet row) throws SQLException {
    String by = row.getString("cancelled_by");
    return by == null
        ? null
        : new Cancellation(
            VisitCommand.By.valueOf(by),
            SealedColumns.value(row.getString("reason_subject"), row.getBytes("reason_sealed")),
            Columns.time(row, "cancelled_at"));
  }

  private static Slot slot(ResultSet row) throws SQLException {
    Instant start = Columns.time(row, "starts_at");
    return new Slot(
        row.getString("schedule_id"), start, Duration.between(start, Columns.time(row, "ends_at")));
  }
}
