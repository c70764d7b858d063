package org.tabib.projections.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.Ticket;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.queue_event}: what happened to each ticket and queue, and by whom. */
public final class QueueHistory implements ReadModel<QueueEvent> {
  private static final String APPEND =
      """
      insert into read.queue_event (queue_id, label, number, practice_id, what, at, by, command_id,
        service_point, status, urgency, room, reason, reason_of, reason_sealed)
      select * from unnest(?::text[], ?::text[], ?::int8[], ?::text[], ?::text[], ?::timestamptz[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::bytea[])
      """;

  private record Entry(
      Recorded<QueueEvent> recorded,
      String what,
      @Nullable Ticket ticket,
      @Nullable String servicePoint,
      @Nullable Remark reason) {

    @Nullable Private<Remark.Words> words() {
      return reason == null ? null : reason.words();
    }
  }

  @Override
  public void write(Connection connection, List<Recorded<QueueEvent>> batch) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    batch.forEach(recorded -> entries.addAll(entries(recorded)));
    Unnest.<Entry>over(connection, APPEND, entries)
        .text(e -> e.recorded().entityId())
        .text(e -> e.ticket() == null ? "" : e.ticket().label())
        .int8(e -> e.recorded().number())
        .text(e -> QueueId.parse(e.recorded().entityId()).practiceId())
        .text(Entry::what)
        .time(e -> e.recorded().event().at())
        .text(e -> e.recorded().event().mark().by())
        .text(e -> e.recorded().event().mark().commandId())
        .text(e -> e.ticket() == null ? e.servicePoint() : e.ticket().servicePointId())
        .text(e -> e.ticket() == null ? null : e.ticket().status().name())
        .text(e -> e.ticket() == null ? null : e.ticket().urgency().name())
        .text(e -> e.ticket() == null ? null : e.ticket().room())
        .text(e -> e.reason() == null ? null : e.reason().plain())
        .text(e -> e.words() == null ? null : e.words().subject())
        .bytea(e -> e.words() == null ? null : SealedColumns.bytes(e.words()))
        .execute();
  }

  private static List<Entry> entries(Recorded<QueueEvent> recorded) {
    return switch (recorded.event()) {
      case QueueEvent.DayOpened opened -> List.of(of(recorded, "opened", null, null));
      // Nothing that anybody did: it comes with what somebody did.
      case QueueEvent.DayShown shown -> List.of();
      case QueueEvent.SetupChanged changed -> List.of(of(recorded, "setup-changed", null, null));
      case QueueEvent.QueuePaused paused ->
          List.of(of(recorded, "paused", paused.servicePointId(), paused.reason()));
      case QueueEvent.QueueResumed resumed ->
          List.of(of(recorded, "resumed", resumed.servicePointId(), null));
      case QueueEvent.DayClosed closed -> {
        List<Entry> all = new ArrayList<>();
        all.add(of(recorded, "closed", null, closed.reason()));
        closed
            .left()
            .forEach(
                ticket -> all.add(new Entry(recorded, "closed", ticket, null, closed.reason())));
        yield all;
      }
      case QueueEvent.TicketEvent event ->
          List.of(new Entry(recorded, what(event), event.ticket(), null, reason(event)));
    };
  }

  private static Entry of(
      Recorded<QueueEvent> recorded,
      String what,
      @Nullable String servicePoint,
      @Nullable Remark reason) {
    return new Entry(recorded, what, null, servicePoint, reason);
  }

  private static String what(QueueEvent.TicketEvent event) {
    return switch (event) {
      case QueueEvent.TicketIssued issued -> "issued";
      case QueueEvent.TicketCalled called -> "called";
      case QueueEvent.TicketRecalled recalled -> "recalled";
      case QueueEvent.TicketSkipped skipped -> "skipped";
      case QueueEvent.TicketMissed missed -> "missed";
      case QueueEvent.TicketReturned returned -> "returned";
      case QueueEvent.ServiceStarted started -> "started";
      case QueueEvent.ServiceFinished finished -> "finished";
      case QueueEvent.TicketRetriaged retriaged -> "retriaged";
      case QueueEvent.TicketTransferred transferred -> "transferred";
      case QueueEvent.TicketLeft left -> "left";
      case QueueEvent.TicketNeared neared -> "near";
      case QueueEvent.CommandUndone undone -> "undone";
    };
  }

  private static @Nullable Remark reason(QueueEvent.TicketEvent event) {
    return switch (event) {
      case QueueEvent.TicketCalled called -> called.override();
      case QueueEvent.TicketRetriaged retriaged -> retriaged.reason();
      case QueueEvent.TicketLeft left -> left.reason();
      case QueueEvent.TicketIssued issued -> null;
      case QueueEvent.TicketRecalled recalled -> null;
      case QueueEvent.TicketSkipped skipped -> null;
      case QueueEvent.TicketMissed missed -> null;
      case QueueEvent.TicketReturned returned -> null;
      case QueueEvent.ServiceStarted started -> null;
      case QueueEvent.ServiceFinished finished -> null;
      case QueueEvent.TicketTransferred transferred -> null;
      case QueueEvent.TicketNeared neared -> null;
      case QueueEvent.CommandUndone undone -> null;
    };
  }

  @Override
  public List<String> tables() {
    return List.of("read.queue_event");
  }
}
