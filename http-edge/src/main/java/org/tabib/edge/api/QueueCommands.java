package org.tabib.edge.api;

import static org.tabib.edge.api.QueueRequests.LONGEST_REASON;
import static org.tabib.edge.api.QueueRequests.LONGEST_ROOM;

import akka.actor.typed.ActorRef;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.QueueRequests.CallNextRequest;
import org.tabib.edge.api.QueueRequests.PauseRequest;
import org.tabib.edge.api.QueueRequests.ReasonRequest;
import org.tabib.edge.api.QueueRequests.ResumeRequest;
import org.tabib.edge.api.QueueRequests.UndoRequest;
import org.tabib.edge.api.QueueView.CallView;
import org.tabib.edge.api.QueueView.DoneView;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.QueueReply.TicketState;

/**
 * What staff do with a queue of today as a whole. Each goes straight to the queue, without a look
 * into the database, and may be repeated under its {@code Idempotency-Key}.
 */
final class QueueCommands {
  private final QueueAsks queues;
  private final QueueRemarks remarks;

  QueueCommands(QueueAsks queues, QueueRemarks remarks) {
    this.queues = queues;
    this.remarks = remarks;
  }

  /** Calls whoever is next at a service point. */
  CompletionStage<Reply> callNext(Call call, String clinicId, CallNextRequest body) {
    ClinicDay day = queues.today(call, clinicId);
    new Checks()
        .present("servicePoint", body.servicePoint())
        .present("room", body.room())
        .text("room", body.room(), LONGEST_ROOM)
        .done();
    String point = day.servicePoint("servicePoint", String.valueOf(body.servicePoint())).id();
    String command = queues.id(call, "call-next");
    return queues
        .ask(
            day.queue(),
            replyTo ->
                new QueueCommand.CallNext(
                    command,
                    call.caller().staffId(),
                    point,
                    String.valueOf(body.room()).strip(),
                    body.doctorId(),
                    replyTo))
        .thenApply(
            reply ->
                reply instanceof QueueReply.NobodyWaiting nobody
                    ? new CallView(
                        point,
                        null,
                        day.time().atOrNull(nobody.early()),
                        nobody.early() == null
                            ? "nobody is waiting here"
                            : "who is here came early and is not to be called yet")
                    : new CallView(
                        point,
                        TicketView.of(day, QueueAsks.expected(reply, TicketState.class), command),
                        null,
                        null))
        .thenApply(Reply::ok);
  }

  /** Takes a command back. */
  CompletionStage<Reply> undo(Call call, String clinicId, UndoRequest body) {
    ClinicDay day = queues.today(call, clinicId);
    new Checks()
        .present("commandId", body.commandId())
        .text("commandId", body.commandId(), 200)
        .done();
    String command = queues.id(call, "undo");
    return queues
        .ticket(
            day.queue(),
            replyTo ->
                new QueueCommand.Undo(
                    command, call.caller().staffId(), String.valueOf(body.commandId()), replyTo))
        .thenApply(state -> Reply.ok(TicketView.of(day, state, command)));
  }

  CompletionStage<Reply> pause(Call call, String clinicId, PauseRequest body) {
    ClinicDay day = queues.today(call, clinicId);
    new Checks()
        .present("reason", body.reason())
        .text("reason", body.reason(), LONGEST_REASON)
        .done();
    String point = point(day, body.servicePoint());
    return remarks
        .onDay(day.queue(), body.reason())
        .thenCompose(
            reason ->
                done(
                    call,
                    day,
                    (command, by, replyTo) ->
                        new QueueCommand.PauseQueue(command, by, point, reason, replyTo)));
  }

  CompletionStage<Reply> resume(Call call, String clinicId, ResumeRequest body) {
    ClinicDay day = queues.today(call, clinicId);
    String point = point(day, body.servicePoint());
    return done(
        call,
        day,
        (command, by, replyTo) -> new QueueCommand.ResumeQueue(command, by, point, replyTo));
  }

  CompletionStage<Reply> close(Call call, String clinicId, ReasonRequest body) {
    new Checks()
        .present("reason", body.reason())
        .text("reason", body.reason(), LONGEST_REASON)
        .done();
    ClinicDay day = queues.today(call, clinicId);
    return remarks
        .onDay(day.queue(), body.reason())
        .thenCompose(
            reason ->
                done(
                    call,
                    day,
                    (command, by, replyTo) ->
                        new QueueCommand.CloseDay(
                            command, by, Objects.requireNonNull(reason), replyTo)));
  }

  private static @Nullable String point(ClinicDay day, @Nullable String id) {
    return id == null ? null : day.servicePoint("servicePoint", id).id();
  }

  @FunctionalInterface
  private interface DayCommand {
    QueueCommand of(String commandId, String by, ActorRef<QueueReply> replyTo);
  }

  private CompletionStage<Reply> done(Call call, ClinicDay day, DayCommand command) {
    String commandId = queues.id(call, "day");
    return queues
        .ask(day.queue(), replyTo -> command.of(commandId, call.caller().staffId(), replyTo))
        .thenApply(
            reply ->
                Reply.ok(
                    new DoneView(
                        QueueAsks.expected(reply, QueueReply.Done.class).queueId(), commandId)));
  }
}
