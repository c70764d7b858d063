package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.conversation.ScriptedConversation.ID;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.delivery.SendOutcome;

class ConversationPropertiesTest {

  /** One thing that happens to a conversation. */
  sealed interface Step {
    record Says(InboundContent content) implements Step {}

    /** Taps one of the options that were shown last. */
    record TapsShown(int which) implements Step {}

    record RepeatsLast() implements Step {}

    record TriesToSend(SendOutcome outcome, double random) implements Step {}

    record Reported(int number, DeliveryStatus status) implements Step {}

    record Performs(EffectOutcome outcome) implements Step {}

    record Waits(Duration duration) implements Step {}

    record Moves(String phone) implements Step {}

    record StaffTakesOver() implements Step {}

    record StaffHandsBack() implements Step {}

    record StaffSays(String commandId, String text) implements Step {}

    record StaffWriteOnThePhone(String messageId) implements Step {}

    record StaffReplays(int number, String commandId) implements Step {}

    record StaffDrops(int number, String commandId) implements Step {}

    record ClinicGoesSilent(boolean silent) implements Step {}

    record SomebodyElseTakesTheSlot() implements Step {}
  }

  @Property(tries = 400)
  void neverFailsWhateverIsSent(@ForAll("anything") List<Step> steps) {
    Player player = new Player();
    for (Step step : steps) {
      player.play(step);
      player.checkLimits();
      // Whatever it is can be made durable.
      player.restarts.fromSnapshot(player.conversation.state);
    }
  }

  @Property(tries = 300)
  void aRestartAfterEveryStepChangesNothing(@ForAll("story") List<Step> steps) {
    Player player = new Player();
    ConversationState replayed = ConversationState.EMPTY;
    for (Step step : steps) {
      int before = player.conversation.events.size();
      player.play(step);
      ConversationState live = player.conversation.state;
      replayed =
          player.restarts.replayed(
              replayed,
              player.conversation.events.subList(before, player.conversation.events.size()));

      assertThat(replayed).isEqualTo(live);
      assertThat(player.restarts.fromSnapshot(live)).isEqualTo(live);
      player.conversation.state = player.restarts.fromSnapshot(live);
    }
  }

  @Property(tries = 300)
  void everyMessageLeavesInOrderAndIsAccountedForOnce(@ForAll("story") List<Step> steps) {
    Player player = new Player();
    steps.forEach(player::play);
    Set<Long> templates = player.templates();
    for (int i = 0; i < 1000 && !player.conversation.state.outbox().isEmpty(); i++) {
      player.goesOn();
      player.play(new Step.TriesToSend(new SendOutcome.Accepted("wamid.out"), 0));
    }
    templates.addAll(player.templates());

    List<Long> left = new ArrayList<>();
    for (ConversationEvent event : player.conversation.events) {
      if (event instanceof ConversationEvent.Dispatched sent) {
        left.add(sent.number());
      }
      if (event instanceof ConversationEvent.SendAbandoned abandoned) {
        left.add(abandoned.number());
      }
    }
    assertThat(player.conversation.state.outbox()).isEmpty();
    assertThat(left).doesNotHaveDuplicates();
    // A template goes before what it opens the way for.
    assertThat(left.stream().filter(number -> !templates.contains(number))).isSorted();
    assertThat(left).noneMatch(player.conversation.withdrawn()::contains);
    assertThat(player.conversation.state.lastNumber())
        .isEqualTo(
            player.conversation.said().size()
                + player.conversation.withdrawn().size()
                + player.conversation.events.stream()
                    .filter(ConversationEvent.StaffEchoed.class::isInstance)
                    .count());
  }

  /** However often staff ask, whatever receipts say in between. */
  @Property(tries = 300)
  void everyLetterEndsAtMostOnceAndIsKeptUntilThen(@ForAll("story") List<Step> steps) {
    Player player = new Player();
    steps.forEach(player::play);

    List<Long> ended = new ArrayList<>();
    List<Long> replayed = new ArrayList<>();
    List<Long> letters = new ArrayList<>();
    for (ConversationEvent event : player.conversation.events) {
      switch (event) {
        case ConversationEvent.SendAbandoned e -> letters.add(e.number());
        case ConversationEvent.LetterReplayed e -> {
          ended.add(e.number());
          replayed.add(e.number());
        }
        case ConversationEvent.LetterDropped e -> ended.add(e.number());
        default -> {}
      }
    }
    assertThat(ended).doesNotHaveDuplicates();
    assertThat(letters).containsAll(replayed);
    DeadLetters now = player.conversation.state.letters();
    assertThat(now.open().size()).isLessThanOrEqualTo(DeadLetters.KEPT);
    assertThat(now.closed().size()).isLessThanOrEqualTo(DeadLetters.REMEMBERED);
    for (DeadLetters.Letter letter : now.open()) {
      assertThat(ended).doesNotContain(letter.message().number());
      assertThat(letters).contains(letter.message().number());
    }
  }

