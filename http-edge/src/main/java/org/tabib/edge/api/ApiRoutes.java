package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.handleExceptions;
import static akka.http.javadsl.server.Directives.handleRejections;
import static akka.http.javadsl.server.Directives.mapResponse;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.PathMatchers.separateOnSlashes;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.MethodRejection;
import akka.http.javadsl.server.Rejection;
import akka.http.javadsl.server.RejectionHandler;
import akka.http.javadsl.server.Route;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.attachment.AttachmentQueries;
import org.tabib.projections.conversation.ConversationQueries;
import org.tabib.projections.letter.LetterQueries;
import org.tabib.projections.message.MessageQueries;
import org.tabib.projections.patient.PatientQueries;
import org.tabib.projections.queue.QueueQueries;
import org.tabib.projections.queue.QueueStatisticsQueries;
import org.tabib.projections.reminder.ReminderQueries;
import org.tabib.projections.report.ReportMaker;
import org.tabib.projections.report.ReportQueries;
import org.tabib.projections.schedule.BookingQueries;
import org.tabib.projections.search.MessageSearch;
import org.tabib.projections.statistics.StatisticsQueries;
import org.tabib.projections.visit.ReviewQueries;
import org.tabib.projections.visit.VisitRecordQueries;
import org.tabib.projections.waitlist.WaitingQueries;

/** All routes under {@code /api/v1}. */
public final class ApiRoutes {
  static final String PREFIX = "/api/v1";

  private static final String CORRELATION = "X-Correlation-Id";
  private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final HexFormat HEX = HexFormat.of();

  private ApiRoutes() {}

  /** The routes, open to whom {@link ApiParts#callers} lets in. */
  public static Route create(ApiParts parts) {
    Executor queries = parts.queries();
    Jdbi jdbi = parts.readModels().jdbi();
    Endpoint endpoint = new Endpoint(parts.system(), parts.callers(), parts.practices());
    Entities entities = new Entities(parts.sharding());
    FreeTime free = new FreeTime(entities);
    Seats seats = new Seats(entities);
    AppointmentQueries visits = new AppointmentQueries(jdbi, queries);
    Appointments appointments = new Appointments(entities, visits, parts.keys(), queries);
    VisitChanges changes = new VisitChanges(entities, appointments, seats);
    BookingPatient patients = new BookingPatient(entities, parts.directory(), parts.clock());
    QueueAsks asks = new QueueAsks(entities, parts.clock(), parts.random());
    QueueRemarks remarks = new QueueRemarks(asks, parts.keys());
    QueueDesk desk =
        new QueueDesk(
            asks,
            entities,
            appointments,
            changes,
            patients,
            new ConversationQueries(jdbi),
            queries);
    AttachmentQueries files = new AttachmentQueries(jdbi);
    VisitRecordQueries written = new VisitRecordQueries(jdbi);
    VisitRecords records =
        new VisitRecords(
            changes, appointments, written, parts.keys(), queries, parts.clock(), parts.random());
    return underPrefix(
        parts.random(),
        concat(
            // Before the routes of conversations and appointments, which end below an id.
            new AttachmentsRoute(
                    endpoint,
                    new Attachments(
                        files,
                        new ConversationQueries(jdbi),
                        visits,
                        parts.objects(),
                        parts.keys(),
                        queries))
                .route(),
            // Before those of appointments, patients and doctors, which end below an id as well.
            new VisitRecordsRoute(
                    endpoint,
                    records,
                    new VisitUpdates(changes, appointments, written, parts.keys(), queries),
                    new VisitsSeen(visits, written, parts.keys(), queries),
                    new Reviews(new ReviewQueries(jdbi), parts.keys(), queries),
                    parts.clock())
                .route(),
            new DoctorsRoute(
                    endpoint,
                    new DoctorSchedules(free, new BookingQueries(jdbi), queries),
                    parts.clock())
                .route(),
            new SlotsRoute(endpoint, free, parts.clock(), parts.system()).route(),
            new AppointmentsRoute(
                    endpoint,
                    appointments,
                    new StaffBooking(
                        entities, appointments, seats, patients, parts.clock(), parts.random()),
                    changes,
                    desk,
                    records)
                .route(),
            new WaitingListRoute(
                    endpoint,
                    new WaitingQueries(jdbi, queries),
                    new StaffWaiting(
                        entities,
                        new BookingPatient(entities, parts.directory(), parts.clock()),
                        new ConversationQueries(jdbi),
                        queries,
                        parts.clock(),
                        parts.random()),
                    queries,
                    parts.clock())
                .route(),
            new QueueRoute(
                    endpoint,
                    new QueueLook(asks, new QueueQueries(jdbi), remarks, queries),
                    desk,
                    new QueueCommands(asks, remarks),
                    new TicketCommands(asks, entities, remarks),
                    new QueueNumbers(asks, new QueueStatisticsQueries(jdbi), queries))
                .route(),
            new ReportsRoute(
                    endpoint,
                    new ReportQueries(jdbi),
                    new ReportMaker(jdbi),
                    queries,
                    parts.clock())
                .route(),
            new StatisticsRoute(
                    endpoint,
                    new StatisticsQueries(jdbi),
                    new ConversationQueries(jdbi),
                    queries,
                    parts.clock())
                .route(),
            new ConversationsRoute(
                    endpoint,
                    new Conversations(
                        new ConversationQueries(jdbi),
                        new MessageQueries(jdbi),
                        files,
                        parts.keys(),
                        queries),
                    new StaffMessages(entities, parts.clock(), parts.random()))
                .route(),
            new MessageSearchRoute(
                    endpoint,
                    new MessageSearch(new MessageQueries(jdbi), parts.searchKeys()),
                    files,
                    queries)
                .route(),
            // Before the route of patients, which ends below an id.
            new RemindersRoute(
                    endpoint,
                    new ReminderPlanning(
                        entities,
                        new BookingPatient(entities, parts.directory(), parts.clock()),
                        new ConversationQueries(jdbi),
                        queries,
                        parts.clock(),
                        parts.random()),
                    new Reminders(
                        entities, new ReminderQueries(jdbi), parts.keys(), queries, parts.clock()))
                .route(),
            new PatientsRoute(endpoint, entities, new PatientQueries(jdbi), parts.keys(), queries)
                .route(),
            new UnderstandingRoute(endpoint, new Understanding(parts.world()), parts.clock())
                .route(),
            new LettersRoute(
                    endpoint,
                    new Letters(
                        entities, new LetterQueries(jdbi), queries, parts.clock(), parts.random()))
                .route(),
            new LiveRoute(endpoint, parts.live()).route(),
            new ProjectionsRoute(endpoint, parts.projections(), queries).route()));
  }

