package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.tabib.edge.api.QueueRequests.CallNextRequest;
import org.tabib.edge.api.QueueRequests.CallRequest;
import org.tabib.edge.api.QueueRequests.PauseRequest;
import org.tabib.edge.api.QueueRequests.ReasonRequest;
import org.tabib.edge.api.QueueRequests.ResumeRequest;
import org.tabib.edge.api.QueueRequests.RetriageRequest;
import org.tabib.edge.api.QueueRequests.TransferRequest;
import org.tabib.edge.api.QueueRequests.UndoRequest;
import org.tabib.edge.api.TicketCommands.TicketCommand;
import org.tabib.engine.queue.QueueCommand;

/** {@code /queues/{clinic}}: the queue of a clinic's day, its tickets and its numbers. */
final class QueueRoute {
  private static final Set<String> DAY = Set.of("day");

  private final Endpoint endpoint;
  private final QueueLook look;
  private final QueueDesk desk;
  private final QueueCommands commands;
  private final TicketCommands tickets;
  private final QueueNumbers numbers;

  QueueRoute(
      Endpoint endpoint,
      QueueLook look,
      QueueDesk desk,
      QueueCommands commands,
      TicketCommands tickets,
      QueueNumbers numbers) {
    this.endpoint = endpoint;
    this.look = look;
    this.desk = desk;
    this.commands = commands;
    this.tickets = tickets;
    this.numbers = numbers;
  }

  Route route() {
    return pathPrefix("queues", () -> pathPrefix(segment(), this::ofClinic));
  }

  private Route ofClinic(String clinic) {
    return concat(
        pathEnd(() -> get(() -> endpoint.plain(DAY, call -> look.queue(call, clinic)))),
        path(
            "wait",
            () ->
                get(
                    () ->
                        endpoint.plain(
                            Set.of("servicePoint", "urgency"), call -> look.wait(call, clinic)))),
        path(
            "statistics",
            () ->
                get(
                    () ->
                        endpoint.plain(
                            Set.of("from", "to"), call -> numbers.statistics(call, clinic)))),
        body("call-next", CallNextRequest.class, (c, b) -> commands.callNext(c, clinic, b)),
        body("undo", UndoRequest.class, (c, b) -> commands.undo(c, clinic, b)),
        body("pause", PauseRequest.class, (c, b) -> commands.pause(c, clinic, b)),
        optional("resume", ResumeRequest.class, (c, b) -> commands.resume(c, clinic, b)),
        body("close", ReasonRequest.class, (c, b) -> commands.close(c, clinic, b)),
        pathPrefix(
            "tickets",
            () ->
                concat(
                    pathEnd(
                        () ->
                            post(
                                () ->
                                    endpoint.withBody(
                                        TicketRequest.class,
                                        Set.of(),
                                        (call, body) -> desk.register(call, clinic, body)))),
                    path(
                        segment(),
                        label ->
                            get(
                                () ->
                                    endpoint.plain(DAY, call -> look.ticket(call, clinic, label)))),
                    pathPrefix(segment(), label -> ofTicket(clinic, label)))));
  }

  private Route ofTicket(String clinic, String label) {
    return concat(
        body("call", CallRequest.class, (c, b) -> tickets.call(c, clinic, label, b)),
        plain("recall", clinic, label, QueueCommand.Recall::new),
        plain("skip", clinic, label, QueueCommand.Skip::new),
        plain("return", clinic, label, QueueCommand.Return::new),
        path(
            "start",
            () -> post(() -> endpoint.plain(Set.of(), call -> tickets.start(call, clinic, label)))),
        plain("finish", clinic, label, QueueCommand.FinishService::new),
        body("retriage", RetriageRequest.class, (c, b) -> tickets.retriage(c, clinic, label, b)),
        body("transfer", TransferRequest.class, (c, b) -> tickets.transfer(c, clinic, label, b)),
        optional("leave", ReasonRequest.class, (c, b) -> tickets.leave(c, clinic, label, b)));
  }

  private Route plain(String word, String clinic, String label, TicketCommand command) {
    return path(
        word,
        () ->
            post(
                () ->
                    endpoint.plain(
                        Set.of(), call -> tickets.ticket(call, clinic, label, command))));
  }

  private <T> Route body(
      String word, Class<T> type, BiFunction<Call, T, CompletionStage<Reply>> action) {
    return path(word, () -> post(() -> endpoint.withBody(type, Set.of(), action)));
  }

  private <T> Route optional(
      String word, Class<T> type, BiFunction<Call, T, CompletionStage<Reply>> action) {
    return path(word, () -> post(() -> endpoint.withOptionalBody(type, action)));
  }
}
