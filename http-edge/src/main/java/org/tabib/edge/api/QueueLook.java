package org.tabib.edge.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.QueueView.PointView;
import org.tabib.edge.api.QueueView.WaitView;
import org.tabib.edge.api.TicketView.RangeView;
import org.tabib.edge.api.TicketView.TicketEventView;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.Urgency;
import org.tabib.projections.queue.QueueQueries;
import org.tabib.projections.queue.QueueQueries.Day;
import org.tabib.projections.queue.QueueQueries.Event;
import org.tabib.projections.queue.QueueQueries.TicketRow;

/**
 * Queues to be shown. Today's is asked from the queue itself: places and waits depend on the clock.
 * Other days come from the read model.
 */
final class QueueLook {
  private final QueueAsks queues;
  private final QueueQueries rows;
  private final QueueRemarks remarks;
  private final Executor blocking;

  QueueLook(QueueAsks queues, QueueQueries rows, QueueRemarks remarks, Executor blocking) {
    this.queues = queues;
    this.rows = rows;
    this.remarks = remarks;
    this.blocking = blocking;
  }

  CompletionStage<Reply> queue(Call call, String clinicId) {
    ClinicDay day = queues.asked(call, clinicId);
    return (day.today() ? today(day) : past(day)).thenApply(Reply::ok);
  }

  private CompletionStage<QueueView> today(ClinicDay day) {
    return queues
        .ask(day.queue(), QueueCommand.GetQueue::new)
        .thenApply(reply -> QueueAsks.expected(reply, QueueReply.QueueState.class))
        .thenCompose(
            state ->
                remarks
                    .opened(state.points().stream().map(QueueReply.Point::paused))
                    .thenApply(opened -> view(day, state, opened)));
  }

  private static QueueView view(ClinicDay day, QueueReply.QueueState state, Opened opened) {
    return new QueueView(
        day.queue().text(),
        day.clinic().id(),
        day.date(),
        !state.opened() ? "not-opened" : state.closed() ? "closed" : "open",
        day.setup().servicePoints().stream()
            .map(point -> point(day, point, state, opened))
            .toList(),
        state.tickets().stream()
            .map(ticket -> TicketView.of(day.queue(), ticket, null, day.time()))
            .toList());
  }

  private static PointView point(
      ClinicDay day, ServicePoint point, QueueReply.QueueState state, Opened opened) {
    QueueReply.Point found =
        state.points().stream()
            .filter(candidate -> candidate.servicePointId().equals(point.id()))
            .findFirst()
            .orElseGet(() -> new QueueReply.Point(point.id(), null, List.of()));
    return PointView.of(
        point,
        QueueRemarks.text(opened, found.paused()),
        found.waiting().stream()
            .map(
                waiting ->
                    TicketView.of(day.queue(), waiting.ticket(), waiting.standing(), day.time()))
            .toList());
  }

  private CompletionStage<QueueView> past(ClinicDay day) {
    return CompletableFuture.supplyAsync(
        () -> {
          String id = day.queue().text();
          List<TicketRow> tickets = rows.tickets(day.clinic().id(), day.date());
          return new QueueView(
              id,
              day.clinic().id(),
              day.date(),
              rows.day(id).map(QueueLook::status).orElse("not-opened"),
              day.setup().servicePoints().stream()
                  .map(point -> PointView.of(point, null, waiting(day, tickets, point)))
                  .toList(),
              tickets.stream().filter(row -> !row.undone()).map(row -> view(day, row)).toList());
        },
        blocking);
  }

  private static String status(Day day) {
    return day.closedAt() == null ? "open" : "closed";
  }

  /** Nobody closed that day: these are still written down as waiting. */
  private static List<TicketView> waiting(
      ClinicDay day, List<TicketRow> tickets, ServicePoint point) {
    return tickets.stream()
        .filter(row -> row.status() == TicketStatus.WAITING)
        .filter(row -> row.servicePointId().equals(point.id()))
        .map(row -> view(day, row))
        .toList();
  }

  private static TicketView view(ClinicDay day, TicketRow row) {
    return TicketView.of(row, day.time());
  }

  CompletionStage<Reply> ticket(Call call, String clinicId, String label) {
    ClinicDay day = queues.asked(call, clinicId);
    String asked = TicketCommands.label(label);
    CompletionStage<TicketView> ticket =
        day.today()
            ? queues
                .ticket(day.queue(), replyTo -> new QueueCommand.GetTicket(asked, replyTo))
                .thenApply(state -> TicketView.of(day, state))
            : CompletableFuture.supplyAsync(
                () ->
                    rows.ticket(day.queue().ticketId(asked))
                        .map(row -> view(day, row))
                        .orElseThrow(() -> ApiProblem.notFound("ticket")),
                blocking);
    CompletionStage<List<TicketEventView>> history =
        CompletableFuture.supplyAsync(() -> rows.history(day.queue().text(), asked), blocking)
            .thenCompose(
                events ->
                    remarks
                        .opened(events.stream().map(QueueLook::remark))
                        .thenApply(
                            opened ->
                                events.stream().map(event -> view(day, event, opened)).toList()));
    return ticket.thenCombine(history, TicketView::with).thenApply(Reply::ok);
  }

  private static @Nullable Remark remark(Event event) {
    return event.words() == null ? null : new Remark.Written(event.words());
  }

  private static TicketEventView view(ClinicDay day, Event event, Opened opened) {
    return new TicketEventView(
        event.what(),
        day.time().at(event.at()),
        event.by(),
        event.commandId(),
        event.servicePoint(),
        event.status() == null ? null : Codes.of(event.status()),
        event.urgency() == null ? null : Codes.of(event.urgency()),
        event.room(),
        event.words() == null ? event.reason() : QueueRemarks.text(opened, remark(event)));
  }

  CompletionStage<Reply> wait(Call call, String clinicId) {
    ClinicDay day = queues.today(call, clinicId);
    @Nullable String asked = call.text("servicePoint");
    if (asked == null) {
      throw ApiProblem.field("servicePoint", "is missing");
    }
    ServicePoint point = day.servicePoint("servicePoint", asked);
    Urgency urgency = TicketRequest.urgency(call.text("urgency"));
    return queues
        .ask(day.queue(), replyTo -> new QueueCommand.EstimateWait(point.id(), urgency, replyTo))
        .thenApply(reply -> QueueAsks.expected(reply, QueueReply.Wait.class))
        .thenCompose(
            found ->
                remarks
                    .opened(Stream.ofNullable(found.paused()))
                    .thenApply(
                        opened ->
                            Reply.ok(
                                new WaitView(
                                    point.id(),
                                    Codes.of(urgency),
                                    found.ahead(),
                                    RangeView.of(found.range()),
                                    QueueRemarks.text(opened, found.paused())))));
  }
}