  /** What stands there instead while {@link ApiAccess} says that the API is closed: 403. */
  public static Route closed(RandomGenerator random, ApiAccess.Closed access) {
    return underPrefix(
        random,
        extractRequest(
            request -> {
              throw ApiProblem.of(403, "api-closed", access.reason());
            }));
  }

  private static Route underPrefix(RandomGenerator random, Route routes) {
    return pathPrefix(
        separateOnSlashes(PREFIX.substring(1)),
        () -> extractRequest(request -> guarded(request, correlationId(request, random), routes)));
  }

  private static Route guarded(HttpRequest request, String correlationId, Route routes) {
    return mapResponse(
        response -> secured(response, correlationId),
        () ->
            handleExceptions(
                ExceptionHandler.newBuilder()
                    .matchAny(
                        failure ->
                            akka.http.javadsl.server.Directives.complete(
                                Failures.response(failure, request, correlationId)))
                    .build(),
                () ->
                    handleRejections(
                        rejections(
                            (problem, allow) -> {
                              HttpResponse response =
                                  Failures.render(problem, request, correlationId);
                              return akka.http.javadsl.server.Directives.complete(
                                  allow.isEmpty()
                                      ? response
                                      : response.addHeader(RawHeader.create("Allow", allow)));
                            }),
                        () -> routes)));
  }

  private static RejectionHandler rejections(BiFunction<ApiProblem, String, Route> answer) {
    return RejectionHandler.newBuilder()
        .handleAll(
            MethodRejection.class,
            (List<MethodRejection> all) -> {
              String allowed =
                  all.stream()
                      .map(rejection -> rejection.supported().name())
                      .distinct()
                      .sorted()
                      .collect(Collectors.joining(", "));
              return answer.apply(
                  ApiProblem.of(405, "method-not-allowed", "use " + allowed), allowed);
            })
        .handle(
            Rejection.class,
            rejection ->
                answer.apply(
                    ApiProblem.badRequest("request-invalid", "the request is not well-formed"), ""))
        .handleNotFound(
            answer.apply(
                ApiProblem.of(404, "route-unknown", "there is no such route; see /docs"), ""))
        .build();
  }

  private static HttpResponse secured(HttpResponse response, String correlationId) {
    HttpResponse secured =
        response
            .addHeader(RawHeader.create(CORRELATION, correlationId))
            .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
            .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"));
    return secured.getHeader("Cache-Control").isPresent()
        ? secured
        : secured.addHeader(RawHeader.create("Cache-Control", "no-store"));
  }

  /** The caller's own, so that both logs tell one story; ours if there is none that is harmless. */
  private static String correlationId(HttpRequest request, RandomGenerator random) {
    return request
        .getHeader(CORRELATION)
        .map(HttpHeader::value)
        .filter(given -> CORRELATION_ID.matcher(given).matches())
        .orElseGet(() -> HEX.toHexDigits(random.nextLong()));
  }
}
