package org.tabib.projections.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.projections.store.Unnest;

/**
 * Writes what a batch changed into {@code read.live_change}, in the batch's own transaction:
 * whoever is told of a change finds it done.
 *
 * <p>What happened long ago is told in one row per kind and second: a projection that is rebuilt,
 * or that was stopped for long, must not tell every single change of the past.
 */
final class LiveChanges {
  private static final String TELL =
      """
      with c as (
        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
          as c (kind, practice_id, clinic_id, subject, at))
      insert into read.live_change (kind, practice_id, clinic_id, subject)
      select c.kind, c.practice_id, coalesce(c.clinic_id, a.clinic_id), c.subject
      from c left join read.appointment a on c.kind = 'SCHEDULE' and a.visit_id = c.subject
      where c.at > now() - interval '5 minutes'
      union all
      select distinct c.kind, c.practice_id, null, null
      from c
      where c.at <= now() - interval '5 minutes'
        and not exists (
          select from read.live_change l
          where l.kind = c.kind and l.practice_id = c.practice_id and l.subject is null
            and l.told_at > now() - interval '1 second')
      """;

  private final LiveKind kind;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  private record Row(String subject, @Nullable String clinicId, Instant at) {}

  LiveChanges(LiveKind kind) {
    this.kind = kind;
  }

  /**
   * @param subject an entity's id, which begins with the practice
   * @param clinicId none: of no clinic, or the appointment's
   */
  void changed(String subject, @Nullable String clinicId, Instant at) {
    rows.put(subject, new Row(subject, clinicId, at));
  }

  void write(Connection connection) throws SQLException {
    Unnest.<Row>over(connection, TELL, rows.values())
        .text(row -> kind.name())
        .text(row -> Ids.practiceOf(row.subject()))
        .text(Row::clinicId)
        .text(Row::subject)
        .time(Row::at)
        .execute();
  }
}
