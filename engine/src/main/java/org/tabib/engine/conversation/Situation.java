package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Input;
import org.tabib.engine.flow.OptionId;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.language.Word;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;

/** One inbound message, the conversation it comes into, and the moves that can be made with it. */
record Situation(
    World world,
    PracticeConfig practice,
    HandOffRules handOff,
    ConversationState state,
    InboundMessage message,
    Instant now,
    Unseen unseen,
    DialogueStage stage) {

  /** After that much silence a person is asked whether to go on (CONV-4). */
  private static final Duration SILENCE = Duration.ofHours(24);

  /** Flows in which nothing is lost by beginning again. */
  private static final List<String> NOTHING_TO_RESUME =
      List.of(FlowInterpreter.MENU, "welcome", "resume", "offer-language");

  FlowInterpreter interpreter() {
    return world.interpreter();
  }

  /** The number of the next question. */
  int turn() {
    return (int) state.lastNumber() + 1;
  }

  Optional<String> text() {
    return message.content() instanceof InboundContent.Text(String body)
        ? Optional.of(body)
        : Optional.empty();
  }

  /** What the whole message means. */
  Optional<Word> word() {
    return text().flatMap(typed -> world.words().wholeMessage(typed, stage.language()));
  }

  /** Whether the message is angry about the service. */
  boolean isUpset() {
    return text().filter(world.words()::upset).isPresent();
  }

  /** What a longer message asks for. */
  Optional<Word> intent() {
    return text().flatMap(typed -> world.words().intent(typed, stage.language()));
  }

  /** Whether staff attended and the bot answers again from this message on. */
  boolean isBack() {
    return state.attendedAt() != null;
  }

  Input input() {
    return switch (message.content()) {
      case InboundContent.Text(String body) -> new Input.Typed(body);
      case InboundContent.Choice(String id, String title) ->
          OptionId.parse(id)
              .<Input>map(option -> new Input.Tapped(option, title))
              .orElseGet(() -> new Input.Typed(title));
      case InboundContent.Media m -> new Input.Unusable();
      case InboundContent.Location l -> new Input.Unusable();
      case InboundContent.Contacts c -> new Input.Unusable();
      case InboundContent.Form f -> new Input.Unusable();
      case InboundContent.Reaction r -> new Input.Unusable();
      case InboundContent.Edit e -> new Input.Unusable();
      case InboundContent.Revoke r -> new Input.Unusable();
      case InboundContent.Welcome w -> new Input.Unusable();
      case InboundContent.Other o -> new Input.Unusable();
    };
  }

  /**
   * Where the dialogue stands, if its flow version and step still exist and what it had learned is
   * not erased; else it starts anew.
   */
  @Nullable Cursor cursor() {
    Cursor cursor = state.cursor();
    return cursor != null
            && world.flows().at(cursor).isPresent()
            && state.answers() instanceof Private.Clear<Answers>
        ? cursor
        : null;
  }

  Answers answers() {
    return state.answers().orElse(Answers.NONE);
  }

  /** Whether the words choose one of the options that are shown. */
  boolean chooses(Cursor cursor) {
    return text()
        .filter(typed -> interpreter().chooses(cursor, answers(), typed, stage))
        .isPresent();
  }

  boolean awaitsEffect() {
    String awaited = answers().value(Variables.EFFECT);
    return awaited != null && state.owed().stream().anyMatch(effect -> effect.id().equals(awaited));
  }

  boolean longSilent() {
    Instant last = state.lastInboundAt();
    return last != null && last.plus(SILENCE).isBefore(now);
  }

  static boolean worthResuming(Cursor cursor) {
    return !NOTHING_TO_RESUME.contains(cursor.flow());
  }

  // ── moves ─────────────────────────────────────────────────────────────────────────────────────

  /** Says something and leaves the dialogue where it is. */
  Progress say(@Nullable Cursor cursor, Answers answers, String key) {
    return say(cursor, answers, key, answers);
  }

  Progress say(@Nullable Cursor cursor, Answers answers, String key, Answers arguments) {
    return new Progress(
        cursor == null ? Progress.State.ENDED : Progress.State.ASKING,
        cursor,
        answers,
        List.of(new OutboundContent.Text(stage.text(key, arguments))),
        List.of(),
        true);
  }

  /** Asks the same again. */
  Progress ask(Cursor cursor) {
    return interpreter().repeat(cursor, answers(), turn(), List.of(), stage);
  }

  /** Asks the same again, after something else was said. */
  Progress repeat(Cursor cursor, String key) {
    return interpreter()
        .repeat(cursor, answers(), turn(), List.of(stage.text(key, answers())), stage);
  }

  /**
   * Says something that must not get lost when the question changes, and the question again. It is
   * the same question: what it offers stays valid.
   */
  Progress inform(Cursor cursor, Answers answers, String key, Answers arguments) {
    return interpreter()
        .repeat(cursor, answers, cursor.turn(), List.of(stage.text(key, arguments)), stage);
  }

  /** Begins a flow with nothing learned. */
  Progress begin(String flow, @Nullable String said) {
    return begin(flow, Answers.NONE, said);
  }

  Progress begin(String flow, Answers answers, @Nullable String said) {
    List<String> first = said == null ? List.of() : List.of(stage.text(said, answers));
    return interpreter().begin(flow, answers, turn(), first, stage);
  }

  /** Gives a dialogue up for another one. */
  Progress leave(Cursor cursor, String flow, Answers answers, @Nullable String said) {
    if (worthResuming(cursor)) {
      stage.change(new Change.FlowEnded(cursor.flow(), cursor.version(), "left-" + cursor.step()));
    }
    return begin(flow, answers, said);
  }

  Progress leave(Cursor cursor, String flow, @Nullable String said) {
    return leave(cursor, flow, Answers.NONE, said);
  }

  /** Interrupts what a dialogue has just come to: that is where the flow returns. */
  Progress interrupt(Progress made, Cursor cursor, String flow, Map<String, String> learned) {
    Progress over = interpreter().interrupt(flow, cursor, made.answers(), learned, turn(), stage);
    List<Progress.Ended> ended = new ArrayList<>(made.ended());
    ended.addAll(over.ended());
    return new Progress(over.state(), over.cursor(), over.answers(), over.messages(), ended, true);
  }

  /** Calls a human: the bot is silent from now on, and the dialogue waits where it is. */
  Progress call(@Nullable Cursor cursor, String reason, String key) {
    stage.change(new Change.HumanCalled(reason));
    return say(cursor, cursor == null ? Answers.NONE : answers(), key);
  }
}
