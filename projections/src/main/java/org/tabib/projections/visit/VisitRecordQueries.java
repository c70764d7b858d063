package org.tabib.projections.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.Reason;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.SealedColumns;

/** Questions to doctors' records and patients' updates. They block: not for actor dispatchers. */
public final class VisitRecordQueries {
  private static final String CONSULTATIONS =
      """
      select visit_id, version, note_subject, note_sealed, reason_subject, reason_sealed, follow_up,
             written_by, written_at
      from read.consultation
      """;
  static final String VERSIONS = CONSULTATIONS + "where visit_id = :visit order by version desc";
  static final String LATEST =
      CONSULTATIONS.replace("select ", "select distinct on (visit_id) ")
          + "where visit_id = any (:visits) order by visit_id, version desc";
  static final String UPDATES =
      """
      select visit_id, number, words_subject, words_sealed, contact_id, said_at, added_at, seen_by,
             seen_at
      from read.visit_update
      where visit_id = :visit and number < :before
      order by number desc
      limit :limit
      """;
  static final String MARKS =
      """
      select v.visit_id,
             (select max(c.version) from read.consultation c where c.visit_id = v.visit_id) as version,
             (select count(*) from read.visit_update u where u.visit_id = v.visit_id) as updates,
             (select count(*) from read.visit_update u
              where u.visit_id = v.visit_id and u.seen_at is null) as unseen,
             (select r.rating from read.review r where r.visit_id = v.visit_id) as rating
      from unnest(:visits) as v (visit_id)
      """;

  private final Jdbi jdbi;

  public VisitRecordQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Every version of a visit's record, the newest first. */
  public List<ConsultationVersion> versionsOf(String visitId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(VERSIONS)
                .bind("visit", visitId)
                .map((row, context) -> version(row))
                .list());
  }

  /** The newest version of each visit that has a record, by the visit's id. */
  public Map<String, ConsultationVersion> latestOf(Collection<String> visitIds) {
    Map<String, ConsultationVersion> found = new HashMap<>();
    if (!visitIds.isEmpty()) {
      jdbi.useHandle(
          handle ->
              handle
                  .createQuery(LATEST)
                  .bindArray("visits", String.class, visitIds.toArray())
                  .map((row, context) -> version(row))
                  .forEach(version -> found.put(version.visitId(), version)));
    }
    return found;
  }

  /**
   * What a patient told about a visit, the newest first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<VisitUpdate> updatesOf(String visitId, int limit, @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    int before = cursor == null ? Integer.MAX_VALUE : PageCursor.parse(cursor, 1).smallNumber(0);
    List<VisitUpdate> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(UPDATES)
                    .bind("visit", visitId)
                    .bind("before", before)
                    .bind("limit", size + 1)
                    .map((row, context) -> update(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.number()));
  }

  /** What there is about each of these visits, by the visit's id. */
  public Map<String, VisitMarks> marksOf(Collection<String> visitIds) {
    Map<String, VisitMarks> found = new HashMap<>();
    if (!visitIds.isEmpty()) {
      jdbi.useHandle(
          handle ->
              handle
                  .createQuery(MARKS)
                  .bindArray("visits", String.class, visitIds.toArray())
                  .map((row, context) -> Map.entry(row.getString("visit_id"), marks(row)))
                  .forEach(entry -> found.put(entry.getKey(), entry.getValue())));
    }
    return found;
  }

  private static VisitMarks marks(ResultSet row) throws SQLException {
    return new VisitMarks(
        row.getInt("version"),
        row.getInt("updates"),
        row.getInt("unseen"),
        row.getObject("rating", Integer.class));
  }

  private static ConsultationVersion version(ResultSet row) throws SQLException {
    String subject = row.getString("reason_subject");
    Private<Reason> reason =
        subject == null ? null : SealedColumns.value(subject, row.getBytes("reason_sealed"));
    return new ConsultationVersion(
        row.getString("visit_id"),
        row.getInt("version"),
        SealedColumns.value(row.getString("note_subject"), row.getBytes("note_sealed")),
        reason,
        row.getObject("follow_up", LocalDate.class),
        row.getString("written_by"),
        Columns.time(row, "written_at"));
  }

  private static VisitUpdate update(ResultSet row) throws SQLException {
    return new VisitUpdate(
        row.getString("visit_id"),
        row.getInt("number"),
        SealedColumns.value(row.getString("words_subject"), row.getBytes("words_sealed")),
        row.getString("contact_id"),
        Columns.time(row, "said_at"),
        Columns.time(row, "added_at"),
        row.getString("seen_by"),
        Columns.timeOrNull(row, "seen_at"));
  }
}
