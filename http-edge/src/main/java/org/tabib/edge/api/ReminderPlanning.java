package org.tabib.edge.api;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.BookingPatient.Person;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.reminder.Course;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.Rhythm;
import org.tabib.projections.conversation.ConversationQueries;

/**
 * Plans reminders for staff. A reminder's identifier comes from the caller's {@code
 * Idempotency-Key}: sent again, a request makes no second one.
 */
final class ReminderPlanning {
  /** Identifiers that depend on the key alone must not depend on when it was sent. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private final Entities entities;
  private final BookingPatient patients;
  private final ConversationQueries conversations;
  private final Executor queries;
  private final InstantSource clock;
  private final RandomGenerator random;

  ReminderPlanning(
      Entities entities,
      BookingPatient patients,
      ConversationQueries conversations,
      Executor queries,
      InstantSource clock,
      RandomGenerator random) {
    this.entities = entities;
    this.patients = patients;
    this.conversations = conversations;
    this.queries = queries;
    this.clock = clock;
    this.random = random;
  }

  /** Previews a course, or plans it. */
  CompletionStage<Reply> course(
      Call call, String patientId, CourseRequest request, boolean dryRun) {
    Instant now = clock.instant();
    CourseRequest.Understood wanted = request.understood(call.practice(), now);
    Optional<Course> course =
        Course.of(wanted.dosage(), call.practice().timesOfDoses(), wanted.start(), wanted.zone());
    CourseView preview = CoursePreview.of(course, wanted.zone(), dryRun);
    if (course.isEmpty() || dryRun) {
      return patients.known(call, patientId).thenApply(known -> Reply.ok(preview));
    }
    ReminderContent content = wanted.contentOf(course.get());
    return plan(
            call,
            patientId,
            request.clinicId(),
            request.visitId(),
            ReminderKind.MEDICATION,
            course.get().rhythm(),
            wanted.zone(),
            content)
        .thenApply(
            reminder ->
                Reply.created(
                    new CourseView(
                        false,
                        false,
                        preview.zone(),
                        preview.doses(),
                        preview.total(),
                        preview.ends(),
                        reminder),
                    path(reminder)));
  }

  /** Plans a care reminder. */
  CompletionStage<Reply> care(Call call, ReminderRequest request) {
    ReminderKind kind = request.checkedKind();
    String patientId = request.patientId();
    String what = request.what();
    if (patientId == null || what == null) {
      throw new IllegalStateException("what is missing was reported before");
    }
    return plan(
            call,
            patientId,
            request.clinicId(),
            request.visitId(),
            kind,
            request.dates(),
            CourseRequest.zone(request.zone(), call.practice(), request.clinicId()),
            ReminderContent.of(what.strip()))
        .thenApply(reminder -> Reply.created(reminder, path(reminder)));
  }

  private CompletionStage<ReminderView> plan(
      Call call,
      String patientId,
      @Nullable String clinicId,
      @Nullable String visitId,
      ReminderKind kind,
      Rhythm rhythm,
      ZoneId zone,
      ReminderContent content) {
    if (visitId != null && !call.isOwn(visitId)) {
      throw ApiProblem.unprocessable("visit-unknown", "visitId", "is not a visit of this practice");
    }
    String id = id(call);
    return patients
        .known(call, patientId)
        .thenCompose(
            person ->
                conversation(person)
                    .thenCompose(
                        conversation -> {
                          ReminderPlan plan =
                              new ReminderPlan(
                                  patientId,
                                  person.contactId(),
                                  conversation,
                                  clinicId,
                                  visitId,
                                  kind,
                                  rhythm,
                                  zone);
                          return entities.reminder(
                              id,
                              replyTo ->
                                  new ReminderCommand.Plan(plan, content, By.STAFF, replyTo));
                        }))
        .thenApply(reply -> ReminderView.of(Reminders.current(reply), null, content, false));
  }

  private CompletionStage<String> conversation(Person person) {
    return CompletableFuture.supplyAsync(() -> conversations.ofContact(person.contactId()), queries)
        .thenApply(
            found ->
                found.orElseThrow(
                    () ->
                        ApiProblem.unprocessable(
                            "patient-unreachable",
                            "patientId",
                            "has no conversation: nobody could be told")));
  }

  private String id(Call call) {
    String practice = call.practice().id();
    @Nullable String key = call.idempotencyKey();
    return key == null
        ? Ids.of(practice, clock.instant(), random.nextLong(), random.nextLong())
        : Ids.derived(practice, ALWAYS, "staff-reminder", call.caller().staffId(), key);
  }

  private static String path(ReminderView reminder) {
    return ApiRoutes.PREFIX + "/reminders/" + reminder.id();
  }
}
