package org.tabib.edge.api;

import static org.tabib.edge.api.QueueRequests.LONGEST_REASON;
import static org.tabib.edge.api.QueueRequests.LONGEST_ROOM;

import akka.actor.typed.ActorRef;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.QueueRequests.CallRequest;
import org.tabib.edge.api.QueueRequests.ReasonRequest;
import org.tabib.edge.api.QueueRequests.RetriageRequest;
import org.tabib.edge.api.QueueRequests.TransferRequest;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitReply;

/**
 * What staff do with one ticket of today. Each goes straight to the queue, without a look into the
 * database, and may be repeated under its {@code Idempotency-Key}.
 */
final class TicketCommands {
  private static final Pattern LABEL = Pattern.compile("[A-Z]{1,3}[0-9]{1,6}");

  private final QueueAsks queues;
  private final Entities entities;
  private final QueueRemarks remarks;

  TicketCommands(QueueAsks queues, Entities entities, QueueRemarks remarks) {
    this.queues = queues;
    this.entities = entities;
    this.remarks = remarks;
  }

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
