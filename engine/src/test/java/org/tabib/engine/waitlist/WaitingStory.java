package org.tabib.engine.waitlist;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Urgency;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.journal.StoredForm;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.schedule.Clinics;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingDecider.Step;
import org.tabib.engine.waitlist.WaitingEvent.SlotOffered;

/** A waiting list without an actor system: commands in, replies out, time as the test says. */
final class WaitingStory {
  static final String CLINIC = "sehat.clinic";
  static final String RAO = "sehat.rao";
  static final String KHAN = "sehat.khan";
  static final String SKIN = "sehat.skin";

  private static final @Nullable ActorRef<WaitingReply> NOBODY = null;

  private final List<WaitingEvent> journal = new ArrayList<>();
  private WaitingListState state = WaitingListState.empty(CLINIC);
  private Instant now;

  /** What the schedule says when it is asked to keep a time; by default it does. */
  Function<Step.Keep, @Nullable Found> surroundings = this::kept;

  WaitingStory(String kolkataTime) {
    this.now = Clinics.at(kolkataTime);
  }

  /** Two doctors for ears, one for skin. */
  static PracticeConfig practice() {
    return new PracticeConfig(
        "sehat",
        Map.of("en", "Sehat"),
        List.of("en"),
        "112",
        "https://sehat.example/privacy",
        "1",
        List.of("15550001111"),
        true,
        List.of(new PracticeConfig.Clinic(CLINIC, Map.of(), Map.of(), Clinics.KOLKATA)),
        List.of(doctor(RAO, "ent"), doctor(KHAN, "ent"), doctor(SKIN, "dermatology")));
  }

  private static PracticeConfig.Doctor doctor(String id, String specialty) {
    return new PracticeConfig.Doctor(
        id, Map.of(), List.of(specialty), CLINIC, scheduleOf(id), Clinics.mornings(1));
  }

  private static String scheduleOf(String doctorId) {
    return doctorId + "-times";
  }

  static Slot slot(String doctorId, String kolkataTime) {
    return new Slot(scheduleOf(doctorId), Clinics.at(kolkataTime), Duration.ofMinutes(30));
  }

  static ClinicTerms terms() {
    return new ClinicTerms(practice(), Clinics.KOLKATA, WaitingRules.DEFAULT);
  }

  /** Somebody who would see any doctor for ears within two weeks. */
  static Wanted ears(String patient) {
    return new Wanted(
        patient,
        "contact-of-" + patient,
        "conversation-of-" + patient,
        null,
        "ent",
        LocalDate.of(2026, 3, 2),
        LocalDate.of(2026, 3, 16),
        List.of(),
        Urgency.ROUTINE,
        null);
  }

  static Wanted only(Wanted w, String doctorId) {
    return new Wanted(
        w.patientId(),
        w.contactId(),
        w.conversationId(),
        doctorId,
        w.specialty(),
        w.earliest(),
        w.latest(),
        w.parts(),
        w.urgency(),
        w.visit());
  }

  static Wanted urgently(Wanted w) {
    return new Wanted(
        w.patientId(),
        w.contactId(),
        w.conversationId(),
        w.doctorId(),
        w.specialty(),
        w.earliest(),
        w.latest(),
        w.parts(),
        Urgency.URGENT,
        w.visit());
  }

  static Wanted within(Wanted w, String earliest, String latest, PartOfDay... parts) {
    return new Wanted(
        w.patientId(),
        w.contactId(),
        w.conversationId(),
        w.doctorId(),
        w.specialty(),
        LocalDate.parse(earliest),
        LocalDate.parse(latest),
        List.of(parts),
        w.urgency(),
        w.visit());
  }

  static Wanted insteadOf(Wanted w, String visitId, String kolkataTime) {
    return new Wanted(
        w.patientId(),
        w.contactId(),
        w.conversationId(),
        w.doctorId(),
        w.specialty(),
        w.earliest(),
        w.latest(),
        w.parts(),
        w.urgency(),
        new Wanted.BookedVisit(visitId, Clinics.at(kolkataTime)));
  }

