package org.tabib.engine.schedule;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.journal.StoredForm;

/** A schedule without an actor system: commands in, replies out, time as the test says. */
final class ScheduleStory {
  private static final @Nullable ActorRef<ScheduleReply> NOBODY = null;

  private final List<ScheduleEvent> journal = new ArrayList<>();
  private ScheduleState state = ScheduleState.undefined("sehat.schedule");
  private Instant now;

  ScheduleStory(Instant now) {
    this.now = now;
  }

  static ScheduleStory of(Availability availability) {
    ScheduleStory story = new ScheduleStory(Clinics.MONDAY_EIGHT);
    story.define(availability);
    return story;
  }

  ScheduleState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  List<ScheduleEvent> journal() {
    return journal;
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  /** What the entity knows after a restart that reads the journal from the beginning. */
  ScheduleState replayed() {
    ScheduleState fresh = ScheduleState.undefined("sehat.schedule");
    for (ScheduleEvent event : journal) {
      fresh = fresh.apply(StoredForm.roundTrip(event));
    }
    return fresh;
  }

  /** What the entity knows after a restart from a snapshot. */
  ScheduleState restored() {
    return StoredForm.roundTrip(state);
  }

  ScheduleReply define(Availability availability) {
    return run(
        ScheduleDecider.decide(
            state, new ScheduleCommand.Define("doctor", "clinic", availability, NOBODY), now));
  }

  ScheduleReply hold(Instant start, String holdId, String holder) {
    return run(
        ScheduleDecider.decide(
            state, new ScheduleCommand.Hold(start, holdId, holder, NOBODY), now));
  }

  ScheduleReply hold(Instant start, String holdId, String holder, @Nullable Duration keep) {
    return run(
        ScheduleDecider.decide(
            state, new ScheduleCommand.Hold(start, holdId, holder, keep, NOBODY), now));
  }

  ScheduleReply releaseHold(String holdId) {
    return run(ScheduleDecider.decide(state, new ScheduleCommand.ReleaseHold(holdId, NOBODY), now));
  }

  ScheduleReply book(Instant start, String visitId, @Nullable String holdId) {
    return run(
        ScheduleDecider.decide(
            state, new ScheduleCommand.Book(start, visitId, holdId, NOBODY), now));
  }

  ScheduleReply releaseBooking(Instant start, String visitId) {
    return run(
        ScheduleDecider.decide(
            state, new ScheduleCommand.ReleaseBooking(start, visitId, NOBODY), now));
  }

  ScheduleReply free(Instant from, Instant to, int limit) {
    return run(
        ScheduleDecider.decide(state, new ScheduleCommand.Free(from, to, limit, NOBODY), now));
  }

  private ScheduleReply run(Decision<ScheduleEvent, ScheduleReply> decision) {
    return switch (decision) {
      case Decision.Accept<ScheduleEvent, ScheduleReply>(var events, var reply) -> {
        for (ScheduleEvent event : events) {
          journal.add(event);
          state = state.apply(event);
        }
        yield reply;
      }
      case Decision.Answer<ScheduleEvent, ScheduleReply>(var reply) -> reply;
      case Decision.Refuse<ScheduleEvent, ScheduleReply>(var refusal) ->
          new ScheduleReply.Refused(refusal);
    };
  }
}
