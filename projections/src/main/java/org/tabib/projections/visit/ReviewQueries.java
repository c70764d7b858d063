package org.tabib.projections.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
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
import org.tabib.projections.store.Selection;

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
    return select(filter, PageCursor.given(cursor, 2))
        .page(
            jdbi,
            limit,
            ReviewQueries::review,
            last -> PageCursor.of(last.ratedAt(), last.visitId()));
  }

  static Selection select(ReviewFilter filter, @Nullable PageCursor after) {
    Selection selection = restricted(LIST, "r.rated_at", filter);
    if (after != null) {
      selection
          .and("(r.rated_at, r.visit_id) < (:beforeTime, :beforeId)")
          .with("beforeTime", after.time(0))
          .with("beforeId", after.text(1));
    }
    return selection.then("order by r.rated_at desc, r.visit_id desc\nlimit :limit");
  }

  /** Those that the filter lets through, counted. */
  public ReviewSummary summary(ReviewFilter filter) {
    Selection requested = restricted(REQUESTED, "r.requested_at", filter);
    Selection ratings = restricted(RATINGS, "r.rated_at", filter).then("group by r.rating");
    return jdbi.withHandle(
        handle -> {
          List<Long> counts = new ArrayList<>(Collections.nCopies(BEST, 0L));
          handle
              .createQuery(ratings.sql())
              .bindMap(ratings.values())
              .map((row, context) -> Map.entry(row.getInt("rating"), row.getLong("n")))
              .forEach(entry -> counts.set(entry.getKey() - 1, entry.getValue()));
          return new ReviewSummary(
              handle
                  .createQuery(requested.sql())
                  .bindMap(requested.values())
                  .mapTo(Long.class)
                  .one(),
              counts);
        });
  }

  private static Selection restricted(String select, String time, ReviewFilter filter) {
    return Selection.ofPractice(select, filter.practice())
        .and("a.doctor_id = :doctor", "doctor", filter.doctorId())
        .and(time + " >= :from", "from", filter.from())
        .and(time + " < :to", "to", filter.to());
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
