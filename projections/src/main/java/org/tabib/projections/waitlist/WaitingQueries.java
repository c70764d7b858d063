package org.tabib.projections.waitlist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.conversation.WaitingLookup;
import org.tabib.engine.waitlist.Ending;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.PartOfDay;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.Wanted;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.Selection;
import org.tabib.projections.waitlist.WaitingRow.OfferRow;

/** Questions to the waiting lists. {@link #list} blocks. */
public final class WaitingQueries implements WaitingLookup {
  static final String OF_CONTACT =
      """
      select entry_id, clinic_id, patient_id, doctor_id, specialty, latest
      from read.waiting_entry
      where contact_id = :contact and status <> 'ENDED' and latest >= current_date - 1
      order by joined_at, entry_id
      limit 10
      """;

  private final Jdbi jdbi;
  private final Executor executor;

  /**
   * @param executor runs what {@link #waitingOf} asks; may block, so no actor dispatcher
   */
  public WaitingQueries(Jdbi jdbi, Executor executor) {
    this.jdbi = jdbi;
    this.executor = executor;
  }

  @Override
  public CompletionStage<List<Waiting>> waitingOf(String contactId) {
    return CompletableFuture.supplyAsync(
        () ->
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(OF_CONTACT)
                        .bind("contact", contactId)
                        .map(
                            (row, context) ->
                                new Waiting(
                                    row.getString("entry_id"),
                                    row.getString("clinic_id"),
                                    row.getString("patient_id"),
                                    row.getString("doctor_id"),
                                    row.getString("specialty"),
                                    row.getObject("latest", LocalDate.class)))
                        .list()),
        executor);
  }

  /**
   * Those that the filter lets through, who waits longest first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<WaitingRow> list(WaitingFilter filter, int limit, @Nullable String cursor) {
    return select(filter, PageCursor.given(cursor, 2))
        .page(
            jdbi,
            limit,
            WaitingQueries::entry,
            last -> PageCursor.of(last.since(), last.entryId()));
  }

  static Selection select(WaitingFilter filter, @Nullable PageCursor after) {
    Selection selection =
        Selection.ofPractice(
                "select * from read.waiting_entry\nwhere practice_id = :practice\n",
                filter.practice())
            .and("clinic_id = :clinic", "clinic", filter.clinicId())
            .and("doctor_id = :doctor", "doctor", filter.doctorId())
            .and("patient_id = :patient", "patient", filter.patientId())
            .and("specialty = :specialty", "specialty", filter.specialty())
            .and("status = :status", "status", filter.status());
    if (filter.status() == null) {
      selection.and("status <> 'ENDED'");
    }
    if (filter.status() != EntryStatus.ENDED) {
      selection.and("latest >= :today").with("today", filter.today());
    }
    if (after != null) {
      selection
          .and("(joined_at, entry_id) > (:afterTime, :afterId)")
          .with("afterTime", after.time(0))
          .with("afterId", after.text(1));
    }
    return selection.then("order by joined_at, entry_id\nlimit :limit");
  }

  private static WaitingRow entry(ResultSet row) throws SQLException {
    String ending = row.getString("ending");
    return new WaitingRow(
        row.getString("entry_id"),
        row.getString("clinic_id"),
        EntryStatus.valueOf(row.getString("status")),
        wanted(row),
        WaitingCommand.By.valueOf(row.getString("joined_by")),
        Columns.time(row, "joined_at"),
        offer(row),
        ending == null ? null : Ending.valueOf(ending),
        row.getString("booked_visit_id"));
  }

  private static Wanted wanted(ResultSet row) throws SQLException {
    String visit = row.getString("visit_id");
    String parts = row.getString("parts");
    return new Wanted(
        row.getString("patient_id"),
        row.getString("contact_id"),
        row.getString("conversation_id"),
        row.getString("doctor_id"),
        row.getString("specialty"),
        row.getObject("earliest", LocalDate.class),
        row.getObject("latest", LocalDate.class),
        parts.isEmpty()
            ? List.of()
            : Stream.of(parts.split(",", -1)).map(PartOfDay::valueOf).toList(),
        Urgency.valueOf(row.getString("urgency")),
        visit == null ? null : new Wanted.BookedVisit(visit, Columns.time(row, "visit_starts_at")));
  }

  private static @Nullable OfferRow offer(ResultSet row) throws SQLException {
    String id = row.getString("offer_id");
    if (id == null) {
      return null;
    }
    Instant start = Columns.time(row, "offer_starts_at");
    return new OfferRow(
        id,
        row.getString("offer_doctor_id"),
        start,
        Columns.time(row, "offer_ends_at"),
        Columns.time(row, "offer_until"),
        row.getString("offer_reason"));
  }
}
