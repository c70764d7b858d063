package org.tabib.edge.api;

import akka.actor.typed.ActorRef;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.QueueView.CallView;
import org.tabib.edge.api.QueueView.DoneView;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.QueueReply.TicketState;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitReply;

/**
 * What staff do with a queue of today. Each goes straight to the queue, without a look into the
 * database, and may be repeated under its {@code Idempotency-Key}.
 */
final class QueueCommands {
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_ROOM = 40;
  private static final Pattern LABEL = Pattern.compile("[A-Z]{1,3}[0-9]{1,6}");

  private final QueueAsks queues;
  private final Entities entities;
  private final QueueRemarks remarks;

  QueueCommands(QueueAsks queues, Entities entities, QueueRemarks remarks) {
    this.queues = queues;
    this.entities = entities;
    this.remarks = remarks;
  }

  /** Body of a call for whoever is next. */
  record CallNextRequest(
      @Nullable String servicePoint, @Nullable String room, @Nullable String doctorId) {}

  /** Body of a call out of order. */
  record CallRequest(@Nullable String room, @Nullable String reason) {
    @Override
    public String toString() {
      return "CallRequest[…]";
    }
  }

  record RetriageRequest(@Nullable String urgency, @Nullable String reason) {
    @Override
    public String toString() {
      return "RetriageRequest[…]";
    }
  }

  record TransferRequest(@Nullable String servicePoint) {}

  record ReasonRequest(@Nullable String reason) {
    @Override
    public String toString() {
      return "ReasonRequest[…]";
    }
  }

  /**
   * @param servicePoint all of them when it is left out
   */
  record ResumeRequest(@Nullable String servicePoint) {}

  /**
   * @param servicePoint all of them when it is left out
   */
  record PauseRequest(@Nullable String servicePoint, @Nullable String reason) {
    @Override
    public String toString() {
      return "PauseRequest[…]";
    }
  }

  /**
   * @param commandId as the answer to the command that is to be taken back had it
   */
  record UndoRequest(@Nullable String commandId) {}

  /** A command about one ticket. */
  @FunctionalInterface
  interface TicketCommand {
    QueueCommand of(String commandId, String by, String label, ActorRef<QueueReply> replyTo);
  }

  /** A command about one ticket with a reason. */
  @FunctionalInterface
  private interface ReasonedCommand {
    QueueCommand of(
        String commandId,
        String by,
        String label,
        @Nullable Remark reason,
        ActorRef<QueueReply> replyTo);
  }

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

  CompletionStage<Reply> call(Call call, String clinicId, String label, CallRequest body) {
    new Checks()
        .present("room", body.room())
        .text("room", body.room(), LONGEST_ROOM)
        .present("reason", body.reason())
        .text("reason", body.reason(), LONGEST_REASON)
        .done();
    return reasoned(
        call,
        clinicId,
        label,
        body.reason(),
        (command, by, ticket, reason, replyTo) ->
            new QueueCommand.CallTicket(
                command, by, ticket, String.valueOf(body.room()).strip(), reason, replyTo));
  }

  CompletionStage<Reply> retriage(Call call, String clinicId, String label, RetriageRequest body) {
    new Checks()
        .present("urgency", body.urgency())
        .text("reason", body.reason(), LONGEST_REASON)
        .done();
    Urgency urgency = TicketRequest.urgency(body.urgency());
    return reasoned(
        call,
        clinicId,
        label,
        body.reason(),
        (command, by, ticket, reason, replyTo) ->
            new QueueCommand.Retriage(command, by, ticket, urgency, reason, replyTo));
  }

  CompletionStage<Reply> transfer(Call call, String clinicId, String label, TransferRequest body) {
    new Checks().present("servicePoint", body.servicePoint()).done();
    String point =
        queues
            .today(call, clinicId)
            .servicePoint("servicePoint", String.valueOf(body.servicePoint()))
            .id();
    return ticket(
        call,
        clinicId,
        label,
        (command, by, ticket, replyTo) ->
            new QueueCommand.Transfer(command, by, ticket, point, replyTo));
  }

  CompletionStage<Reply> leave(Call call, String clinicId, String label, ReasonRequest body) {
    new Checks().text("reason", body.reason(), LONGEST_REASON).done();
    return reasoned(call, clinicId, label, body.reason(), QueueCommand.LeaveQueue::new);
  }

  private CompletionStage<Reply> reasoned(
      Call call, String clinicId, String label, @Nullable String words, ReasonedCommand command) {
    ClinicDay day = queues.today(call, clinicId);
    return remarks
        .onTicket(day.queue(), label(label), words)
        .thenCompose(
            reason ->
                ticket(
                    call,
                    clinicId,
                    label,
                    (id, by, ticket, replyTo) -> command.of(id, by, ticket, reason, replyTo)));
  }

  /** Any command about one ticket that needs nothing else. */
  CompletionStage<Reply> ticket(Call call, String clinicId, String label, TicketCommand command) {
    ClinicDay day = queues.today(call, clinicId);
    return carriedOut(call, day, label, command).thenApply(view -> Reply.ok(view));
  }

  private CompletionStage<TicketView> carriedOut(
      Call call, ClinicDay day, String label, TicketCommand command) {
    String ticket = label(label);
    String commandId = queues.id(call, "ticket");
    return queues
        .ticket(
            day.queue(), replyTo -> command.of(commandId, call.caller().staffId(), ticket, replyTo))
        .thenApply(state -> TicketView.of(day, state, commandId));
  }

  /**
   * The consultation begins: at the queue, then at the visit if one was booked. A repetition
   * completes what was interrupted in between.
   */
  CompletionStage<Reply> start(Call call, String clinicId, String label) {
    ClinicDay day = queues.today(call, clinicId);
    return carriedOut(call, day, label, QueueCommand.StartService::new)
        .thenCompose(
            view ->
                view.appointmentId() == null
                    ? CompletableFuture.completedStage(view)
                    : consultationBegins(view.appointmentId(), day.clinic().zone())
                        .thenApply(note -> view.told(note, view.commandId())))
        .thenApply(Reply::ok);
  }

  /** What is to be said about it: nothing when the visit is in consultation now. */
  private CompletionStage<@Nullable String> consultationBegins(String visitId, ZoneId zone) {
    // Whoever is called has come, whatever the visit knows: repeated, it changes nothing.
    return entities
        .visit(visitId, replyTo -> new VisitCommand.CheckIn(zone, replyTo))
        .thenCompose(
            arrived ->
                entities.visit(visitId, replyTo -> new VisitCommand.Advance(Step.START, replyTo)))
        .thenApply(
            reply ->
                switch (reply) {
                  case VisitReply.Current current -> null;
                  case VisitReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.UNAVAILABLE ->
                      throw ApiProblem.of(refusal);
                  case VisitReply.Refused(Refusal refusal) ->
                      "the appointment itself did not start: " + refusal.message();
                });
  }

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

  /**
   * A label as it is spoken may be written small.
   *
   * @throws ApiProblem 404 when it cannot be one
   */
  static String label(String text) {
    String label = text.toUpperCase(Locale.ROOT);
    if (!LABEL.matcher(label).matches()) {
      throw ApiProblem.notFound("ticket");
    }
    return label;
  }
}
