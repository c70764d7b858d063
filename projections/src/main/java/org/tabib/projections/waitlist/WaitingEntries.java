package org.tabib.projections.waitlist;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.engine.waitlist.WaitingEvent.EntryAdded;
import org.tabib.engine.waitlist.WaitingEvent.EntryLeft;
import org.tabib.engine.waitlist.WaitingEvent.SlotOffered;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.engine.waitlist.Wanted;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.waiting_entry}: who waits, what they are offered, and how it ended. */
public final class WaitingEntries implements ReadModel<WaitingEvent> {
  private static final String ADD =
      """
      insert into read.waiting_entry (entry_id, practice_id, clinic_id, patient_id, contact_id,
        conversation_id, doctor_id, specialty, earliest, latest, parts, urgency, visit_id,
        visit_starts_at, joined_by, joined_at, status, changed_at)
      select a.entry_id, a.practice_id, a.clinic_id, a.patient_id, a.contact_id, a.conversation_id,
        a.doctor_id, a.specialty, a.earliest::date, a.latest::date, a.parts, a.urgency, a.visit_id,
        a.visit_starts_at, a.joined_by, a.at, 'WAITING', a.at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
        ?::text[], ?::timestamptz[])
        as a (entry_id, practice_id, clinic_id, patient_id, contact_id, conversation_id, doctor_id,
          specialty, earliest, latest, parts, urgency, visit_id, visit_starts_at, joined_by, at)
      """;

  // An acceptance says nothing of the offer that it accepts: what stands there stays.
  private static final String CHANGE =
      """
      update read.waiting_entry w set
        status          = c.status,
        offer_id        = case when c.keep then w.offer_id        else c.offer_id  end,
        offer_doctor_id = case when c.keep then w.offer_doctor_id else c.doctor_id end,
        offer_starts_at = case when c.keep then w.offer_starts_at else c.starts_at end,
        offer_ends_at   = case when c.keep then w.offer_ends_at   else c.ends_at   end,
        offer_until     = case when c.keep then w.offer_until     else c.until     end,
        offer_reason    = case when c.keep then w.offer_reason    else c.reason    end,
        ending          = c.ending,
        booked_visit_id = c.booked_visit_id,
        changed_at      = c.at
      from unnest(?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::timestamptz[],
        ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
        as c (entry_id, status, keep, offer_id, doctor_id, starts_at, ends_at, until, reason,
          ending, booked_visit_id, at)
      where w.entry_id = c.entry_id
      """;

  private record Added(String listId, EntryAdded event) {
    Wanted wanted() {
      return event.wanted();
    }
  }

  /**
   * How an entry stands after the batch.
   *
   * @param keep whether the offer is the one that stood there before the batch
   * @param offer the one that stands otherwise
   * @param left how it ended, if it did
   */
  private record Change(
      String entryId,
      EntryStatus status,
      boolean keep,
      @Nullable SlotOffered offer,
      @Nullable EntryLeft left,
      Instant at) {}

  @Override
  public void write(Connection connection, List<Recorded<WaitingEvent>> batch) throws SQLException {
    List<Added> added = new ArrayList<>();
    Map<String, Change> changes = new LinkedHashMap<>();
    for (Recorded<WaitingEvent> recorded : batch) {
      if (recorded.event() instanceof EntryAdded joined) {
        added.add(new Added(recorded.entityId(), joined));
      }
      fold(recorded.event(), changes);
    }
    add(connection, added);
    change(connection, List.copyOf(changes.values()));
  }

  private static void fold(WaitingEvent event, Map<String, Change> changes) {
    switch (event) {
      case SlotOffered e ->
          put(changes, new Change(e.entryId(), EntryStatus.OFFERED, false, e, null, e.at()));
      case WaitingEvent.OfferAccepted e -> {
        Change before = changes.get(e.entryId());
        put(
            changes,
            new Change(
                e.entryId(),
                EntryStatus.ACCEPTED,
                before == null,
                before == null ? null : before.offer(),
                null,
                e.at()));
      }
      case WaitingEvent.OfferDeclined e -> waits(changes, e.entryId(), e.at());
      case WaitingEvent.OfferExpired e -> waits(changes, e.entryId(), e.at());
      case WaitingEvent.OfferLost e -> waits(changes, e.entryId(), e.at());
      case EntryLeft e ->
          put(changes, new Change(e.entryId(), EntryStatus.ENDED, false, null, e, e.at()));
      case EntryAdded e -> {}
      case WaitingEvent.OfferPutOff e -> {}
      case WaitingEvent.SlotExhausted e -> {}
    }
  }

  private static void waits(Map<String, Change> changes, String entryId, Instant at) {
    put(changes, new Change(entryId, EntryStatus.WAITING, false, null, null, at));
  }

  private static void put(Map<String, Change> changes, Change change) {
    changes.put(change.entryId(), change);
  }

  private static void add(Connection connection, List<Added> added) throws SQLException {
    Unnest.<Added>over(connection, ADD, added)
        .text(a -> a.event().entryId())
        .text(a -> Ids.practiceOf(a.listId()))
        .text(a -> WaitingList.clinicOf(a.listId()))
        .text(a -> a.wanted().patientId())
        .text(a -> a.wanted().contactId())
        .text(a -> a.wanted().conversationId())
        .text(a -> a.wanted().doctorId())
        .text(a -> a.wanted().specialty())
        .text(a -> a.wanted().earliest().toString())
        .text(a -> a.wanted().latest().toString())
        .text(a -> a.wanted().parts().stream().map(Enum::name).collect(Collectors.joining(",")))
        .text(a -> a.wanted().urgency().name())
        .text(a -> a.wanted().visit() == null ? null : a.wanted().visit().visitId())
        .time(a -> a.wanted().visit() == null ? null : a.wanted().visit().start())
        .text(a -> a.event().by().name())
        .time(a -> a.event().at())
        .execute();
  }

  private static void change(Connection connection, List<Change> changes) throws SQLException {
    Unnest.<Change>over(connection, CHANGE, changes)
        .text(Change::entryId)
        .text(c -> c.status().name())
        .bool(Change::keep)
        .text(c -> c.offer() == null ? null : c.offer().offerId())
        .text(c -> c.offer() == null ? null : c.offer().doctorId())
        .time(c -> c.offer() == null ? null : c.offer().slot().start())
        .time(c -> c.offer() == null ? null : c.offer().slot().end())
        .time(c -> c.offer() == null ? null : c.offer().until())
        .text(c -> c.offer() == null ? null : c.offer().fit().reason())
        .text(c -> c.left() == null ? null : c.left().ending().name())
        .text(c -> c.left() == null ? null : c.left().visitId())
        .time(Change::at)
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.waiting_entry");
  }
}
