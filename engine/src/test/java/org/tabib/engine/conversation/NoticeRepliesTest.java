package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.schedule.Slot;

/** Answers to notices, by tap and in words, whatever dialogue goes on (COMM-8). */
class NoticeRepliesTest {
  private final ScriptedConversation story = new ScriptedConversation();

  private String booked() {
    story.readyToBook();
    story.taps("Confirm");
    return story.visits.getFirst().visitId();
  }

  /** A second visit, two hours after the first. */
  private VisitLookup.OpenVisit another() {
    VisitLookup.OpenVisit first = story.visits.getFirst();
    VisitLookup.OpenVisit second =
        new VisitLookup.OpenVisit(
            "sehat.01930000-0000-7000-8000-0000000000f2",
            first.patientId(),
            story.practice.doctors().get(1).id(),
            new Slot(
                story.practice.doctors().get(1).scheduleId(),
                first.slot().start().plus(Duration.ofHours(2)),
                Duration.ofMinutes(15)));
    story.visits.add(second);
    return second;
  }

  private <E extends Effect> List<E> performed(Class<E> type) {
    return story.performed.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void aTapConfirmsTheVisitAsItWasTold() {
    String visit = booked();
    Instant start = story.visits.getFirst().slot().start();
    story.happens("reminded the day before");

    story.taps("I will come");

    assertThat(performed(Effect.ConfirmVisit.class))
        .extracting(Effect.ConfirmVisit::visitId, Effect.ConfirmVisit::start)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(visit, start));
    assertThat(story.last().body()).startsWith("✅ Thank you, we expect you: Dr. ");
  }

