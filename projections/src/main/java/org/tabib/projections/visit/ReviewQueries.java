package org.tabib.projections.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.Words;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.SealedColumns;

/** Questions to the reviews. They block: not for actor dispatchers. */
public final class ReviewQueries {
  private static final String LIST =
      """
      select r.visit_id, a.patient_id, a.doctor_id, a.clinic_id, r.rating, r.rated_at,
             r.comment_subject, r.comment_sealed, r.commented_at
      from read.review r join read.appointment a on a.visit_id = r.visit_id
      where r.practice_id = :practice and r.rating is not null
      """;
  private static final String RATINGS =
      """
      select r.rating, count(*) as n
      from read.review r join read.appointment a on a.visit_id = r.visit_id
      where r.practice_id = :practice and r.rating is not null
      """;
  private static final String REQUESTED =
      """
      select count(*)
      from read.review r join read.appointment a on a.visit_id = r.visit_id
      where r.practice_id = :practice and r.requested_at is not null
      """;
  private static final int BEST = 5;

  private final Jdbi jdbi;

  public ReviewQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Those that the filter lets through, the newest first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<Review> list(ReviewFilter filter, int limit, @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    Map<String, Object> values = new LinkedHashMap<>();
    String sql = select(filter, cursor == null ? null : PageCursor.parse(cursor, 2), values);
    List<Review> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bindMap(values)
                    .bind("limit", size + 1)
                    .map((row, context) -> review(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.ratedAt(), last.visitId()));
  }

  static String select(
      ReviewFilter filter, @Nullable PageCursor after, Map<String, Object> values) {
    StringBuilder sql = restricted(LIST, "rated_at", filter, values);
    if (after != null) {
      sql.append("  and (r.rated_at, r.visit_id) < (:beforeTime, :beforeId)\n");
      values.put("beforeTime", after.time(0).atOffset(ZoneOffset.UTC));
      values.put("beforeId", after.text(1));
    }
    return sql.append("order by r.rated_at desc, r.visit_id desc\nlimit :limit\n").toString();
  }

  /** Those that the filter lets through, counted. */
  public ReviewSummary summary(ReviewFilter filter) {
    Map<String, Object> values = new LinkedHashMap<>();
    String requested = restricted(REQUESTED, "requested_at", filter, values).toString();
    String ratings =
        restricted(RATINGS, "rated_at", filter, values).append("group by r.rating\n").toString();
    return jdbi.withHandle(
        handle -> {
          List<Long> counts = new ArrayList<>(Collections.nCopies(BEST, 0L));
          handle
              .createQuery(ratings)
              .bindMap(values)
              .map((row, context) -> Map.entry(row.getInt("rating"), row.getLong("n")))
              .forEach(entry -> counts.set(entry.getKey() - 1, entry.getValue()));
          return new ReviewSummary(
              handle.createQuery(requested).bindMap(values).mapTo(Long.class).one(), counts);
        });
  }

  /** Only conditions that restrict are written down: each combination then gets its own plan. */
  private static StringBuilder restricted(
      String select, String time, ReviewFilter filter, Map<String, Object> values) {
    StringBuilder sql = new StringBuilder(select);
    values.put("practice", filter.practice());
    if (filter.doctorId() != null) {
      sql.append("  and a.doctor_id = :doctor\n");
      values.put("doctor", filter.doctorId());
    }
    if (filter.from() != null) {
      sql.append("  and r.").append(time).append(" >= :from\n");
      values.put("from", filter.from().atOffset(ZoneOffset.UTC));
    }
    if (filter.to() != null) {
      sql.append("  and r.").append(time).append(" < :to\n");
      values.put("to", filter.to().atOffset(ZoneOffset.UTC));
    }
    return sql;
  }

  private static Review review(ResultSet row) throws SQLException {
    String subject = row.getString("comment_subject");
    Private<Words> comment =
        subject == null ? null : SealedColumns.value(subject, row.getBytes("comment_sealed"));
    return new Review(
        row.getString("visit_id"),
        row.getString("patient_id"),
        row.getString("doctor_id"),
        row.getString("clinic_id"),
        row.getInt("rating"),
        Columns.time(row, "rated_at"),
        comment,
        Columns.timeOrNull(row, "commented_at"));
  }
}
