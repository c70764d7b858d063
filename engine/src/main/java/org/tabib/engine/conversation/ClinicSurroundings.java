package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.patient.PatientReply;
import org.tabib.engine.practice.DoctorSearch;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.visit.VisitEvent.Words;
import org.tabib.engine.visit.VisitReply;

/** What a conversation reaches in its clinic: schedules, visits, patients, over the cluster. */
public final class ClinicSurroundings implements Surroundings {
  /** A person waits: rather an apology than a long silence. */
  private static final Duration GATHERING = Duration.ofSeconds(3);

  private static final Duration PERFORMING = Duration.ofSeconds(10);

  /** One list on WhatsApp without paging. */
  private static final int OFFERED = 9;

  /** More doctors than anyone compares; one list on WhatsApp. */
  private static final int CANDIDATES = 10;

  private final ClusterSharding sharding;
  private final Function<String, Optional<PracticeConfig>> practices;
  private final DoctorSearch doctors;
  private final VisitLookup visits;
  private final WaitingLookup waiting;
  private final ReminderLookup reminders;
  private final MediaFetch media;
  private final InstantSource clock;
  private final WaitingEffects lists;
  private final VisitDesk visitDesk;
  private final QueueDesk queueDesk;
  private final ReminderDesk reminderDesk;

  public ClinicSurroundings(
      ClusterSharding sharding,
      Function<String, Optional<PracticeConfig>> practices,
      DoctorSearch doctors,
      VisitLookup visits,
      WaitingLookup waiting,
      ReminderLookup reminders,
      MediaFetch media,
      InstantSource clock) {
    this.sharding = sharding;
    this.practices = practices;
    this.doctors = doctors;
    this.visits = visits;
    this.waiting = waiting;
    this.reminders = reminders;
    this.media = media;
    this.clock = clock;
    this.lists = new WaitingEffects(sharding, this);
    this.queueDesk = new QueueDesk(sharding, practices, clock);
    this.reminderDesk = new ReminderDesk(sharding);
    this.visitDesk = new VisitDesk(sharding, queueDesk);
  }

  @Override
  public CompletionStage<Fact> gather(String practice, String conversationId, Query query) {
    return switch (query) {
      case Query.Doctors(String specialty, int age) -> doctors(practice, specialty, age);
      case Query.Offers(String scheduleId, Instant from) ->
          this.<ScheduleReply>schedule(
                  scheduleId,
                  replyTo ->
                      new ScheduleCommand.Offer(
                          latest(from, clock.instant()), OFFERED, conversationId, replyTo),
                  GATHERING)
              .thenApply(ClinicSurroundings::offered);
      case Query.Hold(Slot slot, String holdId) ->
          this.<ScheduleReply>schedule(
                  slot.scheduleId(),
                  replyTo ->
                      new ScheduleCommand.Hold(slot.start(), holdId, conversationId, replyTo),
                  GATHERING)
              .thenApply(ClinicSurroundings::held);
      case Query.Profiles(List<String> patients) -> profiles(patients);
      case Query.Visits(String contactId) ->
          visits.openVisitsOf(contactId, clock.instant()).thenApply(Fact.Visits::new);
      case Query.TellableVisits(String contactId) ->
          visits.tellableVisitsOf(contactId, clock.instant()).thenApply(Fact.Visits::new);
      case Query.CurrentVisits(String contactId) ->
          visits.currentVisitsOf(contactId, clock.instant()).thenApply(Fact.Visits::new);
      case Query.Waiting(String contactId) ->
          waiting.waitingOf(contactId).thenApply(Fact.Waiting::new);
      case Query.Reminders(String contactId) ->
          reminders.plannedFor(contactId).thenApply(Fact.Reminders::new);
      case Query.WaitingEntry(String listId, String entryId) -> lists.entry(listId, entryId);
      case Query.EstimateWait wait -> queueDesk.estimate(wait);
      case Query.MyTickets mine -> queueDesk.tickets(mine);
      case Query.Dependant dependant ->
          throw new IllegalArgumentException("keys are the conversation's own business");
    };
  }

  private CompletionStage<Fact> doctors(String practice, String specialty, int age) {
    Optional<PracticeConfig> config = practices.apply(practice);
    if (config.isEmpty()) {
      return CompletableFuture.completedFuture(new Fact.Unavailable("practice-unknown"));
    }
    return doctors
        .find(config.get(), specialty, age, clock.instant())
        .thenApply(
            found ->
                new Fact.Doctors(
                    found.stream()
                        .limit(CANDIDATES)
                        .map(c -> new Fact.Candidate(c.doctorId(), c.earliest()))
                        .toList()));
  }

  private static Fact offered(ScheduleReply reply) {
    return switch (reply) {
      case ScheduleReply.Slots(List<Slot> slots) -> new Fact.Offers(slots);
      case ScheduleReply.Refused(Refusal refusal) -> new Fact.Unavailable(refusal.code());
      case ScheduleReply.Done r -> unexpected(r);
      case ScheduleReply.Held r -> unexpected(r);
      case ScheduleReply.Booked r -> unexpected(r);
      case ScheduleReply.Taken r -> unexpected(r);
    };
  }

