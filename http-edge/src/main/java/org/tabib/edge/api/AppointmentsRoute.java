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
import org.jspecify.annotations.Nullable;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.projections.appointment.AppointmentFilter;

/** {@code /appointments}: list, look, book, and move along the visit's lifecycle. */
final class AppointmentsRoute {
  private static final Set<String> FILTERS =
      Set.of("patient", "doctor", "status", "from", "to", "limit", "cursor");

  private final Endpoint endpoint;
  private final Appointments appointments;
  private final StaffBooking booking;
  private final VisitChanges changes;
  private final QueueDesk desk;

  AppointmentsRoute(
      Endpoint endpoint,
      Appointments appointments,
      StaffBooking booking,
      VisitChanges changes,
      QueueDesk desk) {
    this.endpoint = endpoint;
    this.appointments = appointments;
    this.booking = booking;
    this.changes = changes;
    this.desk = desk;
  }

  Route route() {
    return pathPrefix(
        "appointments",
        () ->
            concat(
                pathEnd(() -> get(() -> endpoint.plain(FILTERS, this::list))),
                pathEnd(
                    () ->
                        post(
                            () ->
                                endpoint.withBody(BookingRequest.class, Set.of(), booking::book))),
                path(segment(), id -> get(() -> endpoint.plain(Set.of(), call -> one(call, id)))),
                pathPrefix(segment(), this::commands)));
  }

  private Route commands(String id) {
    return concat(
        path(
            "cancel",
            () ->
                post(
                    () ->
                        endpoint.withOptionalBody(
                            CancelRequest.class, (call, body) -> changes.cancel(call, id, body)))),
        path(
            "reschedule",
            () ->
                post(
                    () ->
                        endpoint.withBody(
                            RescheduleRequest.class,
                            Set.of(),
                            (call, body) -> changes.reschedule(call, id, body)))),
        advance(id, "confirm", Step.CONFIRM),
        path(
            "check-in",
            () ->
                post(
                    () ->
                        endpoint.withOptionalBody(
                            TicketRequest.CheckIn.class,
                            (call, body) -> desk.checkIn(call, id, body)))),
        advance(id, "start", Step.START),
        advance(id, "complete", Step.COMPLETE),
        advance(id, "no-show", Step.NO_SHOW));
  }

  private Route advance(String id, String name, Step step) {
    return path(
        name, () -> post(() -> endpoint.plain(Set.of(), call -> changes.advance(call, id, step))));
  }

  private CompletionStage<Reply> list(Call call) {
    TimeRange range = TimeRange.of(call, ClinicTime.of(call.practice()).zone());
    @Nullable String status = call.text("status");
    AppointmentFilter filter =
        new AppointmentFilter(
            call.practice().id(),
            call.text("patient"),
            call.text("doctor"),
            status == null ? null : Codes.read("status", status, VisitStatus.class),
            range.from(),
            range.to());
    return appointments.list(call, filter, call.limit(), call.cursor()).thenApply(Reply::ok);
  }

  private CompletionStage<Reply> one(Call call, String id) {
    return appointments
        .current(call.own(id, "appointment"))
        .thenCompose(
            current ->
                appointments.view(
                    call, current.orElseThrow(() -> ApiProblem.notFound("appointment"))))
        .thenApply(Reply::ok);
  }
}