  WaitingListState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  List<WaitingEvent> journal() {
    return journal;
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  /** What the entity knows after a restart that reads the journal from the beginning. */
  WaitingListState replayed() {
    WaitingListState fresh = WaitingListState.empty(CLINIC);
    for (WaitingEvent event : journal) {
      fresh = fresh.apply(StoredForm.roundTrip(event));
    }
    return fresh;
  }

  WaitingListState restored() {
    return StoredForm.roundTrip(state);
  }

  WaitingReply join(String entryId, Wanted wanted) {
    return run(d -> d.join(new WaitingCommand.Join(entryId, wanted, by(), NOBODY)));
  }

  private static WaitingCommand.By by() {
    return WaitingCommand.By.PATIENT;
  }

  WaitingReply leave(String entryId) {
    return run(d -> d.leave(new WaitingCommand.Leave(entryId, Ending.WITHDREW, NOBODY)));
  }

  WaitingReply freed(String freedId, Slot slot) {
    return run(d -> d.freed(new WaitingCommand.SlotFreed(freedId, slot, NOBODY)));
  }

  WaitingReply timesOut(String offerId) {
    return run(d -> d.timedOut(new WaitingCommand.OfferTimedOut(offerId, NOBODY)));
  }

  WaitingReply accept(String offerId) {
    return run(d -> d.accepted(new WaitingCommand.Accept(offerId, NOBODY)));
  }

  WaitingReply decline(String offerId) {
    return run(d -> d.declined(new WaitingCommand.Decline(offerId, NOBODY)));
  }

  WaitingReply booked(String offerId) {
    return run(d -> d.booked(new WaitingCommand.ConfirmBooked(offerId, "sehat.visit", NOBODY)));
  }

  WaitingReply returned(String offerId) {
    return run(d -> d.returned(new WaitingCommand.ReturnOffer(offerId, NOBODY)));
  }

  EntryStatus status(String entryId) {
    return state.status(entryId);
  }

  List<SlotOffered> offers() {
    return journal.stream()
        .filter(SlotOffered.class::isInstance)
        .map(SlotOffered.class::cast)
        .toList();
  }

  /** The last offer that was made. */
  SlotOffered offer() {
    return offers().getLast();
  }

  Found kept(Step.Keep keep) {
    return new Found.Kept(
        keep.next().offerId(), keep.next().until().plus(WaitingDecider.BOOKING_TIME));
  }

  /** As the entity's shell does. */
  private WaitingReply run(Function<WaitingDecider, Step> command) {
    WaitingDecider decider = new WaitingDecider(state, terms(), now);
    return switch (command.apply(decider)) {
      case Step.Decided(var decision) -> carryOut(decision);
      case Step.Keep keep ->
          switch (surroundings.apply(keep)) {
            case null ->
                new WaitingReply.Refused(Refusal.unavailable("schedule-unavailable", "later"));
            case Found.Kept kept -> carryOut(decider.kept(keep, kept));
            case Found.Gone(var why) -> carryOut(decider.gone(keep, why));
            case Found.Over over -> {
              apply(decider.over(over));
              yield run(command);
            }
          };
    };
  }

  private WaitingReply carryOut(Decision<WaitingEvent, WaitingReply> decision) {
    return switch (decision) {
      case Decision.Accept<WaitingEvent, WaitingReply>(var events, var reply) -> {
        apply(events);
        yield reply;
      }
      case Decision.Answer<WaitingEvent, WaitingReply>(var reply) -> reply;
      case Decision.Refuse<WaitingEvent, WaitingReply>(var refusal) ->
          new WaitingReply.Refused(refusal);
    };
  }

  private void apply(List<WaitingEvent> events) {
    for (WaitingEvent event : events) {
      journal.add(event);
      state = state.apply(event);
    }
  }
}