  /** However messages came to wait, and whatever Meta's own reckoning says. */
  @Property(tries = 300)
  void nothingButATemplateIsSentAfterADayOfSilence(@ForAll("story") List<Step> steps) {
    Player player = new Player();
    steps.forEach(player::play);
    for (int i = 0; i < 1000 && !player.conversation.state.outbox().isEmpty(); i++) {
      player.goesOn();
      player.play(new Step.TriesToSend(new SendOutcome.Accepted("wamid.out"), 0));
    }

    assertThat(player.tries).noneMatch(Player.Try::isLate);
    int invited = 0;
    for (ConversationEvent event : player.conversation.events) {
      switch (event) {
        case ConversationEvent.TurnTaken turn -> invited = 0;
        case ConversationEvent.WindowClosed closed -> {
          invited += closed.invitation() == null ? 0 : 1;
          assertThat(invited).as("asked once in each silence").isLessThanOrEqualTo(1);
        }
        default -> {}
      }
    }
  }

  @Property(tries = 300)
  void aRepeatedReceiptChangesNothing(
      @ForAll("story") List<Step> steps,
      @ForAll @IntRange(min = 1, max = 20) int number,
      @ForAll DeliveryStatus status) {
    Player player = new Player();
    steps.forEach(player::play);
    player.play(new Step.Reported(number, status));
    ConversationState once = player.conversation.state;

    player.play(new Step.Reported(number, status));

    assertThat(player.conversation.state).isEqualTo(once);
  }

  /** Every message is charged: hand-off, emergencies and effects say one thing at a time too. */
  @Property(tries = 300)
  void noTurnSaysMoreThanOneThing(@ForAll("anything") List<Step> steps) {
    Player player = new Player();
    steps.forEach(player::play);

    for (ConversationEvent event : player.conversation.events) {
      if (event instanceof ConversationEvent.TurnTaken turn) {
        assertThat(turn.outbound()).hasSizeLessThanOrEqualTo(1);
      }
      if (event instanceof ConversationEvent.EffectSettled settled) {
        assertThat(settled.outbound()).hasSizeLessThanOrEqualTo(1);
      }
    }
  }

  /** Plays steps; the message that is being sent is always the first of the outbox. */
  private static final class Player {
    private final ScriptedConversation conversation = new ScriptedConversation();
    private final Restarts restarts = new Restarts();
    private InboundContent last = new InboundContent.Text("hello");

    /** A message that a channel was asked to send. */
    record Try(boolean template, Duration silence) {
      boolean isLate() {
        return !template && silence.compareTo(Duration.ofHours(24)) > 0;
      }
    }

    private final List<Try> tries = new ArrayList<>();

    Player() {
      conversation.performs = false;
      conversation.delivers = false;
      restarts.knows(ID);
      conversation.dependants = restarts::knows;
    }

