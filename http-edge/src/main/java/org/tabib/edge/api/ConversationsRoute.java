package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code /conversations}: read them, answer in the bot's place, hand back. */
final class ConversationsRoute {
  private static final Set<String> PAGING = Set.of("limit", "cursor");
  private static final Set<String> MESSAGES = messages();

  private final Endpoint endpoint;
  private final Conversations conversations;
  private final StaffMessages staff;

  ConversationsRoute(Endpoint endpoint, Conversations conversations, StaffMessages staff) {
    this.endpoint = endpoint;
    this.conversations = conversations;
    this.staff = staff;
  }

  private static Set<String> messages() {
    Set<String> names = new HashSet<>(MessageFilters.NAMES);
    names.addAll(PAGING);
    return Set.copyOf(names);
  }

  Route route() {
    return pathPrefix(
        "conversations",
        () ->
            concat(
                pathEnd(() -> get(() -> endpoint.plain(PAGING, this::list))),
                path(segment(), id -> get(() -> endpoint.plain(Set.of(), call -> one(call, id)))),
                pathPrefix(segment(), this::ofOne)));
  }

  private Route ofOne(String id) {
    return concat(
        path(
            "messages",
            () ->
                concat(
                    get(() -> endpoint.plain(MESSAGES, call -> messages(call, id))),
                    post(
                        () ->
                            endpoint.withBody(
                                StaffMessages.TextRequest.class,
                                Set.of(),
                                (call, body) -> staff.say(call, id, body))))),
        path(
            "takeover",
            () -> post(() -> endpoint.plain(Set.of(), call -> staff.takeOver(call, id)))),
        path(
            "release",
            () -> post(() -> endpoint.plain(Set.of(), call -> staff.release(call, id)))));
  }

  private CompletionStage<Reply> list(Call call) {
    return conversations.list(call, call.limit(), call.cursor()).thenApply(Reply::ok);
  }

  private CompletionStage<Reply> one(Call call, String id) {
    return conversations
        .find(call, call.own(id, "conversation"))
        .thenApply(view -> Reply.ok(view.orElseThrow(() -> ApiProblem.notFound("conversation"))));
  }

  private CompletionStage<Reply> messages(Call call, String id) {
    return conversations
        .messages(
            call,
            call.own(id, "conversation"),
            MessageFilters.of(call),
            call.limit(),
            call.cursor())
        .thenApply(page -> Reply.ok(page.orElseThrow(() -> ApiProblem.notFound("conversation"))));
  }
}
