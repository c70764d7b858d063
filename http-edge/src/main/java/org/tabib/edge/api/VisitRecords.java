package org.tabib.edge.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.visit.CommandKey;
import org.tabib.engine.visit.ConsultationNote;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitRecord;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.projections.visit.ConsultationVersion;
import org.tabib.projections.visit.VisitRecordQueries;

/** What doctors write about visits, and read again (BOOK-7). */
final class VisitRecords {
  /** Identifiers that depend on the key alone must not depend on when it was sent. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private final VisitChanges changes;
  private final Appointments appointments;
  private final VisitRecordQueries rows;
  private final PersonKeys keys;
  private final Executor queries;
  private final InstantSource clock;
  private final RandomGenerator random;

  VisitRecords(
      VisitChanges changes,
      Appointments appointments,
      VisitRecordQueries rows,
      PersonKeys keys,
      Executor queries,
      InstantSource clock,
      RandomGenerator random) {
    this.changes = changes;
    this.appointments = appointments;
    this.rows = rows;
    this.keys = keys;
    this.queries = queries;
    this.clock = clock;
    this.random = random;
  }

  /** Writes the draft, or replaces it. */
  CompletionStage<Reply> record(Call call, String id, ConsultationRequest request) {
    ConsultationNote note = request.note();
    return known(call, id)
        .thenCompose(
            visit ->
                changes.tell(
                    visit.visitId(),
                    replyTo ->
                        new VisitCommand.RecordConsultation(
                            key(call, visit, "record", request),
                            note,
                            request.followUp(),
                            zone(call, visit),
                            call.caller().staffId(),
                            replyTo)))
        .thenApply(current -> Reply.ok(standing(call, current)));
  }

  /** Writes the record and completes the visit, in one step. */
  CompletionStage<Reply> complete(Call call, String id, ConsultationRequest request) {
    ConsultationNote note = request.note();
    return known(call, id)
        .thenCompose(
            visit ->
                changes.tell(
                    visit.visitId(),
                    replyTo ->
                        new VisitCommand.CompleteConsultation(
                            key(call, visit, "complete", request),
                            note,
                            request.followUp(),
                            zone(call, visit),
                            call.caller().staffId(),
                            replyTo)))
        .thenCompose(current -> appointments.view(call, current))
        .thenApply(Reply::ok);
  }

  /** Adds a version to what was completed. */
  CompletionStage<Reply> amend(Call call, String id, ConsultationRequest request) {
    ConsultationNote note = request.amended();
    String reason = request.reason() == null ? "" : request.reason();
    return known(call, id)
        .thenCompose(
            visit ->
                changes.tell(
                    visit.visitId(),
                    replyTo ->
                        new VisitCommand.AmendConsultation(
                            key(call, visit, "amend", request),
                            note,
                            request.followUp(),
                            reason,
                            zone(call, visit),
                            call.caller().staffId(),
                            replyTo)))
        .thenApply(current -> Reply.ok(standing(call, current)));
  }

  /** Every version; 404 when nothing was written. */
  CompletionStage<Reply> versions(Call call, String id) {
    return known(call, id)
        .thenCompose(
            visit ->
                CompletableFuture.supplyAsync(() -> rows.versionsOf(visit.visitId()), queries)
                    .thenCompose(versions -> shown(call, visit, versions)))
        .thenApply(Reply::ok);
  }

  private CompletionStage<ConsultationView> shown(
      Call call, VisitReply.Current visit, List<ConsultationVersion> versions) {
    if (versions.isEmpty()) {
      throw ApiProblem.notFound("consultation");
    }
    ClinicTime time = ClinicTime.of(call.practice(), visit.details().clinicId());
    return Opened.with(keys, versions.stream().flatMap(ConsultationView::sealed))
        .thenApply(
            opened ->
                new ConsultationView(
                    visit.visitId(),
                    isDraft(visit),
                    versions.stream()
                        .map(version -> ConsultationView.VersionView.of(version, time, opened))
                        .toList()));
  }

  private CompletionStage<VisitReply.Current> known(Call call, String id) {
    return appointments
        .current(call.own(id, "appointment"))
        .thenApply(found -> found.orElseThrow(() -> ApiProblem.notFound("appointment")));
  }

  private static ConsultationView.Standing standing(Call call, VisitReply.Current visit) {
    VisitRecord record = visit.record();
    VisitRecord.Consultation written = record == null ? null : record.consultation();
    if (written == null) {
      throw new IllegalStateException("what was just written is not there");
    }
    return new ConsultationView.Standing(
        visit.visitId(),
        written.version(),
        isDraft(visit),
        written.by(),
        ClinicTime.of(call.practice(), visit.details().clinicId()).at(written.at()),
        written.followUp());
  }

  private static boolean isDraft(VisitReply.Current visit) {
    return visit.status() == VisitStatus.IN_CONSULTATION;
  }

  private static ZoneId zone(Call call, VisitReply.Current visit) {
    return ClinicTime.of(call.practice(), visit.details().clinicId()).zone();
  }

  /**
   * Both parts are hashes over the caller's key, which is written nowhere: they tell nobody what
   * the record says.
   */
  private CommandKey key(
      Call call, VisitReply.Current visit, String what, ConsultationRequest request) {
    String practice = call.practice().id();
    @Nullable String key = call.idempotencyKey();
    if (key == null) {
      String id = Ids.of(practice, clock.instant(), random.nextLong(), random.nextLong());
      return new CommandKey(id, id);
    }
    String content = new String(ApiJson.bytes(request), StandardCharsets.UTF_8);
    return new CommandKey(
        Ids.derived(
            practice, ALWAYS, "consultation", call.caller().staffId(), visit.visitId(), key),
        Ids.derived(practice, ALWAYS, "consultation", key, visit.visitId(), what, content));
  }
}