    void play(Step step) {
      switch (step) {
        case Step.Says(InboundContent content) -> says(content);
        case Step.TapsShown(int which) -> {
          List<Option> shown =
              conversation.said().reversed().stream()
                  .map(ScriptedConversation::options)
                  .filter(options -> !options.isEmpty())
                  .findFirst()
                  .orElse(List.of());
          if (!shown.isEmpty()) {
            Option option = shown.get(which % shown.size());
            says(new InboundContent.Choice(option.id(), option.title()));
          }
        }
        case Step.RepeatsLast() -> says(last);
        case Step.TriesToSend(SendOutcome outcome, double random) -> {
          switch (next()) {
            case SendRules.Next.Nothing nothing -> {}
            case SendRules.Next.Later later -> {}
            case SendRules.Next.Write(ConversationEvent event) -> conversation.happened(event);
            case SendRules.Next.Go(ConversationEvent.Outbound head) -> {
              tries.add(
                  new Try(
                      head.kind().equals(OutboundContent.TEMPLATE),
                      Duration.between(conversation.state.lastInboundAt(), conversation.now)));
              conversation
                  .decider
                  .sent(
                      Optional.of(conversation.practice),
                      conversation.state,
                      head.number(),
                      outcome,
                      random,
                      conversation.now)
                  .ifPresent(conversation::happened);
            }
          }
        }
        case Step.Reported(int number, DeliveryStatus status) ->
            conversation.takes(
                conversation.decider.receipts(
                    ID,
                    conversation.state,
                    List.of(
                        new Receipt(
                            OutboundMessage.idOf(ID, number),
                            "wamid.out",
                            status,
                            conversation.now,
                            null)),
                    conversation.now));
        case Step.Performs(EffectOutcome outcome) -> {
          conversation.nextOutcome = Optional.of(outcome);
          if (conversation.clinicAnswers) {
            conversation.performOwed();
          }
        }
        case Step.Waits(Duration duration) -> conversation.now = conversation.now.plus(duration);
        case Step.Moves(String phone) -> conversation.from = new Address(Address.Kind.PHONE, phone);
        case Step.StaffTakesOver() ->
            conversation.takes(
                StaffDecider.takeOver(conversation.state, "staff-1", conversation.now));
        case Step.StaffHandsBack() ->
            conversation.takes(
                StaffDecider.handBack(conversation.state, "staff-1", conversation.now));
        case Step.StaffSays(String commandId, String text) ->
            conversation.takes(
                StaffDecider.say(
                    ID,
                    conversation.state,
                    new ConversationCommand.Say(commandId, text, "staff-1", null),
                    conversation.now));
        case Step.StaffWriteOnThePhone(String messageId) -> conversation.staffWrites(messageId);
        case Step.StaffReplays(int number, String commandId) ->
            conversation.takes(
                LetterDecider.replay(
                    ID,
                    conversation.state,
                    new ConversationCommand.ReplayLetter(commandId, number, "staff-1", null),
                    conversation.now));
        case Step.StaffDrops(int number, String commandId) ->
            conversation.takes(
                LetterDecider.drop(
                    conversation.state,
                    new ConversationCommand.DropLetter(
                        commandId, number, DropReason.OUTDATED, "staff-1", null),
                    conversation.now));
        case Step.ClinicGoesSilent(boolean silent) -> conversation.clinicAnswers = !silent;
        case Step.SomebodyElseTakesTheSlot() -> conversation.slotTaken = Optional.of(List.of());
      }
    }

    private SendRules.Next next() {
      return conversation.decider.next(
          Optional.of(conversation.practice), conversation.state, conversation.now);
    }

    /** Until the outbox may go on. */
    void goesOn() {
      if (next() instanceof SendRules.Next.Later(Instant at)) {
        assertThat(at).isAfter(conversation.now);
        conversation.now = at;
      }
    }

    /** Numbers of the templates that wait. */
    Set<Long> templates() {
      return conversation.events.stream()
          .filter(ConversationEvent.WindowClosed.class::isInstance)
          .map(event -> ((ConversationEvent.WindowClosed) event).invitation())
          .filter(Objects::nonNull)
          .map(ConversationEvent.Outbound::number)
          .collect(Collectors.toCollection(HashSet::new));
    }

    private void says(InboundContent content) {
      last = content;
      conversation.receives(content);
    }

    /** WhatsApp refuses whatever is larger (OutboundContent). */
    void checkLimits() {
      for (OutboundContent content : conversation.said()) {
        assertThat(content.body()).isNotBlank().hasSizeLessThanOrEqualTo(limit(content));
        List<Option> options = ScriptedConversation.options(content);
        assertThat(options).extracting(Option::id).doesNotHaveDuplicates();
        for (Option option : options) {
          assertThat(option.id()).hasSizeLessThanOrEqualTo(OutboundContent.ROW_ID_LIMIT);
          assertThat(option.title())
              .isNotBlank()
              .hasSizeLessThanOrEqualTo(
                  content instanceof OutboundContent.Buttons
                      ? OutboundContent.BUTTON_TITLE_LIMIT
                      : OutboundContent.ROW_TITLE_LIMIT);
        }
        assertThat(options.size())
            .isLessThanOrEqualTo(
                content instanceof OutboundContent.Buttons
                    ? OutboundContent.BUTTONS_LIMIT
                    : OutboundContent.ROWS_LIMIT);
      }
    }

