package org.tabib.projections.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;

/** Questions to the reports that are kept. They block. */
public final class ReportQueries {
  private static final LocalDate END_OF_TIME = LocalDate.of(9999, 12, 31);
  static final String NEWEST_FIRST =
      """
      select report_id, clinic_id, period, first_day, last_day, made_at
      from read.report
      where practice_id = :practice
        and (last_day, report_id) < (:before::date, :beforeId)
        and (:clinic::text is null or clinic_id = :clinic)
        and (:period::text is null or period = :period)
      order by last_day desc, report_id desc
      limit :limit
      """;
  private static final String ONE = "select content from read.report where report_id = :id";

  private final Jdbi jdbi;
  private final ReportJson json = new ReportJson();

  /**
   * @param jdbi on the read models' database
   */
  public ReportQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A report without its content. @param to inclusive */
  public record Listed(
      String id,
      String clinicId,
      ReportPeriod period,
      LocalDate from,
      LocalDate to,
      Instant madeAt) {}

  /**
   * A practice's reports, the newest first.
   *
   * @param clinicId only of this clinic
   * @param period only such
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<Listed> newestFirst(
      String practice,
      @Nullable String clinicId,
      @Nullable ReportPeriod period,
      int limit,
      @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    PageCursor from = PageCursor.given(cursor, 2);
    List<Listed> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(NEWEST_FIRST)
                    .bind("practice", practice)
                    .bind("before", (from == null ? END_OF_TIME : from.date(0)).toString())
                    .bind("beforeId", from == null ? "" : from.text(1))
                    .bind("clinic", clinicId)
                    .bind("period", period == null ? null : period.name())
                    .bind("limit", size + 1)
                    .map((row, context) -> listed(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.to(), last.id()));
  }

  /** One of them, whatever its practice: the caller checks who may see it. */
  public Optional<Report> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(ONE).bind("id", id).mapTo(String.class).findFirst().map(json::read));
  }

  private static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        row.getString("report_id"),
        row.getString("clinic_id"),
        ReportPeriod.valueOf(row.getString("period")),
        row.getObject("first_day", LocalDate.class),
        row.getObject("last_day", LocalDate.class),
        Columns.time(row, "made_at"));
  }
}
