package org.tabib.edge.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.appointment.Appointment;
import org.tabib.projections.appointment.AppointmentFilter;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.store.Page;
import org.tabib.projections.visit.ConsultationVersion;
import org.tabib.projections.visit.VisitMarks;
import org.tabib.projections.visit.VisitRecordQueries;

/** Visits as a doctor looks at them: a patient's past ones, and a day's. */
final class VisitsSeen {
  private final AppointmentQueries visits;
  private final VisitRecordQueries records;
  private final PersonKeys keys;
  private final Executor queries;

  VisitsSeen(
      AppointmentQueries visits, VisitRecordQueries records, PersonKeys keys, Executor queries) {
    this.visits = visits;
    this.records = records;
    this.keys = keys;
    this.queries = queries;
  }

  /** A page of visits with what is known of them. */
  private record Looked(
      Page<Appointment> page,
      Map<String, ConsultationVersion> latest,
      Map<String, VisitMarks> marks) {
    VisitMarks marksOf(Appointment visit) {
      return marks.getOrDefault(visit.visitId(), VisitMarks.NONE);
    }
  }

  /** A patient's completed visits, the newest first. */
  CompletionStage<Reply> history(Call call, String id) {
    String patientId = call.own(id, "patient");
    int limit = call.limit();
    @Nullable String cursor = call.cursor();
    return CompletableFuture.supplyAsync(
            () -> look(visits.history(patientId, limit, cursor), true), queries)
        .thenCompose(
            looked ->
                Opened.with(keys, sealed(looked))
                    .thenApply(
                        opened ->
                            new PageView<>(
                                looked.page().items().stream()
                                    .map(visit -> past(call, visit, looked, opened))
                                    .toList(),
                                looked.page().next())))
        .thenApply(Reply::ok);
  }

  /** What a doctor has on a day at their clinic, in order. */
  CompletionStage<Reply> day(Call call, Doctor doctor, LocalDate day) {
    ClinicTime time = ClinicTime.of(call.practice(), doctor.clinicId());
    AppointmentFilter filter =
        new AppointmentFilter(
            call.practice().id(),
            null,
            doctor.id(),
            null,
            day.atStartOfDay(time.zone()).toInstant(),
            day.plusDays(1).atStartOfDay(time.zone()).toInstant());
    int limit = call.limit();
    @Nullable String cursor = call.cursor();
    return CompletableFuture.supplyAsync(
            () -> look(visits.list(filter, limit, cursor), false), queries)
        .thenCompose(
            looked ->
                Opened.with(keys, sealed(looked))
                    .thenApply(
                        opened ->
                            new PageView<>(
                                looked.page().items().stream()
                                    .map(
                                        visit ->
                                            SeenVisit.OfDay.of(
                                                Appointments.view(call, visit, opened),
                                                looked.marksOf(visit)))
                                    .toList(),
                                looked.page().next())))
        .thenApply(Reply::ok);
  }

  private Looked look(Page<Appointment> page, boolean withRecords) {
    List<String> ids = page.items().stream().map(Appointment::visitId).toList();
    return new Looked(page, withRecords ? records.latestOf(ids) : Map.of(), records.marksOf(ids));
  }

  private static Stream<Private<?>> sealed(Looked looked) {
    return Stream.concat(
        looked.page().items().stream().flatMap(Appointments::sealed),
        looked.latest().values().stream().flatMap(ConsultationView::sealed));
  }

  private static SeenVisit.Past past(Call call, Appointment visit, Looked looked, Opened opened) {
    ConsultationVersion latest = looked.latest().get(visit.visitId());
    ClinicTime time = ClinicTime.of(call.practice(), visit.details().clinicId());
    return new SeenVisit.Past(
        Appointments.view(call, visit, opened),
        latest == null ? null : ConsultationView.VersionView.of(latest, time, opened),
        latest == null ? 0 : latest.version(),
        looked.marksOf(visit).rating());
  }
}
