package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.SendRules.Next;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;
import org.tabib.engine.privacy.Private;

/** What may go out to whom when (WhatsApp's 24-hour window), and at what rate to one person. */
class WindowTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration WEEK = Duration.ofDays(7);

  private ScriptedConversation story = new ScriptedConversation().welcomed();

  // ── the window ────────────────────────────────────────────────────────────────────────────────

  @Test
  void sendsWithinADayOfThePersonsLastWordsAndNotAfter() {
    waitingSince("book");
    Instant last = story.state.lastInboundAt();

    assertThat(next(last.plus(DAY))).isInstanceOf(Next.Go.class);
    assertThat(next(last.plus(DAY).plusNanos(1))).isInstanceOf(Next.Write.class);
  }

  @Test
  void countsFromTheTimeThatTheProviderGives() {
    waitingSince("book");
    Instant last = story.state.lastInboundAt();
    story.receives(
        List.of(
            new org.tabib.engine.delivery.InboundMessage(
                "wamid.old", last.minusSeconds(60), new InboundContent.Text("hello"), null)),
        List.of());

    assertThat(next(last.plus(DAY).plusSeconds(1))).isInstanceOf(Next.Write.class);
  }

  @Test
  void asksThePersonToWriteInTheirLanguageBeforeAllThatWaits() {
    story = new ScriptedConversation("hi");
    story.happens("agreed before");
    waitingSince("मेनू");
    silentForADay();

    ConversationEvent.WindowClosed closed = (ConversationEvent.WindowClosed) happens();

    assertThat(closed.waiting()).containsExactly(story.state.lastNumber() - 1);
    assertThat(closed.until()).isEqualTo(story.now.plus(WEEK));
    Outbound head = go();
    assertThat(head.kind()).isEqualTo("template");
    OutboundContent.Template invitation = (OutboundContent.Template) content(head);
    assertThat(invitation.language()).isEqualTo("hi");
    assertThat(invitation.parameters()).hasSize(1);
    assertThat(invitation.body()).contains(invitation.parameters().getFirst());
    accepted(head);
    assertThat(next(story.now)).isEqualTo(new Next.Later(closed.until()));
  }

  @Test
  void asksOnceInOneSilenceAndWaitsWithWhateverComesAfterwards() {
    waitingSince("book");
    silentForADay();
    happens();
    accepted(go());
    staffSaysInTheirOwnWay("…");

    ConversationEvent.WindowClosed second = (ConversationEvent.WindowClosed) happens();

    assertThat(second.invitation()).isNull();
    assertThat(second.waiting()).hasSize(1);
    assertThat(next(story.now)).isInstanceOf(Next.Later.class);
  }

  @Test
  void saysWhatWaitedWhenThePersonWritesButNoQuestionTwice() {
    waitingSince("book");
    String question = bodies().getFirst();
    staffSaysInTheirOwnWay("Please bring your papers.");
    silentForADay();
    happens();
    accepted(go());

    story.receives(new InboundContent.Text("hello"));

    assertThat(story.events)
        .filteredOn(ConversationEvent.WindowReopened.class::isInstance)
        .hasSize(1);
    // The question that waited is asked by the answer, or is not asked any more.
    assertThat(bodies()).contains("Please bring your papers.").doesNotContain(question);
    assertThat(next(story.now)).isInstanceOf(Next.Go.class);
  }

  @Test
  void answersTheButtonOfTheInvitationWithNothingButWhatWaits() {
    waitingSince("book");
    silentForADay();
    happens();
    Outbound invitation = go();
    accepted(invitation);
    long before = story.state.lastNumber();

    story.receives(new InboundContent.Choice(MessageTemplate.READ, "Read message"));

    assertThat(story.state.lastNumber()).isEqualTo(before);
    assertThat(bodies()).containsExactly("Who is the visit for?" + TEST_MODE);
    assertThat(next(story.now)).isInstanceOf(Next.Go.class);
  }

  private static final String TEST_MODE = "\n\n_Test mode: no real appointment_";

  @Test
  void takesAnInvitationBackThatNeverWent() {
    waitingSince("book");
    silentForADay();
    ConversationEvent.WindowClosed closed = (ConversationEvent.WindowClosed) happens();

    story.receives(new InboundContent.Choice(MessageTemplate.READ, "Read message"));

    assertThat(story.withdrawn()).contains(closed.invitation().number());
    assertThat(story.state.outbox()).noneMatch(message -> message.kind().equals("template"));
  }

  @Test
  void keepsAnInvitationThatIsBeingSent() {
    waitingSince("book");
    silentForADay();
    story.inFlight = ((ConversationEvent.WindowClosed) happens()).invitation().number();

    story.receives(new InboundContent.Choice(MessageTemplate.READ, "Read message"));

    assertThat(story.withdrawn()).doesNotContain(story.inFlight);
  }

  @Test
  void becomesADeadLetterWithItsReasonWhenThePersonDoesNotWriteInTime() {
    waitingSince("book");
    long waiting = story.state.lastNumber();
    silentForADay();
    ConversationEvent.WindowClosed closed = (ConversationEvent.WindowClosed) happens();
    accepted(go());

    story.now = closed.until();

    assertThat(happens())
        .isInstanceOfSatisfying(
            ConversationEvent.SendAbandoned.class,
            abandoned -> {
              assertThat(abandoned.number()).isEqualTo(waiting);
              assertThat(abandoned.reason()).isEqualTo("window-closed");
            });
    assertThat(story.state.letters().letter(waiting)).as("may be replayed").isPresent();
    assertThat(next(story.now)).isEqualTo(new Next.Nothing());
  }

  @Test
  void doesNotWriteToPeopleWhoDidNotAgree() {
    story = new ScriptedConversation();
    waitingSince("hello");
    silentForADay();

    assertThat(((ConversationEvent.WindowClosed) happens()).invitation()).isNull();
  }

  @Test
  void believesMetaWhenItSaysThatTheWindowIsClosed() {
    waitingSince("book");
    long waiting = story.state.lastNumber();

    story.happened(outcome(waiting, new SendOutcome.Rejected(ErrorClass.WINDOW, 131_047, null)));

    assertThat(go().kind()).isEqualTo("template");
    accepted(go());
    assertThat(next(story.now.plusSeconds(60))).isInstanceOf(Next.Later.class);
    story.receives(new InboundContent.Text("hello"));
    assertThat(next(story.now)).isInstanceOf(Next.Go.class);
  }

  @Test
  void anInvitationThatIsRefusedIsADeadLetterAndWhatWaitsGoesOnWaiting() {
    waitingSince("book");
    silentForADay();
    happens();
    Outbound invitation = go();

    story.happened(
        outcome(invitation.number(), new SendOutcome.Rejected(ErrorClass.WINDOW, 131_047, null)));

    assertThat(story.events.getLast()).isInstanceOf(ConversationEvent.SendAbandoned.class);
    assertThat(next(story.now)).isInstanceOf(Next.Later.class);
  }

  @Test
  void adviceInAnEmergencyObeysToo() {
    waitingSince("my father has severe chest pain and cannot breathe");
    silentForADay();

    happens();

    assertThat(go().kind()).isEqualTo("template");
  }

  // ── limits ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void keepsToWhatOnePersonMayBeSent() {
    story = new ScriptedConversation().welcomed();
    story.delivers = false;
    Instant start = story.now;
    int sent = 0;
    while (next(start) instanceof Next.Go || story.state.outbox().isEmpty()) {
      if (story.state.outbox().isEmpty()) {
        staffSaysInTheirOwnWay("…");
      }
      if (next(start) instanceof Next.Go(Outbound head)) {
        story.happened(new ConversationEvent.Dispatched(head.number(), "wamid.out" + sent, start));
        sent++;
      }
    }

    assertThat(sent).isBetween(43, 45);
    Instant at = ((Next.Later) next(start)).at();
    assertThat(Duration.between(start, at)).isBetween(Duration.ZERO, Duration.ofSeconds(6));
    assertThat(next(at)).isInstanceOf(Next.Go.class);
  }

  @Test
  void givesUpWhatWaitsForAWeekWhileThePersonGoesOnWriting() {
    waitingSince("book");
    story.now = story.now.plus(WEEK);
    story.inFlight = story.state.outbox().getFirst().number();
    story.receives(new InboundContent.Text("hello"));

    assertThat(happens())
        .isInstanceOfSatisfying(
            ConversationEvent.SendAbandoned.class,
            abandoned -> {
              assertThat(abandoned.number()).isEqualTo(story.inFlight);
              assertThat(abandoned.reason()).isEqualTo("held-too-long");
            });
  }

  @ParameterizedTest
  @CsvSource({"ACCOUNT", "SLOW", "WAIT", "RETRY", "DOUBT"})
  void whatMayStillSucceedIsTriedAgain(ErrorClass errorClass) {
    waitingSince("book");

    story.happened(
        outcome(story.state.lastNumber(), new SendOutcome.Rejected(errorClass, 1, null)));

    assertThat(story.events.getLast()).isInstanceOf(ConversationEvent.SendDeferred.class);
  }

  @Test
  void nothingIsWrittenOfWhatIsHeld() {
    waitingSince("book");

    assertThat(
            story.decider.sent(
                Optional.of(story.practice),
                story.state,
                story.state.lastNumber(),
                new SendOutcome.Held(Duration.ofSeconds(1)),
                0.5,
                story.now))
        .isEmpty();
  }

  @Test
  void erasedPeopleAreNotAskedToWrite() {
    waitingSince("book");
    silentForADay();
    story.happened(
        new ConversationEvent.AddressChanged(new Private.Erased<>("sehat.erased"), story.now));

    // The channel is never asked: the attempt comes to a dead letter at once.
    assertThat(next(story.now)).isInstanceOf(Next.Go.class);
    assertThat(SendRules.isErased(story.state, story.state.outbox().getFirst())).isTrue();
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  /** The answer to that stays in the outbox. */
  private void waitingSince(String text) {
    story.delivers = false;
    story.types(text);
    assertThat(story.state.outbox()).isNotEmpty();
  }

  private void silentForADay() {
    story.now = story.now.plus(DAY).plusSeconds(1);
  }

  /** Something is said from outside the dialogue, whatever the window. */
  private void staffSaysInTheirOwnWay(String text) {
    story.happened(
        new ConversationEvent.StaffSpoke(
            "command" + story.state.lastNumber(),
            new Outbound(
                story.state.lastNumber() + 1,
                "text",
                Private.of(story.state.contactId(), new OutboundContent.Text(text)),
                "sehat.staff-1"),
            story.now));
  }

  private Next next(Instant now) {
    return story.decider.next(Optional.of(story.practice), story.state, now);
  }

  /** What has to be written now, written. */
  private ConversationEvent happens() {
    ConversationEvent event = ((Next.Write) next(story.now)).event();
    story.happened(event);
    return event;
  }

  private Outbound go() {
    return ((Next.Go) next(story.now)).head();
  }

  private void accepted(Outbound message) {
    story.happened(outcome(message.number(), new SendOutcome.Accepted("wamid.out")));
  }

  private ConversationEvent outcome(long number, SendOutcome outcome) {
    return story
        .decider
        .sent(Optional.of(story.practice), story.state, number, outcome, 0.5, story.now)
        .orElseThrow();
  }

  private List<String> bodies() {
    return story.state.outbox().stream().map(message -> content(message).body()).toList();
  }

  private static OutboundContent content(Outbound message) {
    return ((Private.Clear<OutboundContent>) message.content()).value();
  }
}
