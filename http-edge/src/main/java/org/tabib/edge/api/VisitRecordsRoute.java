package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.Directives.put;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig.Doctor;

/** What was written and said about visits: records, updates, history, a doctor's day, reviews. */
final class VisitRecordsRoute {
  private static final Set<String> PAGED = Set.of("limit", "cursor");

  private final Endpoint endpoint;
  private final VisitRecords records;
  private final VisitUpdates updates;
  private final VisitsSeen seen;
  private final Reviews reviews;
  private final InstantSource clock;

  VisitRecordsRoute(
      Endpoint endpoint,
      VisitRecords records,
      VisitUpdates updates,
      VisitsSeen seen,
      Reviews reviews,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.records = records;
    this.updates = updates;
    this.seen = seen;
    this.reviews = reviews;
    this.clock = clock;
  }

  Route route() {
    return concat(
        pathPrefix("appointments", () -> pathPrefix(segment(), this::ofVisit)),
        path(
            segment("patients").slash(segment()).slash("history"),
            id -> get(() -> endpoint.plain(PAGED, call -> seen.history(call, id)))),
        path(
            segment("doctors").slash(segment()).slash("day"),
            id ->
                get(
                    () ->
                        endpoint.plain(Set.of("date", "limit", "cursor"), call -> day(call, id)))),
        path(
            "reviews",
            () ->
                get(
                    () ->
                        endpoint.plain(
                            Set.of("doctor", "from", "to", "limit", "cursor"), reviews::list))));
  }

  private Route ofVisit(String id) {
    return concat(
        pathPrefix(
            "consultation",
            () ->
                concat(
                    pathEnd(
                        () ->
                            get(
                                () ->
                                    endpoint.plain(Set.of(), call -> records.versions(call, id)))),
                    pathEnd(
                        () ->
                            put(
                                () ->
                                    endpoint.withBody(
                                        ConsultationRequest.class,
                                        Set.of(),
                                        (call, body) -> records.record(call, id, body)))),
                    path(
                        "amendments",
                        () ->
                            post(
                                () ->
                                    endpoint.withBody(
                                        ConsultationRequest.class,
                                        Set.of(),
                                        (call, body) -> records.amend(call, id, body)))))),
        pathPrefix(
            "updates",
            () ->
                concat(
                    pathEnd(() -> get(() -> endpoint.plain(PAGED, call -> updates.list(call, id)))),
                    path(
                        segment().slash("seen"),
                        number ->
                            post(
                                () ->
                                    endpoint.plain(
                                        Set.of(), call -> updates.see(call, id, number)))))));
  }

  private CompletionStage<Reply> day(Call call, String id) {
    Doctor doctor = call.practice().doctor(id).orElseThrow(() -> ApiProblem.notFound("doctor"));
    return seen.day(call, doctor, date(call, doctor));
  }

  /** Today at the doctor's clinic when it is left out. */
  private LocalDate date(Call call, Doctor doctor) {
    @Nullable String text = call.text("date");
    if (text == null) {
      return LocalDate.ofInstant(
          clock.instant(), ClinicTime.of(call.practice(), doctor.clinicId()).zone());
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1900 && date.getYear() <= 2999) {
        return date;
      }
    } catch (DateTimeParseException e) {
      throw ApiProblem.field("date", "is a date as 2026-11-23");
    }
    throw ApiProblem.field("date", "is between the years 1900 and 2999");
  }
}
