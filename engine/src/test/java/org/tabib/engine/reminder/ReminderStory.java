package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Lifecycle.Transition;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderLifecycle.Move;

/** One reminder's life as a test tells it, on a clock that the test moves. Quiet hours: 21 to 8. */
final class ReminderStory {
  static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
  static final ReminderContent AMOXICILLIN =
      new ReminderContent("Amoxicillin", "500 mg", "1-0-1 x 2 days", List.of(), Food.AFTER);

  private ReminderState state = ReminderState.unplanned("sehat.reminder");
  private Instant now;
  private final List<ReminderEvent> events = new ArrayList<>();
  private final List<DueNotice> told = new ArrayList<>();
  private final List<Transition<ReminderStatus, Move>> walked = new ArrayList<>();
  private @Nullable Telling answer = Telling.done();
  private boolean keyKnown = true;

  private ReminderStory(String local) {
    now = at(local);
  }

  /** 1-0-1 for two days, planned on the morning of the 21st of November 2026 at ten. */
  static ReminderStory course() {
    ReminderStory story = new ReminderStory("2026-11-21T10:00");
    story.plan(plan(ReminderKind.MEDICATION, twiceADay()), AMOXICILLIN);
    return story;
  }

  static ReminderStory course(Rhythm rhythm) {
    ReminderStory story = new ReminderStory("2026-11-21T10:00");
    story.plan(plan(ReminderKind.MEDICATION, rhythm), AMOXICILLIN);
    return story;
  }

  /** Each month at that time, from the first of December 2026. */
  static ReminderStory care(String time) {
    ReminderStory story = new ReminderStory("2026-11-21T10:00");
    story.plan(
        plan(
            ReminderKind.CHECK_UP,
            new Rhythm.OnDates(
                LocalDate.of(2026, 12, 1), LocalTime.parse(time), Period.ofMonths(1), null)),
        ReminderContent.of("blood pressure"));
    return story;
  }

  static ReminderStory nothing() {
    return new ReminderStory("2026-11-21T10:00");
  }

  static Rhythm twiceADay() {
    return new Rhythm.AtTimes(
        List.of(LocalTime.of(8, 0), LocalTime.of(20, 0)),
        1,
        Set.of(),
        LocalDateTime.parse("2026-11-21T10:00"),
        LocalDateTime.parse("2026-11-23T10:00"));
  }

  static ReminderPlan plan(ReminderKind kind, Rhythm rhythm) {
    return new ReminderPlan(
        "sehat.patient",
        "sehat.contact",
        "sehat.conversation",
        "sehat.clinic",
        null,
        kind,
        rhythm,
        ZONE);
  }

  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  ReminderStory now(String local) {
    now = at(local);
    return this;
  }

  ReminderStory forgotten() {
    keyKnown = false;
    return this;
  }

  ReminderStory conversationAnswers(@Nullable Telling telling) {
    answer = telling;
    return this;
  }

  ReminderReply plan(ReminderPlan plan, ReminderContent content) {
    return perform(
        ReminderDecider.decide(
            state, new ReminderCommand.Plan(plan, content, By.STAFF, nobody()), keyKnown, now));
  }

  /** The record of a visit of this morning says that day. */
  ReminderReply follow(LocalDate day) {
    return follow(day, at("2026-11-21T10:00"));
  }

  ReminderReply follow(LocalDate day, Instant written) {
    ReminderPlan plan =
        new ReminderPlan(
            "sehat.patient",
            "sehat.contact",
            "sehat.conversation",
            "sehat.clinic",
            "sehat.visit",
            ReminderKind.CHECK_UP,
            new Rhythm.OnDates(day, LocalTime.NOON, null, null),
            ZONE,
            new FollowUp("sehat.doctor", day));
    return perform(
        FollowUpDecider.decide(
            state,
            new ReminderCommand.Follow(
                plan, ReminderContent.of("Dr. Ananya Rao, Main Road"), written, nobody()),
            keyKnown,
            now));
  }

