package org.tabib.engine.conversation;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tabib.engine.practice.DoctorSearch;
import org.tabib.engine.practice.PracticeConfig;

/** What a conversation reaches in its clinic: schedules, visits, patients, over the cluster. */
public final class ClinicSurroundings implements Surroundings {
  /** More doctors than anyone compares; one list on WhatsApp. */
  private static final int CANDIDATES = 10;

  private final Function<String, Optional<PracticeConfig>> practices;
  private final DoctorSearch doctors;
  private final VisitLookup visits;
  private final WaitingLookup waiting;
  private final ReminderLookup reminders;
  private final MediaFetch media;
  private final InstantSource clock;
  private final ScheduleDesk scheduleDesk;
  private final PatientDesk patientDesk;
  private final BookingDesk bookingDesk;
  private final VisitDesk visitDesk;
  private final WaitingDesk waitingDesk;
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
    this.practices = practices;
    this.doctors = doctors;
    this.visits = visits;
    this.waiting = waiting;
    this.reminders = reminders;
    this.media = media;
    this.clock = clock;
    this.queueDesk = new QueueDesk(sharding, practices, clock);
    this.reminderDesk = new ReminderDesk(sharding);
    this.visitDesk = new VisitDesk(sharding, queueDesk);
    this.scheduleDesk = new ScheduleDesk(sharding, clock);
    this.patientDesk = new PatientDesk(sharding);
    this.bookingDesk = new BookingDesk(scheduleDesk, patientDesk, visitDesk);
    this.waitingDesk = new WaitingDesk(sharding, patientDesk, bookingDesk);
  }

  @Override
  public CompletionStage<Fact> gather(String practice, String conversationId, Query query) {
    return switch (query) {
      case Query.Doctors(String specialty, int age) -> doctors(practice, specialty, age);
      case Query.Offers offers -> scheduleDesk.offers(offers, conversationId);
      case Query.Hold hold -> scheduleDesk.hold(hold, conversationId);
      case Query.Profiles(List<String> patients) -> patientDesk.profiles(patients);
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
      case Query.WaitingEntry(String listId, String entryId) -> waitingDesk.entry(listId, entryId);
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

  @Override
  public CompletionStage<EffectOutcome> perform(String contactId, Effect effect) {
    return switch (effect) {
      case Effect.BookSlot book -> bookingDesk.book(book);
      case Effect.OpenVisit open -> bookingDesk.open(contactId, open);
      case Effect.CancelVisit cancel -> visitDesk.cancel(cancel);
      case Effect.MoveVisit move -> bookingDesk.move(move);
      case Effect.FetchMedia fetch -> media.fetch(fetch);
      case Effect.ReleaseSlot release -> bookingDesk.release(release);
      case Effect.JoinWaiting join -> waitingDesk.join(contactId, join);
      case Effect.LeaveWaiting leave -> waitingDesk.leave(leave);
      case Effect.DeclineOffer decline -> waitingDesk.decline(decline);
      case Effect.TakeOffer take -> waitingDesk.take(take);
      case Effect.ConfirmVisit confirm -> visitDesk.confirm(confirm);
      case Effect.CheckInVisit checkIn -> visitDesk.checkIn(contactId, checkIn);
      case Effect.JoinQueue join -> queueDesk.join(contactId, join);
      case Effect.LeaveQueue leave -> queueDesk.leave(contactId, leave);
      case Effect.ReturnToQueue back -> queueDesk.comeBack(contactId, back);
      case Effect.RateVisit rate -> visitDesk.rate(rate);
      case Effect.CommentVisit comment -> visitDesk.comment(comment);
      case Effect.AddUpdate update -> visitDesk.add(contactId, update);
      case Effect.PlanReminder plan -> reminderDesk.plan(contactId, plan);
      case Effect.ReminderDone done -> reminderDesk.done(done);
      case Effect.SnoozeReminder snooze -> reminderDesk.snooze(snooze);
      case Effect.StopReminder stop -> reminderDesk.stop(stop);
    };
  }
}
