package org.tabib.projections.owed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Unnest;

/**
 * Fills {@code read.owed_by_visit}: slots that a cancelled or moved visit has not given back yet,
 * and slots that staff wanted for a visit and that are not its own yet. A cancellation does not
 * name its slot; the appointment's row does, which is written before, in the same transaction.
 */
public final class VisitDebts implements ReadModel<VisitEvent> {
  private static final String OWE =
      """
      insert into read.owed_by_visit (visit_id, schedule_id, starts_at, owed_since)
      select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
      on conflict (visit_id, schedule_id, starts_at) do update set owed_since = excluded.owed_since
      """;

  // A cancelled visit keeps its slot in the appointment's row. Slots that were given back after the
  // cancellation within this batch are owed no more.
  private static final String OWE_CANCELLED =
      """
      insert into read.owed_by_visit (visit_id, schedule_id, starts_at, owed_since)
      select a.visit_id, a.schedule_id, a.starts_at, c.owed_since
      from unnest(?::text[], ?::timestamptz[]) as c (visit_id, owed_since)
      join read.appointment a on a.visit_id = c.visit_id
      on conflict (visit_id, schedule_id, starts_at) do update set owed_since = excluded.owed_since
      """;
  private static final String SETTLE =
      """
      delete from read.owed_by_visit o
      using unnest(?::text[], ?::text[], ?::timestamptz[]) as c (visit_id, schedule_id, starts_at)
      where o.visit_id = c.visit_id
        and o.schedule_id = c.schedule_id
        and o.starts_at = c.starts_at
      """;

  private record Released(String visitId, String scheduleId, Instant startsAt) {
    static Released of(String visitId, Slot slot) {
      return new Released(visitId, slot.scheduleId(), slot.start());
    }
  }

  private record Owed(Released slot, Instant since) {}

  private record Cancelled(String visitId, Instant since) {}

  @Override
  public void write(Connection connection, List<Recorded<VisitEvent>> batch) throws SQLException {
    Map<Released, Instant> owed = new LinkedHashMap<>();
    Map<String, Instant> cancelled = new LinkedHashMap<>();
    Set<Released> settled = new LinkedHashSet<>();
    Set<Released> settledAfterCancel = new LinkedHashSet<>();
    for (Recorded<VisitEvent> recorded : batch) {
      String id = recorded.entityId();
      switch (recorded.event()) {
        case VisitEvent.SlotWanted wanted -> owed.put(Released.of(id, wanted.slot()), wanted.at());
        case VisitEvent.VisitRescheduled moved -> {
          if (moved.by() == VisitCommand.By.STAFF) {
            keep(Released.of(id, moved.slot()), owed, settled);
          }
          owed.put(Released.of(id, moved.old()), moved.at());
        }
        case VisitEvent.VisitCancelled cancel -> cancelled.put(id, cancel.at());
        case VisitEvent.SlotGivenBack back -> {
          Released slot = Released.of(id, back.slot());
          if (cancelled.containsKey(id)) {
            settledAfterCancel.add(slot);
          }
          owed.remove(slot);
          settled.add(slot);
        }
        case VisitEvent.VisitOpened opened -> {
          if (opened.details().bookedBy() == VisitDetails.BookedBy.STAFF) {
            keep(Released.of(id, opened.details().slot()), owed, settled);
          }
        }
        case VisitEvent.VisitConfirmed confirmed -> {}
        case VisitEvent.PatientCheckedIn arrived -> {}
        case VisitEvent.ConsultationStarted started -> {}
        case VisitEvent.VisitCompleted completed -> {}
        case VisitEvent.PatientDidNotShow absent -> {}
        case VisitEvent.OfConsultation written -> {}
        case VisitEvent.OfReview review -> {}
        case VisitEvent.OfUpdates update -> {}
      }
    }
    // The order matters: what this batch settles was owed before; what it owes comes after that;
    // and a cancelled visit's own slot may be given back in the very same batch.
    settle(connection, settled);
    owe(connection, owed);
    cancel(connection, cancelled);
    settle(connection, settledAfterCancel);
  }

  @Override
  public List<String> tables() {
    return List.of("read.owed_by_visit");
  }

  /** What staff wanted is the visit's own now. Only they want slots before they have them. */
  private static void keep(Released slot, Map<Released, Instant> owed, Set<Released> settled) {
    owed.remove(slot);
    settled.add(slot);
  }

  private static void owe(Connection connection, Map<Released, Instant> owed) throws SQLException {
    List<Owed> rows = new ArrayList<>();
    owed.forEach((slot, since) -> rows.add(new Owed(slot, since)));
    Unnest.<Owed>over(connection, OWE, rows)
        .text(o -> o.slot().visitId())
        .text(o -> o.slot().scheduleId())
        .time(o -> o.slot().startsAt())
        .time(Owed::since)
        .execute();
  }

  private static void cancel(Connection connection, Map<String, Instant> cancelled)
      throws SQLException {
    List<Cancelled> rows = new ArrayList<>();
    cancelled.forEach((visit, since) -> rows.add(new Cancelled(visit, since)));
    Unnest.<Cancelled>over(connection, OWE_CANCELLED, rows)
        .text(Cancelled::visitId)
        .time(Cancelled::since)
        .execute();
  }

  private static void settle(Connection connection, Set<Released> settled) throws SQLException {
    Unnest.<Released>over(connection, SETTLE, settled)
        .text(Released::visitId)
        .text(Released::scheduleId)
        .time(Released::startsAt)
        .execute();
  }
}
