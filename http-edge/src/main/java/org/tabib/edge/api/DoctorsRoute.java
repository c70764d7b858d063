package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;

/** {@code /doctors}: who works here, and when. */
final class DoctorsRoute {
  private static final Duration DEFAULT_SPAN = Duration.ofDays(7);
  private static final Duration LONGEST_SPAN = Duration.ofDays(31);

  private final Endpoint endpoint;
  private final DoctorSchedules schedules;
  private final InstantSource clock;

  DoctorsRoute(Endpoint endpoint, DoctorSchedules schedules, InstantSource clock) {
    this.endpoint = endpoint;
    this.schedules = schedules;
    this.clock = clock;
  }

  Route route() {
    return pathPrefix(
        "doctors",
        () ->
            concat(
                pathEnd(() -> get(() -> endpoint.plain(Set.of("limit", "cursor"), this::list))),
                path(segment(), id -> get(() -> endpoint.plain(Set.of(), call -> one(call, id)))),
                path(
                    segment().slash("schedule"),
                    id ->
                        get(
                            () ->
                                endpoint.plain(
                                    Set.of("from", "to"), call -> schedule(call, id))))));
  }

  private CompletionStage<Reply> list(Call call) {
    int limit = call.limit();
    String cursor = call.cursor();
    String after = cursor == null ? "" : PageCursor.parse(cursor, 1).text(0);
    List<Doctor> found =
        call.practice().doctors().stream()
            .sorted(Comparator.comparing(Doctor::id))
            .filter(doctor -> doctor.id().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    Page<Doctor> page = Page.of(found, limit, last -> PageCursor.of(last.id()));
    return CompletableFuture.completedStage(
        Reply.ok(
            new PageView<>(
                page.items().stream().map(d -> DoctorView.of(call.practice(), d)).toList(),
                page.next())));
  }

  private CompletionStage<Reply> one(Call call, String id) {
    return CompletableFuture.completedStage(
        Reply.ok(DoctorView.of(call.practice(), doctor(call, id))));
  }

  private CompletionStage<Reply> schedule(Call call, String id) {
    Doctor doctor = doctor(call, id);
    ClinicTime time = ClinicTime.of(call.practice(), doctor.clinicId());
    TimeRange.Bounded range =
        TimeRange.of(call, time.zone()).within(clock.instant(), DEFAULT_SPAN, LONGEST_SPAN);
    return schedules.of(doctor, time, range).thenApply(Reply::ok);
  }

  private static Doctor doctor(Call call, String id) {
    return call.practice().doctor(id).orElseThrow(() -> ApiProblem.notFound("doctor"));
  }
}
