package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.patch;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderStatus;
import org.tabib.projections.reminder.ReminderFilter;

/** {@code /reminders} and {@code /patients/{id}/courses}: what patients are told when it is due. */
final class RemindersRoute {
  private static final Set<String> FILTERS = Set.of("patient", "kind", "status", "limit", "cursor");
  private static final Set<String> PREVIEW = Set.of("dryRun");

  private final Endpoint endpoint;
  private final ReminderPlanning planning;
  private final Reminders reminders;

  RemindersRoute(Endpoint endpoint, ReminderPlanning planning, Reminders reminders) {
    this.endpoint = endpoint;
    this.planning = planning;
    this.reminders = reminders;
  }

  Route route() {
    return concat(
        pathPrefix(
            "patients",
            () -> pathPrefix(segment(), id -> path("courses", () -> post(() -> courses(id))))),
        pathPrefix(
            "reminders",
            () ->
                concat(
                    pathEnd(() -> get(() -> endpoint.plain(FILTERS, this::list))),
                    pathEnd(
                        () ->
                            post(
                                () ->
                                    endpoint.withBody(
                                        ReminderRequest.class, Set.of(), planning::care))),
                    path(segment(), this::one),
                    pathPrefix(segment(), this::commands))));
  }

  private Route courses(String patientId) {
    return endpoint.withBody(
        CourseRequest.class,
        PREVIEW,
        (call, body) -> planning.course(call, call.own(patientId, "patient"), body, dryRun(call)));
  }

  private Route one(String id) {
    return concat(
        get(
            () ->
                endpoint.plain(
                    Set.of(),
                    call -> reminders.one(call.own(id, "reminder")).thenApply(Reply::ok))),
        patch(
            () ->
                endpoint.withBody(
                    ReminderRequest.class,
                    Set.of(),
                    (call, body) ->
                        reminders
                            .change(call, call.own(id, "reminder"), body)
                            .thenApply(Reply::ok))));
  }

  private Route commands(String id) {
    return concat(
        path(
            "stop",
            () ->
                post(
                    () ->
                        endpoint.plain(
                            Set.of(),
                            call ->
                                reminders
                                    .command(
                                        call.own(id, "reminder"),
                                        replyTo ->
                                            new ReminderCommand.StopReminding(By.STAFF, replyTo))
                                    .thenApply(Reply::ok)))),
        path("done", () -> post(() -> about(id, this::done))),
        path("snooze", () -> post(() -> about(id, this::snooze))));
  }

  private interface About {
    CompletionStage<ReminderView> with(String id, OccurrenceRequest request);
  }

  private Route about(String id, About about) {
    return endpoint.withBody(
        OccurrenceRequest.class,
        Set.of(),
        (call, body) -> about.with(call.own(id, "reminder"), body).thenApply(Reply::ok));
  }

  private CompletionStage<ReminderView> done(String id, OccurrenceRequest request) {
    var occurrence = request.occurrence();
    if (occurrence == null) {
      throw ApiProblem.field("occurrence", "is missing");
    }
    return reminders.command(
        id, replyTo -> new ReminderCommand.Done(occurrence.toInstant(), By.STAFF, replyTo));
  }

  private CompletionStage<ReminderView> snooze(String id, OccurrenceRequest request) {
    var occurrence = request.occurrence();
    var until = request.until();
    if (occurrence == null || until == null) {
      throw ApiProblem.field(occurrence == null ? "occurrence" : "until", "is missing");
    }
    return reminders.command(
        id,
        replyTo ->
            new ReminderCommand.Snooze(
                occurrence.toInstant(), until.toInstant(), By.STAFF, replyTo));
  }

  private CompletionStage<Reply> list(Call call) {
    @Nullable String kind = call.text("kind");
    @Nullable String status = call.text("status");
    ReminderFilter filter =
        new ReminderFilter(
            call.practice().id(),
            call.text("patient"),
            kind == null ? null : Codes.read("kind", kind, ReminderKind.class),
            status == null ? null : Codes.read("status", status, ReminderStatus.class));
    return reminders.list(filter, call.limit(), call.cursor()).thenApply(Reply::ok);
  }

  private static boolean dryRun(Call call) {
    @Nullable String text = call.text("dryRun");
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw ApiProblem.field("dryRun", "is true or false");
    }
    return "true".equals(text);
  }
}
