package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.report.ReportCsv;
import org.tabib.edge.report.ReportPdf;
import org.tabib.projections.report.Report;
import org.tabib.projections.report.ReportClinic;
import org.tabib.projections.report.ReportMaker;
import org.tabib.projections.report.ReportPeriod;
import org.tabib.projections.report.ReportQueries;
import org.tabib.projections.report.ReportQueries.Listed;

/** {@code /reports}: of days and weeks that are over, kept; as CSV and PDF. */
final class ReportsRoute {
  private static final Set<String> PARAMETERS = Set.of("clinic", "period", "limit", "cursor");
  private static final String CSV = ".csv";
  private static final String PDF = ".pdf";

  private final Endpoint endpoint;
  private final ReportQueries reports;
  private final ReportMaker maker;
  private final Executor blocking;
  private final InstantSource clock;

  ReportsRoute(
      Endpoint endpoint,
      ReportQueries reports,
      ReportMaker maker,
      Executor blocking,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.reports = reports;
    this.maker = maker;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** A report without its content. @param to inclusive */
  record ReportView(
      String id,
      String clinic,
      String period,
      LocalDate from,
      LocalDate to,
      OffsetDateTime madeAt,
      String csv,
      String pdf) {}

  /** Body of a command that makes a report. @param day any of the period that is over */
  record ReportRequest(@Nullable String clinic, @Nullable String period, @Nullable String day) {}

  /** One that was made. */
  record MadeView(String id, String period, LocalDate from, String csv, String pdf) {}

  Route route() {
    return pathPrefix(
        "reports",
        () ->
            concat(
                pathEnd(() -> get(() -> endpoint.plain(PARAMETERS, this::list))),
                pathEnd(
                    () -> post(() -> endpoint.withBody(ReportRequest.class, Set.of(), this::anew))),
                path(
                    segment(),
                    file -> get(() -> endpoint.bytes(Set.of(), call -> file(call, file))))));
  }

  private CompletionStage<Reply> list(Call call) {
    @Nullable String clinic = call.text("clinic");
    @Nullable String period = call.text("period");
    ReportPeriod only = period == null ? null : Codes.read("period", period, ReportPeriod.class);
    int limit = call.limit();
    @Nullable String cursor = call.cursor();
    return CompletableFuture.supplyAsync(
            () -> reports.newestFirst(call.practice().id(), clinic, only, limit, cursor), blocking)
        .thenApply(
            page ->
                Reply.ok(
                    new PageView<>(
                        page.items().stream().map(listed -> view(call, listed)).toList(),
                        page.next())));
  }

  private static ReportView view(Call call, Listed listed) {
    return new ReportView(
        listed.id(),
        listed.clinicId(),
        Codes.of(listed.period()),
        listed.from(),
        listed.to(),
        ClinicTime.of(call.practice(), listed.clinicId()).at(listed.madeAt()),
        link(listed.id(), CSV),
        link(listed.id(), PDF));
  }

  private static String link(String id, String extension) {
    return ApiRoutes.PREFIX + "/reports/" + id + extension;
  }

  private CompletionStage<Reply> anew(Call call, ReportRequest body) {
    new Checks()
        .present("clinic", body.clinic())
        .present("period", body.period())
        .present("day", body.day())
        .done();
    Instant now = clock.instant();
    ClinicDay today = ClinicDay.today(call, String.valueOf(body.clinic()), now);
    ReportPeriod period = Codes.read("period", String.valueOf(body.period()), ReportPeriod.class);
    LocalDate day = day(String.valueOf(body.day()));
    if (!period.last(period.first(day)).isBefore(today.date())) {
      throw ApiProblem.unprocessable(
          "period-not-over", "day", "is in a period that is not over; today is " + today.date());
    }
    ReportClinic clinic = new ReportClinic(call.practice(), today.clinic(), today.setup());
    return CompletableFuture.supplyAsync(() -> maker.anew(clinic, period, day, now), blocking)
        .thenApply(
            made ->
                Reply.ok(
                    new MadeView(
                        made.id(),
                        Codes.of(made.period()),
                        made.first(),
                        link(made.id(), CSV),
                        link(made.id(), PDF))));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw ApiProblem.field("day", "is a date: 2026-11-23");
    }
  }

  private CompletionStage<HttpResponse> file(Call call, String name) {
    if (name.endsWith(CSV)) {
      return file(
          call, name, CSV, MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8), ReportCsv::of);
    }
    if (name.endsWith(PDF)) {
      return file(call, name, PDF, ContentTypes.create(MediaTypes.APPLICATION_PDF), ReportPdf::of);
    }
    throw ApiProblem.notFound("report");
  }

  private CompletionStage<HttpResponse> file(
      Call call,
      String name,
      String extension,
      ContentType type,
      Function<Report, byte[]> rendering) {
    String id = call.own(name.substring(0, name.length() - extension.length()), "report");
    return CompletableFuture.supplyAsync(
        () -> {
          Report report = reports.find(id).orElseThrow(() -> ApiProblem.notFound("report"));
          return HttpResponse.create()
              .withEntity(HttpEntities.create(type, rendering.apply(report)))
              .addHeader(
                  RawHeader.create(
                      "Content-Disposition",
                      "attachment; filename=\"%s-%s%s\""
                          .formatted(Codes.of(report.period()), report.from(), extension)));
        },
        blocking);
  }
}
