package org.tabib.projections.visit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitEvent.UpdateAdded;
import org.tabib.engine.visit.VisitEvent.UpdateSeen;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/**
 * Fills {@code read.visit_update}: one row per update. It is seen after it was added, and the first
 * look counts, so the two statements in that order leave the same rows however the events are cut
 * into batches.
 */
public final class UpdateList implements ReadModel<VisitEvent> {
  private static final String ADD =
      """
      insert into read.visit_update (visit_id, number, practice_id, words_subject, words_sealed,
        contact_id, said_at, added_at)
      select * from unnest(?::text[], ?::int4[], ?::text[], ?::text[], ?::bytea[], ?::text[],
                           ?::timestamptz[], ?::timestamptz[])
      """;
  private static final String SEE =
      """
      update read.visit_update u set seen_by = c.seen_by, seen_at = c.seen_at
      from unnest(?::text[], ?::int4[], ?::text[], ?::timestamptz[])
        as c (visit_id, number, seen_by, seen_at)
      where u.visit_id = c.visit_id and u.number = c.number and u.seen_at is null
      """;

  private record Added(String visitId, UpdateAdded event) {}

  private record Seen(String visitId, UpdateSeen event) {}

  private record Update(String visitId, int number) {}

  @Override
  public void write(Connection connection, List<Recorded<VisitEvent>> batch) throws SQLException {
    List<Added> added = new ArrayList<>();
    Map<Update, Seen> seen = new LinkedHashMap<>();
    for (Recorded<VisitEvent> recorded : batch) {
      if (recorded.event() instanceof VisitEvent.OfUpdates event) {
        switch (event) {
          case UpdateAdded e -> added.add(new Added(recorded.entityId(), e));
          case UpdateSeen e ->
              seen.putIfAbsent(
                  new Update(recorded.entityId(), e.number()), new Seen(recorded.entityId(), e));
        }
      }
    }
    Unnest.<Added>over(connection, ADD, added)
        .text(Added::visitId)
        .int4(a -> a.event().number())
        .text(a -> Ids.practiceOf(a.visitId()))
        .text(a -> a.event().words().subject())
        .bytea(a -> SealedColumns.bytes(a.event().words()))
        .text(a -> a.event().contactId())
        .time(a -> a.event().saidAt())
        .time(a -> a.event().at())
        .execute();
    Unnest.<Seen>over(connection, SEE, seen.values())
        .text(Seen::visitId)
        .int4(s -> s.event().number())
        .text(s -> s.event().by())
        .time(s -> s.event().at())
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.visit_update");
  }
}