  /** The record says nothing about coming again any more. */
  ReminderReply unfollow() {
    return perform(
        ReminderDecider.decide(state, new ReminderCommand.StopReminding(By.RULE, nobody()), now));
  }

  ReminderReply change(
      @Nullable Rhythm rhythm, @Nullable ZoneId zone, @Nullable ReminderContent content) {
    return perform(
        ReminderDecider.decide(
            state,
            new ReminderCommand.Change(rhythm, zone, content, By.STAFF, nobody()),
            keyKnown,
            now));
  }

  ReminderReply stop() {
    return perform(
        ReminderDecider.decide(
            state, new ReminderCommand.StopReminding(By.PATIENT, nobody()), now));
  }

  ReminderReply done(String local) {
    return perform(
        ReminderDecider.decide(
            state, new ReminderCommand.Done(at(local), By.PATIENT, nobody()), now));
  }

  ReminderReply snooze(String local, String until) {
    return perform(
        ReminderDecider.decide(
            state, new ReminderCommand.Snooze(at(local), at(until), By.PATIENT, nobody()), now));
  }

  /** The timer for that occurrence rings now. */
  ReminderReply fire(Instant occurrence) {
    ReminderCommand.Fire fire = new ReminderCommand.Fire(occurrence, nobody());
    ReminderContent content =
        keyKnown && state.content() instanceof Private.Clear<ReminderContent>(var who, var clear)
            ? clear
            : null;
    return switch (FireDecider.decide(state, fire, content, outsideQuietHours(now), now)) {
      case FireDecider.Step.Settle(var decision) -> perform(decision);
      case FireDecider.Step.Tell(var notice) -> {
        told.add(notice);
        yield perform(
            FireDecider.decide(state, new ReminderCommand.NoticeAnswered(fire, answer), now));
      }
    };
  }

  /** Lets its timer ring at each time it asks for, until nothing is due or that time is reached. */
  ReminderStory liveUntil(String local) {
    Instant end = at(local);
    for (NextDue due = state.nextDue();
        due != null && !due.at().isAfter(end);
        due = state.nextDue()) {
      now = due.at();
      fire(due.occurrence());
    }
    now = end;
    return this;
  }

  ReminderState state() {
    return state;
  }

  List<ReminderEvent> events() {
    return events;
  }

  List<DueNotice> told() {
    return told;
  }

  /** When somebody was told, on the patient's clock. */
  List<String> toldAt() {
    return events.stream()
        .filter(ReminderEvent.OccurrenceTold.class::isInstance)
        .map(event -> LocalDateTime.ofInstant(event.at(), ZONE).toString())
        .toList();
  }

  List<Transition<ReminderStatus, Move>> walked() {
    return walked;
  }

  static Refusal refusal(ReminderReply reply) {
    assertThat(reply).isInstanceOf(ReminderReply.Refused.class);
    return ((ReminderReply.Refused) reply).refusal();
  }

  private ReminderReply perform(Decision<ReminderEvent, ReminderReply> decision) {
    return switch (decision) {
      case Decision.Accept<ReminderEvent, ReminderReply>(var accepted, var reply) -> {
        for (ReminderEvent event : accepted) {
          ReminderStatus from = state.status();
          state = state.apply(event);
          walked.add(new Transition<>(from, ReminderLifecycle.move(event), state.status()));
          events.add(event);
        }
        yield reply;
      }
      case Decision.Answer<ReminderEvent, ReminderReply>(var reply) -> reply;
      case Decision.Refuse<ReminderEvent, ReminderReply>(var refusal) ->
          new ReminderReply.Refused(refusal);
    };
  }

  private static Instant outsideQuietHours(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, ZONE);
    LocalTime morning = LocalTime.of(8, 0);
    if (local.toLocalTime().isBefore(morning)) {
      return local.toLocalDate().atTime(morning).atZone(ZONE).toInstant();
    }
    return local.getHour() >= 21
        ? local.toLocalDate().plusDays(1).atTime(morning).atZone(ZONE).toInstant()
        : instant;
  }

  private static @Nullable ActorRef<ReminderReply> nobody() {
    return null;
  }
}
