package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.projections.waitlist.WaitingFilter;
import org.tabib.projections.waitlist.WaitingQueries;

/** {@code /waiting-list}: who waits for a time that becomes free. */
final class WaitingListRoute {
  private static final Set<String> FILTERS =
      Set.of("clinic", "doctor", "patient", "specialty", "status", "limit", "cursor");

  private final Endpoint endpoint;
  private final WaitingQueries rows;
  private final StaffWaiting staff;
  private final Executor queries;
  private final InstantSource clock;

  WaitingListRoute(
      Endpoint endpoint,
      WaitingQueries rows,
      StaffWaiting staff,
      Executor queries,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.rows = rows;
    this.staff = staff;
    this.queries = queries;
    this.clock = clock;
  }

  Route route() {
    return pathPrefix(
        "waiting-list",
        () ->
            concat(
                pathEnd(() -> get(() -> endpoint.plain(FILTERS, this::list))),
                pathEnd(
                    () ->
                        post(() -> endpoint.withBody(WaitingRequest.class, Set.of(), staff::join))),
                path(
                    segment(),
                    id -> delete(() -> endpoint.plain(Set.of(), call -> staff.remove(call, id))))));
  }

  private CompletionStage<Reply> list(Call call) {
    @Nullable String status = call.text("status");
    WaitingFilter filter =
        new WaitingFilter(
            call.practice().id(),
            call.text("clinic"),
            call.text("doctor"),
            call.text("patient"),
            call.text("specialty"),
            status == null ? null : Codes.read("status", status, EntryStatus.class),
            LocalDate.ofInstant(clock.instant(), ClinicTime.of(call.practice()).zone()));
    int limit = call.limit();
    @Nullable String cursor = call.cursor();
    return CompletableFuture.supplyAsync(() -> rows.list(filter, limit, cursor), queries)
        .thenApply(
            page ->
                Reply.ok(
                    new PageView<>(
                        page.items().stream()
                            .map(row -> WaitingView.of(call.practice(), row))
                            .toList(),
                        page.next())));
  }
}
