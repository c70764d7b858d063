package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.conversation.ConversationQueries;
import org.tabib.projections.statistics.StatisticsQueries;

/** {@code /statistics} of the practice, and those of one conversation. */
final class StatisticsRoute {
  private static final Set<String> PARAMETERS = Set.of("from", "to", "flow", "language");
  private static final Pattern FLOW = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final Duration USUAL = Duration.ofDays(30);
  private static final Duration MOST = Duration.ofDays(366);

  private final Endpoint endpoint;
  private final StatisticsQueries statistics;
  private final ConversationQueries conversations;
  private final Executor queries;
  private final InstantSource clock;

  StatisticsRoute(
      Endpoint endpoint,
      StatisticsQueries statistics,
      ConversationQueries conversations,
      Executor queries,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.statistics = statistics;
    this.conversations = conversations;
    this.queries = queries;
    this.clock = clock;
  }

  Route route() {
    return concat(
        path("statistics", () -> get(() -> endpoint.plain(PARAMETERS, this::practice))),
        path(
            segment("conversations").slash(segment()).slash("statistics"),
            id -> get(() -> endpoint.plain(Set.of(), call -> conversation(call, id)))));
  }

  private CompletionStage<Reply> practice(Call call) {
    Instant now = clock.instant();
    ClinicTime time = ClinicTime.of(call.practice());
    TimeRange.Bounded range = TimeRange.of(call, time.zone()).within(now.minus(USUAL), USUAL, MOST);
    StatisticsQueries.Range asked =
        new StatisticsQueries.Range(
            range.from(),
            range.to(),
            matching(call, "flow", FLOW, "is the id of a flow, such as booking"),
            matching(call, "language", LANGUAGE, "is a BCP 47 tag, such as hi or pt-BR"),
            time.zone(),
            now);
    return CompletableFuture.supplyAsync(
            () -> statistics.ofPractice(call.practice().id(), asked), queries)
        .thenApply(
            numbers ->
                Reply.ok(StatisticsView.of(numbers, time.at(range.from()), time.at(range.to()))));
  }

  private CompletionStage<Reply> conversation(Call call, String id) {
    String conversation = call.own(id, "conversation");
    ClinicTime time = ClinicTime.of(call.practice());
    Instant now = clock.instant();
    return CompletableFuture.supplyAsync(
            () ->
                conversations
                    .find(conversation)
                    .map(found -> statistics.ofConversation(conversation, time.zone(), now)),
            queries)
        .thenApply(
            numbers ->
                Reply.ok(
                    StatisticsView.of(
                        numbers.orElseThrow(() -> ApiProblem.notFound("conversation")),
                        null,
                        null)));
  }

  private static @Nullable String matching(
      Call call, String parameter, Pattern pattern, String otherwise) {
    String text = call.text(parameter);
    if (text != null && !pattern.matcher(text).matches()) {
      throw ApiProblem.field(parameter, otherwise);
    }
    return text;
  }
}