    private static int limit(OutboundContent content) {
      return content instanceof OutboundContent.Buttons
          ? OutboundContent.BUTTONS_BODY_LIMIT
          : OutboundContent.TEXT_LIMIT;
    }
  }

  @Provide
  Arbitrary<List<Step>> anything() {
    return steps(HostileInput.content(HostileInput.anyText()));
  }

  @Provide
  Arbitrary<List<Step>> story() {
    return steps(HostileInput.content(HostileInput.text()));
  }

  private static Arbitrary<List<Step>> steps(Arbitrary<InboundContent> contents) {
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(8, contents.map(Step.Says::new)),
            Tuple.of(12, Arbitraries.integers().between(0, 9).map(Step.TapsShown::new)),
            Tuple.of(1, Arbitraries.just(new Step.RepeatsLast())),
            Tuple.of(4, sends()),
            Tuple.of(3, reports()),
            Tuple.of(3, letters()),
            Tuple.of(6, outcomes().map(Step.Performs::new)),
            Tuple.of(
                1,
                Arbitraries.of(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(40),
                        Duration.ofHours(25),
                        Duration.ofDays(9))
                    .map(Step.Waits::new)),
            Tuple.of(1, Arbitraries.of("919800000001", "919800000002").map(Step.Moves::new)),
            Tuple.of(1, staff()),
            Tuple.of(1, Arbitraries.of(true, false, false).map(Step.ClinicGoesSilent::new)),
            Tuple.of(1, Arbitraries.just(new Step.SomebodyElseTakesTheSlot())));
    // Half of the stories begin where there is much to lose.
    Arbitrary<List<Step>> beginning =
        Arbitraries.of(List.of(), booking().subList(0, 4), booking().subList(0, 9), booking());
    return beginning.flatMap(
        begun ->
            step.list()
                .ofMaxSize(40)
                .map(
                    more -> {
                      List<Step> all = new ArrayList<>(begun);
                      all.addAll(more);
                      return all;
                    }));
  }

  private static List<Step> booking() {
    return List.of(
        says("hello"),
        new Step.TapsShown(0),
        new Step.TapsShown(0),
        new Step.TapsShown(1),
        says("Asha Verma"),
        says("34"),
        new Step.TapsShown(0),
        says("Fever and headache since two days"),
        says("1"),
        new Step.TapsShown(0),
        new Step.TapsShown(0));
  }

  private static Step says(String text) {
    return new Step.Says(new InboundContent.Text(text));
  }

  private static Arbitrary<Step> sends() {
    Arbitrary<SendOutcome> outcomes =
        Arbitraries.oneOf(
            Arbitraries.just(new SendOutcome.Accepted("wamid.out")),
            Arbitraries.of(SendOutcome.ErrorClass.class)
                .map(error -> new SendOutcome.Rejected(error, 1, null)));
    return outcomes.flatMap(
        outcome ->
            Arbitraries.doubles()
                .between(0, true, 1, false)
                .map(random -> new Step.TriesToSend(outcome, random)));
  }

  private static Arbitrary<Step> letters() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 20);
    Arbitrary<String> commands = Arbitraries.of("c1", "c2", "c3");
    return Combinators.combine(numbers, commands, Arbitraries.of(true, true, false))
        .as(
            (number, command, replay) ->
                replay
                    ? new Step.StaffReplays(number, command)
                    : new Step.StaffDrops(number, command));
  }

  private static Arbitrary<Step> reports() {
    return Arbitraries.integers()
        .between(0, 40)
        .flatMap(
            n -> Arbitraries.of(DeliveryStatus.class).map(status -> new Step.Reported(n, status)));
  }

  private static Arbitrary<EffectOutcome> outcomes() {
    return Arbitraries.of(
        new EffectOutcome.Done(),
        new EffectOutcome.Done(),
        new EffectOutcome.Taken(List.of()),
        new EffectOutcome.Refused("no"));
  }

  private static Arbitrary<Step> staff() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Step.StaffTakesOver()),
        Arbitraries.just(new Step.StaffHandsBack()),
        Arbitraries.of("wamid.e1", "wamid.e2").map(Step.StaffWriteOnThePhone::new),
        Arbitraries.of("c1", "c2")
            .flatMap(id -> HostileInput.text().map(text -> new Step.StaffSays(id, text))));
  }
}
