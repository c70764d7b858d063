package org.tabib.projections.visit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitEvent.ReviewCommented;
import org.tabib.engine.visit.VisitEvent.ReviewGiven;
import org.tabib.engine.visit.VisitEvent.ReviewRequested;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.review}: one row per visit that was asked about or rated. */
public final class ReviewList implements ReadModel<VisitEvent> {
  private static final String WRITE =
      """
      insert into read.review as r (visit_id, practice_id, requested_at, rating, rated_at,
        comment_subject, comment_sealed, commented_at)
      select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::int4[], ?::timestamptz[],
                           ?::text[], ?::bytea[], ?::timestamptz[])
      on conflict (visit_id) do update set
        requested_at    = coalesce(excluded.requested_at, r.requested_at),
        rating          = coalesce(excluded.rating, r.rating),
        rated_at        = coalesce(excluded.rated_at, r.rated_at),
        comment_subject = coalesce(excluded.comment_subject, r.comment_subject),
        comment_sealed  = coalesce(excluded.comment_sealed, r.comment_sealed),
        commented_at    = coalesce(excluded.commented_at, r.commented_at)
      """;

  /** What a batch says of one visit: each at most once in its life. */
  private static final class Patch {
    final String visitId;
    @Nullable ReviewRequested requested;
    @Nullable ReviewGiven given;
    @Nullable ReviewCommented commented;

    Patch(String visitId) {
      this.visitId = visitId;
    }

    void add(VisitEvent.OfReview event) {
      switch (event) {
        case ReviewRequested e -> requested = e;
        case ReviewGiven e -> given = e;
        case ReviewCommented e -> commented = e;
      }
    }
  }

  @Override
  public void write(Connection connection, List<Recorded<VisitEvent>> batch) throws SQLException {
    Map<String, Patch> patches = new LinkedHashMap<>();
    for (Recorded<VisitEvent> recorded : batch) {
      if (recorded.event() instanceof VisitEvent.OfReview event) {
        patches.computeIfAbsent(recorded.entityId(), Patch::new).add(event);
      }
    }
    Unnest.<Patch>over(connection, WRITE, patches.values())
        .text(p -> p.visitId)
        .text(p -> Ids.practiceOf(p.visitId))
        .time(p -> p.requested == null ? null : p.requested.at())
        .int4(p -> p.given == null ? null : p.given.rating())
        .time(p -> p.given == null ? null : p.given.at())
        .text(p -> p.commented == null ? null : p.commented.comment().subject())
        .bytea(p -> p.commented == null ? null : SealedColumns.bytes(p.commented.comment()))
        .time(p -> p.commented == null ? null : p.commented.at())
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.review");
  }
}