  private static Fact held(ScheduleReply reply) {
    return switch (reply) {
      case ScheduleReply.Held held -> new Fact.Held(held.slot());
      case ScheduleReply.Taken taken -> new Fact.Taken(taken.next());
      // The slot passed or left the hours since it was offered: as good as taken.
      case ScheduleReply.Refused refused -> new Fact.Taken(List.of());
      case ScheduleReply.Done r -> unexpected(r);
      case ScheduleReply.Slots r -> unexpected(r);
      case ScheduleReply.Booked r -> unexpected(r);
    };
  }

  private CompletionStage<Fact> profiles(List<String> patients) {
    CompletionStage<Map<String, PatientProfile>> all =
        CompletableFuture.completedFuture(new HashMap<>());
    for (String patientId : patients) {
      CompletionStage<PatientReply> asked =
          sharding
              .entityRefFor(Patient.TYPE_KEY, patientId)
              .ask(PatientCommand.Get::new, GATHERING);
      all =
          all.thenCombine(
              Direct.of(asked),
              (known, reply) -> {
                if (reply instanceof PatientReply.Known found) {
                  known.put(patientId, found.profile());
                }
                return known;
              });
    }
    return all.thenApply(known -> new Fact.Profiles(Map.copyOf(known)));
  }

  @Override
  public CompletionStage<EffectOutcome> perform(String contactId, Effect effect) {
    return switch (effect) {
      case Effect.BookSlot book ->
          book(book.opens().details().slot(), book.opens().visitId(), book.holdId());
      case Effect.OpenVisit open -> open(contactId, open);
      case Effect.CancelVisit cancel ->
          visit(
              cancel.visitId(),
              replyTo -> new VisitCommand.Cancel(VisitCommand.By.PATIENT, null, replyTo));
      case Effect.MoveVisit move -> move(move);
      case Effect.FetchMedia fetch -> media.fetch(fetch);
      case Effect.ReleaseSlot release -> release(release);
      case Effect.JoinWaiting join -> lists.join(contactId, join);
      case Effect.LeaveWaiting leave -> lists.leave(leave);
      case Effect.DeclineOffer decline -> lists.decline(decline);
      case Effect.TakeOffer take -> lists.take(take);
      case Effect.ConfirmVisit confirm -> visitDesk.confirm(confirm);
      case Effect.CheckInVisit checkIn -> visitDesk.checkIn(contactId, checkIn);
      case Effect.JoinQueue join -> queueDesk.join(contactId, join);
      case Effect.LeaveQueue leave -> queueDesk.leave(contactId, leave);
      case Effect.ReturnToQueue back -> queueDesk.comeBack(contactId, back);
      case Effect.RateVisit rate ->
          visit(rate.visitId(), replyTo -> new VisitCommand.Rate(rate.rating(), replyTo));
      case Effect.CommentVisit comment ->
          words(
              comment.words(),
              said ->
                  visit(
                      comment.visitId(),
                      replyTo -> new VisitCommand.Comment(comment.commandId(), said, replyTo)));
      case Effect.AddUpdate update ->
          words(
              update.words(),
              said ->
                  visit(
                      update.visitId(),
                      replyTo ->
                          new VisitCommand.AddUpdate(
                              update.updateId(), said, contactId, update.saidAt(), replyTo)));
      case Effect.PlanReminder plan -> reminderDesk.plan(contactId, plan);
      case Effect.ReminderDone done -> reminderDesk.done(done);
      case Effect.SnoozeReminder snooze -> reminderDesk.snooze(snooze);
      case Effect.StopReminder stop -> reminderDesk.stop(stop);
    };
  }

  /** Of whoever was forgotten in between nothing is told any more. */
  private static CompletionStage<EffectOutcome> words(
      Private<Words> words, Function<String, CompletionStage<EffectOutcome>> tell) {
    return words instanceof Private.Clear<Words> said
        ? tell.apply(said.value().text())
        : CompletableFuture.completedFuture(new EffectOutcome.Refused("person-erased"));
  }

  CompletionStage<EffectOutcome> book(Slot slot, String visitId, String holdId) {
    return this.<ScheduleReply>schedule(
            slot.scheduleId(),
            replyTo -> new ScheduleCommand.Book(slot.start(), visitId, holdId, replyTo),
            PERFORMING)
        .thenApply(
            reply ->
                switch (reply) {
                  case ScheduleReply.Booked booked -> new EffectOutcome.Done();
                  case ScheduleReply.Taken taken -> new EffectOutcome.Taken(taken.next());
                  case ScheduleReply.Refused(Refusal refusal) -> refused(refusal);
                  case ScheduleReply.Done r -> unexpected(r);
                  case ScheduleReply.Slots r -> unexpected(r);
                  case ScheduleReply.Held r -> unexpected(r);
                });
  }

