package org.tabib.projections.waitlist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    int size = Page.checkedLimit(limit);
    PageCursor after = cursor == null ? null : PageCursor.parse(cursor, 2);
    Map<String, Object> values = new LinkedHashMap<>();
    String sql = select(filter, after, values);
    List<WaitingRow> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bindMap(values)
                    .bind("limit", size + 1)
                    .map((row, context) -> entry(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.since(), last.entryId()));
  }

  /** Only conditions that restrict are written down: each combination then gets its own plan. */
  static String select(
      WaitingFilter filter, @Nullable PageCursor after, Map<String, Object> values) {
    StringBuilder sql =
        new StringBuilder("select * from read.waiting_entry\nwhere practice_id = :practice\n");
    values.put("practice", filter.practice());
    restrict(sql, values, "clinic_id", "clinic", filter.clinicId());
    restrict(sql, values, "doctor_id", "doctor", filter.doctorId());
    restrict(sql, values, "patient_id", "patient", filter.patientId());
    restrict(sql, values, "specialty", "specialty", filter.specialty());
    if (filter.status() != null) {
      restrict(sql, values, "status", "status", filter.status().name());
    }
    if (filter.status() == null) {
      sql.append("  and status <> 'ENDED'\n");
    }
    if (filter.status() != EntryStatus.ENDED) {
      sql.append("  and latest >= :today\n");
      values.put("today", filter.today());
    }
    if (after != null) {
      sql.append("  and (joined_at, entry_id) > (:afterTime, :afterId)\n");
      values.put("afterTime", after.time(0).atOffset(ZoneOffset.UTC));
      values.put("afterId", after.text(1));
    }
    return sql.append("order by joined_at, entry_id\nlimit :limit\n").toString();
  }

  private static void restrict(
      StringBuilder sql,
      Map<String, Object> values,
      String column,
      String name,
      @Nullable String value) {
    if (value != null) {
      sql.append("  and ").append(column).append(" = :").append(name).append('\n');
      values.put(name, value);
    }
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
