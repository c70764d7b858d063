package org.tabib.engine.visit;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Lifecycle.Transition;
import org.tabib.engine.journal.StoredForm;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.PrivateMapping;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitCommand.By;

/** A visit without an actor system: commands in, replies out. */
final class VisitStory {
  static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
  static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");
  static final Slot NINE = slot("2026-03-02T03:30:00Z");
  static final Slot TEN = slot("2026-03-02T04:30:00Z");
  static final VisitDetails DETAILS =
      new VisitDetails(
          "sehat.patient",
          "sehat.contact",
          "sehat.conversation",
          "sehat.doctor",
          "sehat.clinic",
          NINE,
          "ent",
          VisitDetails.BookedBy.PATIENT);

  private static final @Nullable ActorRef<VisitReply> NOBODY = null;

  private final Set<Transition<VisitStatus, Class<? extends VisitEvent>>> walked = new HashSet<>();
  private final List<VisitEvent> journal = new ArrayList<>();
  private final Vault vault = new Vault(Map.of("sehat.patient", DataKey.of(new byte[32])));
  private VisitState state = VisitState.unopened("sehat.visit");
  private Instant clock = NOW;
  private boolean keyKnown = true;

  static Slot slot(String start) {
    return new Slot("sehat.schedule", Instant.parse(start), Duration.ofMinutes(15));
  }

  static VisitStory booked() {
    VisitStory story = new VisitStory();
    story.open(DETAILS);
    return story;
  }

  VisitState state() {
    return state;
  }

  List<VisitEvent> journal() {
    return journal;
  }

  Set<Transition<VisitStatus, Class<? extends VisitEvent>>> walked() {
    return walked;
  }

  /** The state as it is stored: sealed. */
  VisitState stored() {
    return VisitSealing.seal(state, PrivateMapping.sealing(vault));
  }

  /** What the entity knows after a restart that reads the journal from the beginning. */
  VisitState replayed() {
    VisitState fresh = VisitState.unopened("sehat.visit");
    for (VisitEvent event : journal) {
      fresh =
          fresh.apply(
              StoredForm.roundTrip(VisitSealing.seal(event, PrivateMapping.sealing(vault))));
    }
    return open(fresh);
  }

  /** What the entity knows after a restart from a snapshot. */
  VisitState restored() {
    return open(StoredForm.roundTrip(stored()));
  }

  private VisitState open(VisitState sealed) {
    return VisitSealing.seal(sealed, PrivateMapping.opening(vault));
  }

  VisitReply open(VisitDetails details) {
    return run(
        VisitDecider.decide(state, new VisitCommand.Open(details, "ear", NOBODY), true, NOW));
  }

  VisitReply openOfUnknownPatient() {
    return run(
        VisitDecider.decide(state, new VisitCommand.Open(DETAILS, "ear", NOBODY), false, NOW));
  }

  VisitReply get() {
    return run(VisitDecider.decide(state, new VisitCommand.Get(NOBODY), NOW));
  }

  VisitReply advance(Step step) {
    return run(VisitDecider.decide(state, new VisitCommand.Advance(step, NOBODY), NOW));
  }

  VisitReply checkIn() {
    return run(ArrivalDecider.decide(state, new VisitCommand.CheckIn(ZONE, NOBODY), clock));
  }

  VisitReply miss(Instant start) {
    return run(ArrivalDecider.decide(state, new VisitCommand.Miss(start, NOBODY), clock));
  }

  VisitReply record(String key, ConsultationNote note, @Nullable LocalDate followUp) {
    return run(
        ConsultationDecider.decide(
            state,
            new VisitCommand.RecordConsultation(
                key(key, note), note, followUp, ZONE, "staff-1", NOBODY),
            keyKnown,
            clock));
  }

  VisitReply complete(String key, ConsultationNote note) {
    return run(
        ConsultationDecider.decide(
            state,
            new VisitCommand.CompleteConsultation(
                key(key, note), note, null, ZONE, "staff-1", NOBODY),
            keyKnown,
            clock));
  }

  VisitReply amend(String key, ConsultationNote note, String reason) {
    return run(
        ConsultationDecider.decide(
            state,
            new VisitCommand.AmendConsultation(
                key(key, note), note, null, reason, ZONE, "staff-2", NOBODY),
            keyKnown,
            clock));
  }

  VisitReply askForReview() {
    return run(ReviewDecider.decide(state, new VisitCommand.AskForReview(NOBODY), clock));
  }

  VisitReply rate(int rating) {
    return run(ReviewDecider.decide(state, new VisitCommand.Rate(rating, NOBODY), clock));
  }

  VisitReply comment(String id, String words) {
    return run(
        ReviewDecider.decide(state, new VisitCommand.Comment(id, words, NOBODY), keyKnown, clock));
  }

  VisitReply update(String id, String words) {
    return run(
        UpdateDecider.decide(
            state,
            new VisitCommand.AddUpdate(id, words, "sehat.contact", NOW, NOBODY),
            keyKnown,
            clock));
  }

  VisitReply seen(int number) {
    return run(
        UpdateDecider.decide(state, new VisitCommand.SeeUpdate(number, "staff-1", NOBODY), clock));
  }

  /** A consultation that goes on. */
  static VisitStory inConsultation() {
    VisitStory story = booked();
    story.checkIn();
    story.advance(Step.START);
    return story;
  }

  static ConsultationNote note(String notes) {
    return new ConsultationNote(
        notes,
        List.of(new Diagnosis(Diagnosis.ICD_10, "2019", "H66.9", "otitis media")),
        "keep the ear dry");
  }

  private static CommandKey key(String id, ConsultationNote note) {
    return new CommandKey(id, note.notes());
  }

  VisitStory at(Instant now) {
    clock = now;
    return this;
  }

  /** The patient was forgotten: nothing can be written about them any more. */
  VisitStory forgotten() {
    keyKnown = false;
    return this;
  }

  VisitReply cancel() {
    return run(
        VisitDecider.decide(
            state, new VisitCommand.Cancel(By.PATIENT, "travel", NOBODY), true, NOW));
  }

  VisitReply reschedule(Slot slot) {
    return run(
        VisitDecider.decide(
            state,
            new VisitCommand.Reschedule("sehat.doctor", "sehat.clinic", slot, By.STAFF, NOBODY),
            NOW));
  }

  /** Staff want a slot; whether the visit gets it is seen by what comes next. */
  void wants(Slot slot) {
    if (VisitDecider.notWanted(state, slot) == null
        && (state.details() == null || !state.opened().slot().equals(slot))) {
      happens(new VisitEvent.SlotWanted(slot, NOW));
    }
  }

  void released(Slot slot) {
    VisitEvent event = VisitDecider.decide(state, new VisitCommand.SlotReleased(slot), NOW);
    if (event != null) {
      happens(event);
    }
  }

  private VisitReply run(Decision<VisitEvent, VisitReply> decision) {
    return switch (decision) {
      case Decision.Accept<VisitEvent, VisitReply>(var events, var reply) -> {
        events.forEach(this::happens);
        yield reply;
      }
      case Decision.Answer<VisitEvent, VisitReply>(var reply) -> reply;
      case Decision.Refuse<VisitEvent, VisitReply>(var refusal) -> new VisitReply.Refused(refusal);
    };
  }

  private void happens(VisitEvent event) {
    VisitState before = state;
    journal.add(event);
    state = state.apply(event);
    if (VisitLifecycle.TABLE.table().stream()
        .anyMatch(line -> line.event().equals(event.getClass()))) {
      walked.add(new Transition<>(before.status(), event.getClass(), state.status()));
    }
  }
}