  @ParameterizedTest
  @CsvSource({
    "confirm",
    "Confirmed",
    "I will come",
    "yes",
    "ok",
    "आऊंगा",
    "pakka",
    "நான் வருவேன்",
    "vastanu",
    "আমি আসব",
    "मी येईन",
    "nitakuja",
    "Vou comparecer",
    "हाँ"
  })
  void wordsConfirmInEveryLanguage(String words) {
    booked();
    story.happens("reminded the day before");

    story.types(words);

    assertThat(performed(Effect.ConfirmVisit.class)).hasSize(1);
    assertThat(story.state.language()).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource({
    "I am here",
    "आ गया",
    "mi aalo",
    "vanthuten",
    "వచ్చాను",
    "এসে গেছি",
    "nimefika",
    "cheguei"
  })
  void wordsCheckInInEveryLanguage(String words) {
    booked();
    story.happens("reminded an hour before");

    story.types(words);

    assertThat(performed(Effect.CheckInVisit.class)).hasSize(1);
  }

  @Test
  void asksWhichOfTwoVisitsIsConfirmed() {
    booked();
    VisitLookup.OpenVisit second = another();
    story.happens("reminded the day before");
    new ScriptedNotices(story).tell(NoticeKind.VISIT_REMINDER_DAY, ScriptedNotices.about(second));
    story.deliverAll();

    story.types("confirm");
    assertThat(story.last().body()).startsWith("Which visit do you mean?");
    assertThat(performed(Effect.ConfirmVisit.class)).isEmpty();
    story.types("2");

    assertThat(performed(Effect.ConfirmVisit.class))
        .extracting(Effect.ConfirmVisit::visitId)
        .containsExactly(second.visitId());
  }

  @Test
  void takesAQuotedReminderForTheOneThatIsMeant() {
    String first = booked();
    VisitLookup.OpenVisit second = another();
    story.happens("reminded the day before");
    String quoted = "wamid.out" + story.state.lastNumber();
    new ScriptedNotices(story).tell(NoticeKind.VISIT_REMINDER_DAY, ScriptedNotices.about(second));
    story.deliverAll();

    story.receives(
        new InboundMessage("wamid.q", story.now, new InboundContent.Text("yes"), quoted));

    assertThat(performed(Effect.ConfirmVisit.class))
        .extracting(Effect.ConfirmVisit::visitId)
        .containsExactly(first);
  }

  @Test
  void asksWhichVisitWhenNobodyWasReminded() {
    booked();
    another();

    story.types("confirm");

    assertThat(story.last().body()).startsWith("Which visit do you mean?");
  }

  @Test
  void returnsToTheUnfinishedDialogueAfterwards() {
    booked();
    story.types("book");
    story.taps("Someone else");
    story.happens("reminded the day before");

    story.taps("I will come");

    assertThat(story.last().body())
        .startsWith("✅ Thank you, we expect you")
        .contains("What is the patient’s full name?");
    story.types("Ravi Verma");
    assertThat(story.last().body()).contains("How old is Ravi Verma?");
  }

  @Test
  void leavesAYoungerQuestionToTheDialogue() {
    booked();
    story.happens("reminded the day before");
    story.types("my visits");
    story.taps(story.visits.isEmpty() ? "" : doctor());
    story.taps("Cancel visit");

    story.types("yes");

    assertThat(performed(Effect.CancelVisit.class)).hasSize(1);
    assertThat(performed(Effect.ConfirmVisit.class)).isEmpty();
  }

  private String doctor() {
    return ScriptedConversation.options(story.last()).getFirst().title();
  }

  @Test
  void saysHowTheVisitStandsWhenItWasMovedSince() {
    booked();
    story.happens("reminded the day before");
    VisitLookup.OpenVisit old = story.visits.removeFirst();
    story.visits.add(
        new VisitLookup.OpenVisit(
            old.visitId(),
            old.patientId(),
            old.doctorId(),
            new Slot(
                old.slot().scheduleId(),
                old.slot().start().plus(Duration.ofDays(1)),
                old.slot().length())));
    story.nextOutcome = Optional.of(new EffectOutcome.Refused("visit-moved"));

    story.taps("I will come");

    assertThat(story.last().body()).startsWith("This visit was changed. It is now: Dr. ");
  }

  @Test
  void saysThatAVisitIsCancelledWhenItWasSince() {
    booked();
    story.happens("reminded the day before");
    story.visits.clear();
    story.nextOutcome = Optional.of(new EffectOutcome.Refused("visit-not-in-that-state"));

    story.taps("I will come");

    assertThat(story.last().body()).startsWith("This visit is not planned any more.");
  }

  @Test
  void aSingleTapHoldsWhileStaffAnswerAndWordsAreLeftToThem() {
    booked();
    story.happens("reminded the day before");
    story.happens("staff take over");

    assertThat(story.types("confirm")).isEmpty();
    assertThat(story.taps("Other time")).as("would ask back").isEmpty();
    story.taps("I will come");

    assertThat(performed(Effect.ConfirmVisit.class)).hasSize(1);
  }

  @Test
  void optsOutAndHearsAnEmergencyFirst() {
    booked();
    story.happens("reminded the day before");

    story.types("severe chest pain");
    assertThat(story.last().body()).contains("112");
    story.types("stop");

    assertThat(story.state.consent()).isNull();
    assertThat(performed(Effect.ConfirmVisit.class)).isEmpty();
  }

  @Test
  void takesYesForAnAnswerOnlyToWhatWasSaidLast() {
    booked();
    story.happens("reminded the day before");
    story.types("thanks");

    story.types("yes");

    assertThat(performed(Effect.ConfirmVisit.class)).isEmpty();
  }

  @Test
  void aReminderLeadsStraightToAnotherTimeAndToTheCancellation() {
    booked();
    story.happens("reminded the day before");

    story.taps("Other time");
    assertThat(story.last().body()).contains("free at these times");
    story.types("menu");
    story.happens("reminded an hour before");
    story.types("cancel");

    assertThat(story.last().body()).startsWith("Really cancel the visit with");
  }

  @Test
  void offersANewTimeWithTheSameDoctorForTheSamePatient() {
    booked();
    String doctorId = story.visits.getFirst().doctorId();
    story.happens("visit missed");

    story.taps("Book a new time");
    assertThat(story.last().body()).startsWith("What is the problem?");
    story.types("fever since two days");

    assertThat(story.last().body()).contains("is free at these times");
    assertThat(story.state.answers().orElse(null).value(Variables.DOCTOR)).isEqualTo(doctorId);
  }

  @Test
  void knowsNoAnswerToWhatItForgot() {
    booked();
    story.receives(new InboundContent.Choice("notice|confirm|long-ago", "I will come"));

    assertThat(story.last().body()).startsWith("That choice is from an older message.");
  }

  // ── the queue ─────────────────────────────────────────────────────────────────────────────────

  private void queued() {
    story.welcomed();
    story.happens("the clinic has a queue");
    story.types("menu");
    story.taps("Join the queue");
    story.types("1");
    story.taps("For me");
    story.types("Asha Verma");
    story.types("34");
    story.taps("Female");
    story.types("cough for two days");
  }

  @Test
  void offersTheQueueOnlyWhereThereIsOne() {
    story.welcomed();
    assertThat(ScriptedConversation.options(story.last()))
        .noneMatch(option -> option.title().equals("Join the queue"));
  }

  @Test
  void tellsTheWaitBeforeAnybodyJoins() {
    queued();

    assertThat(story.last().body())
        .contains("3 people are ahead of you. Expected wait: 25 to 40 minutes.");
    assertThat(performed(Effect.JoinQueue.class)).isEmpty();
    story.taps("No");
    assertThat(performed(Effect.JoinQueue.class)).isEmpty();
  }

  @Test
  void givesTheNumberAndKnowsItAfterwards() {
    queued();
    story.taps("Yes, join");

    assertThat(story.last().body()).startsWith("✅ Your number is *A7*, ");
    assertThat(performed(Effect.JoinQueue.class))
        .extracting(Effect.JoinQueue::urgency)
        .containsExactly(Urgency.GREEN);
    story.types("my number");
    assertThat(story.last().body()).startsWith("Your number *A7*, ").contains("3 people");
  }

  @Test
  void aRedFlagInterruptsTheWayIntoTheQueue() {
    story.welcomed();
    story.happens("the clinic has a queue");
    story.types("join the queue");
    story.types("1");
    story.taps("For me");
    story.types("Asha Verma");
    story.types("54");
    story.taps("Female");

    story.types("severe chest pain and sweating");

    assertThat(story.last().body()).contains("112");
    assertThat(performed(Effect.JoinQueue.class)).isEmpty();
  }

  @Test
  void comesBackAfterBeingMissed() {
    queued();
    story.taps("Yes, join");
    story.happens("called and missed");

    story.types("I am here");

    assertThat(performed(Effect.ReturnToQueue.class)).hasSize(1);
    assertThat(story.last().body()).startsWith("Welcome back. Number *A7*");
  }

  @Test
  void saysSoWhenATicketIsServedAlready() {
    queued();
    story.taps("Yes, join");
    story.happens("near their turn");
    Notices.Ticket ticket = story.desk.all().getFirst();
    story.desk.turns(ticket.queueId(), ticket.label(), TicketStatus.SERVED);

    story.taps("Leave the queue");

    assertThat(story.last().body()).startsWith("Number *A7* is not in the queue any more.");
  }

  @Test
  void leavesAfterItWasAskedOnceMore() {
    queued();
    story.taps("Yes, join");

    story.types("leave the queue");
    assertThat(performed(Effect.LeaveQueue.class)).isEmpty();
    story.types("yes");

    assertThat(performed(Effect.LeaveQueue.class)).hasSize(1);
    assertThat(story.last().body()).startsWith("Number *A7* is given up.");
  }

  @Test
  void gettingNoNumberIsSaid() {
    queued();
    story.desk.open = false;

    story.taps("Yes, join");

    assertThat(story.last().body()).startsWith("No numbers are given out there at the moment.");
  }
}
