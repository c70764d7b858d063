package org.tabib.edge.api;

import akka.actor.typed.ActorRef;
import akka.japi.function.Function;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.BookingPatient.Person;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.reminder.Course;
import org.tabib.engine.reminder.Occurrence;
import org.tabib.engine.reminder.Occurrences;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.engine.reminder.Rhythm;
import org.tabib.projections.conversation.ConversationQueries;
import org.tabib.projections.reminder.ReminderFilter;
import org.tabib.projections.reminder.ReminderQueries;
import org.tabib.projections.reminder.ReminderRow;

/**
 * Plans, shows and changes reminders for staff. A reminder's identifier comes from the caller's
 * {@code Idempotency-Key}: sent again, a request makes no second one.
 */
final class Reminders {
  /** Identifiers that depend on the key alone must not depend on when it was sent. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private static final int SHOWN = 100;

  /** Ten years of four doses a day; the parser allows no longer course. */
  private static final int MOST_DOSES = 20_000;

  private final Entities entities;
  private final BookingPatient patients;
  private final ReminderQueries rows;
  private final ConversationQueries conversations;
  private final PersonKeys keys;
  private final Executor queries;
  private final InstantSource clock;
  private final RandomGenerator random;

  Reminders(
      Entities entities,
      BookingPatient patients,
      ReminderQueries rows,
      ConversationQueries conversations,
      PersonKeys keys,
      Executor queries,
      InstantSource clock,
      RandomGenerator random) {
    this.entities = entities;
    this.patients = patients;
    this.rows = rows;
    this.conversations = conversations;
    this.keys = keys;
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
    CourseView preview = preview(course, wanted.zone(), dryRun);
    if (course.isEmpty() || dryRun) {
      return patients.known(call, patientId).thenApply(known -> Reply.ok(preview));
    }
    ReminderContent content = withAmounts(wanted.content(), course.get());
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
        .thenApply(reply -> ReminderView.of(current(reply), null, content, false));
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

  CompletionStage<PageView<ReminderView>> list(
      ReminderFilter filter, int limit, @Nullable String cursor) {
    return CompletableFuture.supplyAsync(() -> rows.list(filter, limit, cursor), queries)
        .thenCompose(
            page ->
                Opened.with(keys, page.items().stream().map(ReminderRow::content))
                    .thenApply(
                        opened ->
                            new PageView<>(
                                page.items().stream().map(row -> view(row, opened)).toList(),
                                page.next())));
  }

  CompletionStage<ReminderView> one(String id) {
    return entities
        .reminder(id, ReminderCommand.Get::new)
        .thenCompose(
            reply ->
                switch (reply) {
                  case ReminderReply.Current current -> shown(current);
                  case ReminderReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.NOT_FOUND ->
                      forgotten(id);
                  case ReminderReply.Refused(Refusal refusal) -> throw ApiProblem.of(refusal);
                });
  }

  /** Changes what is still to come. */
  CompletionStage<ReminderView> change(Call call, String id, ReminderRequest request) {
    return entities
        .reminder(id, ReminderCommand.Get::new)
        .thenCompose(
            reply -> {
              ReminderReply.Current now = current(reply);
              return content(now.reminderId())
                  .thenCompose(
                      before -> {
                        Changes to = changes(call, now, before, request);
                        return entities.reminder(
                            id,
                            replyTo ->
                                new ReminderCommand.Change(
                                    to.rhythm(), to.zone(), to.content(), By.STAFF, replyTo));
                      });
            })
        .thenCompose(reply -> shown(current(reply)));
  }

  /** A command of staff about one of them. */
  CompletionStage<ReminderView> command(
      String id, Function<ActorRef<ReminderReply>, ReminderCommand> command) {
    return entities.reminder(id, command).thenCompose(reply -> shown(current(reply)));
  }

  /** What a change asks for; null stays as it is. */
  private record Changes(@Nullable Rhythm rhythm, @Nullable ZoneId zone, ReminderContent content) {}

  private Changes changes(
      Call call,
      ReminderReply.Current now,
      Optional<ReminderContent> before,
      ReminderRequest request) {
    boolean medication = now.plan().kind() == ReminderKind.MEDICATION;
    if (medication ? request.hasDates() : request.sig() != null || request.dose() != null) {
      throw ApiProblem.field(medication ? "date" : "sig", "does not fit a reminder of this kind");
    }
    @Nullable ZoneId zone =
        request.zone() == null ? null : CourseRequest.zone(request.zone(), call.practice(), null);
    ReminderContent content =
        before.orElseThrow(
            () ->
                ApiProblem.of(
                    503, "reminder-not-listed-yet", "it was planned a moment ago: try again"));
    String what = request.what() == null ? content.what() : request.what().strip();
    if (!medication) {
      return new Changes(
          request.hasDates() ? request.dates() : null, zone, ReminderContent.of(what));
    }
    String dose = request.dose() == null ? content.dose() : request.dose().strip();
    if (request.sig() == null) {
      return new Changes(
          null,
          zone,
          new ReminderContent(what, dose, content.sig(), content.amounts(), content.food()));
    }
    CourseRequest course =
        new CourseRequest(
            request.sig(),
            what,
            dose,
            request.start(),
            (zone == null ? now.plan().zone() : zone).getId(),
            null,
            null);
    CourseRequest.Understood wanted = course.understood(call.practice(), clock.instant());
    Course expanded =
        Course.of(wanted.dosage(), call.practice().timesOfDoses(), wanted.start(), wanted.zone())
            .orElseThrow(
                () ->
                    ApiProblem.unprocessable(
                        "sig-as-needed", "sig", "needs no reminder: stop it instead"));
    return new Changes(expanded.rhythm(), zone, withAmounts(wanted.content(), expanded));
  }

  private CompletionStage<ReminderView> shown(ReminderReply.Current current) {
    return row(current.reminderId())
        .thenCompose(
            row ->
                Opened.with(keys, row.stream().map(ReminderRow::content))
                    .thenApply(
                        opened ->
                            ReminderView.of(
                                current,
                                row.orElse(null),
                                row.map(r -> read(r, opened)).orElse(null),
                                false)));
  }

  /** The reminder of somebody who was forgotten: that there was one, and no more. */
  private CompletionStage<ReminderView> forgotten(String id) {
    return row(id)
        .thenApply(
            row ->
                row.map(r -> view(r, Opened.NOTHING))
                    .orElseThrow(() -> ApiProblem.notFound("reminder")));
  }

  private CompletionStage<Optional<ReminderContent>> content(String id) {
    return row(id)
        .thenCompose(
            row ->
                Opened.with(keys, row.stream().map(ReminderRow::content))
                    .thenApply(opened -> row.map(r -> read(r, opened))));
  }

  private CompletionStage<Optional<ReminderRow>> row(String id) {
    return CompletableFuture.supplyAsync(() -> rows.find(id), queries);
  }

  private static ReminderView view(ReminderRow row, Opened opened) {
    @Nullable ReminderContent content = read(row, opened);
    return ReminderView.of(
        new ReminderReply.Current(row.reminderId(), row.status(), row.plan(), row.next()),
        row,
        content,
        content == null);
  }

  private static @Nullable ReminderContent read(ReminderRow row, Opened opened) {
    return opened.read(row.content(), ReminderContent.class);
  }

  private static ReminderReply.Current current(ReminderReply reply) {
    return switch (reply) {
      case ReminderReply.Current current -> current;
      case ReminderReply.Refused(Refusal refusal) -> throw ApiProblem.of(refusal);
    };
  }

  private static ReminderContent withAmounts(ReminderContent content, Course course) {
    return new ReminderContent(
        content.what(), content.dose(), content.sig(), course.amounts(), content.food());
  }

  private static String path(ReminderView reminder) {
    return ApiRoutes.PREFIX + "/reminders/" + reminder.id();
  }

  private static CourseView preview(Optional<Course> course, ZoneId zone, boolean dryRun) {
    if (course.isEmpty()) {
      return new CourseView(dryRun, true, zone.getId(), List.of(), 0, null, null);
    }
    Rhythm rhythm = course.get().rhythm();
    List<Occurrence> first = Occurrences.upcoming(rhythm, zone, Instant.EPOCH, SHOWN);
    List<Occurrence> all =
        isOpen(rhythm) ? List.of() : Occurrences.upcoming(rhythm, zone, Instant.EPOCH, MOST_DOSES);
    ClinicTime local = new ClinicTime(zone);
    return new CourseView(
        dryRun,
        false,
        zone.getId(),
        first.stream()
            .map(dose -> new CourseView.Dose(local.at(dose.at()), amount(course.get(), dose)))
            .toList(),
        isOpen(rhythm) ? null : all.size(),
        all.isEmpty() ? null : local.at(all.getLast().at()),
        null);
  }

  private static boolean isOpen(Rhythm rhythm) {
    return switch (rhythm) {
      case Rhythm.AtTimes r -> r.to() == null;
      case Rhythm.Every r -> r.to() == null;
      case Rhythm.OnDates r -> r.every() != null && r.last() == null;
      case Rhythm.Once r -> false;
    };
  }

  private static @Nullable String amount(Course course, Occurrence dose) {
    return course.rhythm() instanceof Rhythm.AtTimes r
            && dose.planned() != null
            && !course.amounts().isEmpty()
        ? course.amounts().get(r.times().indexOf(dose.planned()))
        : null;
  }
}