  private CompletionStage<EffectOutcome> open(String contactId, Effect.OpenVisit open) {
    if (!(open.profile() instanceof Private.Clear<PatientProfile> profile)) {
      // The patient was erased between booking and opening: there is nobody to open it for.
      return CompletableFuture.completedFuture(new EffectOutcome.Refused("patient-erased"));
    }
    return register(contactId, open.details().patientId(), profile.value())
        .thenCompose(
            registered ->
                registered instanceof EffectOutcome.Done
                    ? visit(
                        open.visitId(),
                        replyTo ->
                            new VisitCommand.Open(
                                open.details(),
                                open.complaint().orElse(new Complaint("")).words(),
                                replyTo))
                    : CompletableFuture.completedFuture(registered));
  }

  /** Makes a patient known. */
  CompletionStage<EffectOutcome> register(
      String contactId, String patientId, PatientProfile profile) {
    CompletionStage<PatientReply> registered =
        sharding
            .entityRefFor(Patient.TYPE_KEY, patientId)
            .ask(replyTo -> new PatientCommand.Register(contactId, profile, replyTo), PERFORMING);
    return Direct.of(registered)
        .thenApply(
            reply ->
                switch (reply) {
                  case PatientReply.Known known -> new EffectOutcome.Done();
                  case PatientReply.Refused(Refusal refusal) -> refused(refusal);
                });
  }

  CompletionStage<EffectOutcome> move(Effect.MoveVisit move) {
    return book(move.slot(), move.visitId(), move.holdId())
        .thenCompose(
            booked ->
                booked instanceof EffectOutcome.Done
                    ? visit(
                            move.visitId(),
                            replyTo ->
                                new VisitCommand.Reschedule(
                                    move.doctorId(),
                                    move.clinicId(),
                                    move.slot(),
                                    VisitCommand.By.PATIENT,
                                    replyTo))
                        .thenCompose(outcome -> giveBackIfRefused(move, outcome))
                    : CompletableFuture.completedFuture(booked));
  }

  private CompletionStage<EffectOutcome> giveBackIfRefused(
      Effect.MoveVisit move, EffectOutcome outcome) {
    if (!(outcome instanceof EffectOutcome.Refused)) {
      return CompletableFuture.completedFuture(outcome);
    }
    return giveBack(move.slot(), move.visitId()).thenApply(released -> outcome);
  }

  /** Unless the visit has the slot after all: an answer that was refused may have been late. */
  private CompletionStage<EffectOutcome> release(Effect.ReleaseSlot release) {
    CompletionStage<VisitReply> asked =
        sharding
            .entityRefFor(Visit.TYPE_KEY, release.visitId())
            .ask(VisitCommand.Get::new, PERFORMING);
    return Direct.of(asked)
        .thenCompose(
            reply ->
                switch (reply) {
                  case VisitReply.Current visit
                      when visit.details().slot().equals(release.slot()) ->
                      CompletableFuture.completedFuture(new EffectOutcome.Refused("visit-opened"));
                  case VisitReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.UNAVAILABLE ->
                      throw new IllegalStateException("unavailable: " + refusal.code());
                  case VisitReply other ->
                      giveBack(release.slot(), release.visitId())
                          .thenApply(released -> new EffectOutcome.Done());
                });
  }

  private CompletionStage<ScheduleReply> giveBack(Slot slot, String visitId) {
    return this.<ScheduleReply>schedule(
        slot.scheduleId(),
        replyTo -> new ScheduleCommand.ReleaseBooking(slot.start(), visitId, replyTo),
        PERFORMING);
  }

  private CompletionStage<EffectOutcome> visit(
      String visitId, akka.japi.function.Function<ActorRef<VisitReply>, VisitCommand> command) {
    CompletionStage<VisitReply> asked =
        sharding.entityRefFor(Visit.TYPE_KEY, visitId).ask(command, PERFORMING);
    return Direct.of(asked)
        .thenApply(
            reply ->
                switch (reply) {
                  case VisitReply.Current current -> new EffectOutcome.Done();
                  case VisitReply.Refused(Refusal refusal) -> refused(refusal);
                });
  }

  private <R> CompletionStage<R> schedule(
      String scheduleId,
      akka.japi.function.Function<ActorRef<R>, ScheduleCommand> command,
      Duration timeout) {
    CompletionStage<R> asked =
        sharding.entityRefFor(DoctorSchedule.TYPE_KEY, scheduleId).ask(command, timeout);
    return Direct.of(asked);
  }

  /** What is unavailable is tried again; every other refusal is final. */
  static EffectOutcome refused(Refusal refusal) {
    if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
      throw new IllegalStateException("unavailable: " + refusal.code());
    }
    return new EffectOutcome.Refused(refusal.code());
  }

  private static <T> T unexpected(ScheduleReply reply) {
    throw new IllegalStateException(
        "a schedule does not answer this with " + reply.getClass().getSimpleName());
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
