package org.tabib.projections.visit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.ConsultationNote;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitEvent.Reason;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.consultation}: one row per version; a draft is written over. */
public final class ConsultationList implements ReadModel<VisitEvent> {
  private static final String WRITE =
      """
      insert into read.consultation (visit_id, version, practice_id, note_subject, note_sealed,
        reason_subject, reason_sealed, follow_up, written_by, written_at)
      select v.visit_id, v.version, v.practice_id, v.note_subject, v.note_sealed,
             v.reason_subject, v.reason_sealed, v.follow_up::date, v.written_by, v.written_at
      from unnest(?::text[], ?::int4[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::bytea[],
                  ?::text[], ?::text[], ?::timestamptz[])
        as v (visit_id, version, practice_id, note_subject, note_sealed, reason_subject,
              reason_sealed, follow_up, written_by, written_at)
      on conflict (visit_id, version) do update set
        note_subject = excluded.note_subject,
        note_sealed  = excluded.note_sealed,
        follow_up    = excluded.follow_up,
        written_by   = excluded.written_by,
        written_at   = excluded.written_at
      """;

  private record Key(String visitId, int version) {}

  private record Written(
      Private<ConsultationNote> note,
      @Nullable Private<Reason> reason,
      @Nullable LocalDate followUp,
      String by,
      Instant at) {}

  @Override
  public void write(Connection connection, List<Recorded<VisitEvent>> batch) throws SQLException {
    Map<Key, Written> rows = new LinkedHashMap<>();
    for (Recorded<VisitEvent> recorded : batch) {
      if (recorded.event() instanceof VisitEvent.OfConsultation event) {
        switch (event) {
          case VisitEvent.ConsultationRecorded e ->
              rows.put(
                  new Key(recorded.entityId(), 1),
                  new Written(e.note(), null, e.followUp(), e.by(), e.at()));
          case VisitEvent.ConsultationAmended e ->
              rows.put(
                  new Key(recorded.entityId(), e.version()),
                  new Written(e.note(), e.reason(), e.followUp(), e.by(), e.at()));
        }
      }
    }
    Unnest.<Map.Entry<Key, Written>>over(connection, WRITE, rows.entrySet())
        .text(row -> row.getKey().visitId())
        .int4(row -> row.getKey().version())
        .text(row -> Ids.practiceOf(row.getKey().visitId()))
        .text(row -> row.getValue().note().subject())
        .bytea(row -> SealedColumns.bytes(row.getValue().note()))
        .text(row -> subject(row.getValue().reason()))
        .bytea(row -> sealed(row.getValue().reason()))
        .text(row -> text(row.getValue().followUp()))
        .text(row -> row.getValue().by())
        .time(row -> row.getValue().at())
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.consultation");
  }

  private static @Nullable String subject(@Nullable Private<Reason> reason) {
    return reason == null ? null : reason.subject();
  }

  private static byte @Nullable [] sealed(@Nullable Private<Reason> reason) {
    return reason == null ? null : SealedColumns.bytes(reason);
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
