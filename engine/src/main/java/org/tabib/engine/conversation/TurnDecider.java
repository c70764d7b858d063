package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.care.Complaint;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Input;
import org.tabib.engine.flow.OptionId;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Word;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;

/**
 * Decides what one inbound message causes. The order of the rules is the promise: opt-out first, a
 * red flag before any dialogue, consent before anything else, then the dialogue, then its words.
 */
final class TurnDecider {
  /** WhatsApp's customer service window: nothing free-form goes out later than that. */
  private static final Duration WINDOW = Duration.ofHours(24);

  /** After that much silence a person is asked whether to go on (CONV-4). */
  private static final Duration SILENCE = Duration.ofHours(24);

  /** Flows in which nothing is lost by beginning again. */
  private static final List<String> NOTHING_TO_RESUME =
      List.of(FlowInterpreter.MENU, "welcome", "resume");

  /** Flows that a person may be in who has not agreed to anything. */
  private static final Set<String> BEFORE_CONSENT = Set.of("welcome", "emergency");

  /** What the turn comes to, or what is missing to say it. */
  sealed interface Turn {
    record Missing(Query query) implements Turn {}

    record Taken(TurnTaken event) implements Turn {}
  }

  private final World world;
  private final PracticeConfig practice;
  private final ConversationState state;
  private final InboundMessage message;
  private final Instant now;
  private final DialogueStage stage;
  private final FlowInterpreter interpreter;
  private final int turn;

  /** The file that the message brought, once it is placed. */
  private @Nullable ReceivedFile file;

  TurnDecider(
      World world,
      PracticeConfig practice,
      String conversationId,
      ConversationState state,
      InboundMessage message,
      Map<Query, Fact> facts,
      Instant now) {
    this.world = world;
    this.practice = practice;
    this.state = state;
    this.message = message;
    this.now = now;
    this.interpreter = world.interpreter();
    this.turn = (int) state.lastNumber() + 1;
    Language language = language();
    this.stage =
        new DialogueStage(
            world,
            practice,
            conversationId,
            state,
            language,
            facts,
            message.id(),
            message.sentAt(),
            now);
    if (!language.tag().equals(state.language())) {
      stage.change(new Change.LanguageChosen(language.tag()));
    }
  }

  /** The person's choice; before consent whatever they write in; else the practice's first. */
  private Language language() {
    Optional<Language> chosen =
        Optional.ofNullable(state.language()).flatMap(world.languages()::find);
    if (state.consent() != null && chosen.isPresent()) {
      return chosen.get();
    }
    List<Language> offered = world.languagesOf(practice);
    return text()
        .flatMap(world.detector()::detect)
        .filter(offered::contains)
        .or(() -> chosen)
        .orElseGet(() -> offered.isEmpty() ? world.languages().first() : offered.getFirst());
  }

  Turn decide() {
    if (message.content() instanceof InboundContent.Media media) {
      Optional<Query> missing = ReceivedFile.missing(stage, known());
      if (missing.isPresent()) {
        return new Turn.Missing(missing.get());
      }
      file = ReceivedFile.of(media, message, stage, known(), answers());
      stage.owe(file.fetch());
    }
    Optional<Progress> progress = progress();
    if (progress.isEmpty()) {
      return new Turn.Taken(event(null, List.of()));
    }
    Progress made = progress.get();
    return switch (made.state()) {
      case MISSING -> new Turn.Missing(stage.missing().orElseThrow());
      case FAILED -> new Turn.Taken(failed());
      case ASKING, OWING, ENDED -> {
        made.ended()
            .forEach(e -> stage.change(new Change.FlowEnded(e.flow(), e.version(), e.step())));
        yield new Turn.Taken(event(Dialogue.move(made, state.contactId()), made.messages()));
      }
    };
  }

  /** What the dialogue makes of the message; empty when nothing is to be said. */
  private Optional<Progress> progress() {
    if (unaddressed()) {
      return Optional.empty();
    }
    Optional<String> text = text();
    boolean stops = text.isPresent() && stage.means(Word.STOP, text.get());
    if (isStale()) {
      // Obeyed whatever was handled since: to be asked for consent once more harms nobody.
      if (stops) {
        stage.change(new Change.ConsentWithdrawn());
      }
      return Optional.empty();
    }
    if (stops) {
      stage.change(new Change.ConsentWithdrawn());
      return Optional.of(say(null, Answers.NONE, "stop.done"));
    }
    Optional<Complaint> redFlag = text.or(this::caption).flatMap(this::redFlag);
    if (redFlag.isPresent() && !isAdvisingOn(redFlag.get())) {
      return Optional.of(emergency(redFlag.get()));
    }
    if (state.attendedBy() != null) {
      return Optional.empty();
    }
    if (isAdvising() && describesMore()) {
      return Optional.of(
          interpreter.repeat(
              Objects.requireNonNull(state.cursor()), answers(), turn, List.of(), stage));
    }
    return Optional.of(state.consent() == null ? withoutConsent() : withConsent());
  }

  /** Messages that are not said to us. */
  private boolean unaddressed() {
    return switch (message.content()) {
      case InboundContent.Reaction r -> true;
      case InboundContent.Edit e -> true;
      case InboundContent.Revoke r -> true;
      case InboundContent.Other other -> other.kind().equals("system");
      case InboundContent.Text t -> false;
      case InboundContent.Choice c -> false;
      case InboundContent.Media m -> false;
      case InboundContent.Location l -> false;
      case InboundContent.Contacts c -> false;
      case InboundContent.Form f -> false;
      case InboundContent.Welcome w -> false;
    };
  }

  /** Came too late to be answered freely. An opt-out holds all the same. */
  private boolean isStale() {
    return message.sentAt().isBefore(now.minus(WINDOW));
  }

  private Optional<String> text() {
    return message.content() instanceof InboundContent.Text(String body)
        ? Optional.of(body)
        : Optional.empty();
  }

  /** What stands under a picture is written as much as a text is. */
  private Optional<String> caption() {
    return message.content() instanceof InboundContent.Media media
        ? Optional.ofNullable(media.caption())
        : Optional.empty();
  }

  // ── emergencies ───────────────────────────────────────────────────────────────────────────────

  private Optional<Complaint> redFlag(String text) {
    Cursor cursor = known();
    Assessment assessment =
        cursor != null && interpreter.asksForName(cursor)
            ? world.care().assessAsWritten(text)
            : world.care().assess(text);
    return assessment.isEmergency() ? assessment.redFlags().stream().findFirst() : Optional.empty();
  }

  private boolean isAdvising() {
    Cursor cursor = known();
    return cursor != null && cursor.flow().equals("emergency");
  }

  /** Already at this advice: staff are not alarmed a second time. Another red flag is told. */
  private boolean isAdvisingOn(Complaint complaint) {
    return isAdvising() && complaint.id().equals(answers().value(Variables.RED_FLAG));
  }

  /** Words that choose nothing, while advice is given: the advice again is the best answer. */
  private boolean describesMore() {
    Cursor cursor = known();
    return cursor != null
        && text()
            .filter(typed -> !interpreter.chooses(cursor, answers(), typed, stage))
            .filter(typed -> world.words().wholeMessage(typed, stage.language()).isEmpty())
            .isPresent();
  }

  private Progress emergency(Complaint complaint) {
    Map<String, String> learned =
        Map.of(
            Variables.RED_FLAG, complaint.id(),
            Variables.ADVICE, world.care().emergencyAdviceKey(complaint));
    Cursor cursor = known();
    if (state.attendedBy() != null || cursor != null && awaitsEffect()) {
      // A human is answering, or something is being booked: advise, and leave the rest as it is.
      stage.change(new Change.EmergencySeen(complaint.id()));
      return say(cursor, answers(), "emergency.advise", answers().with(learned));
    }
    if (cursor == null && state.consent() != null) {
      return interpreter.begin("emergency", Answers.NONE.with(learned), turn, List.of(), stage);
    }
    // Before consent the way back leads to the question of consent, never to the menu.
    Cursor back = cursor == null ? world.flows().beginning("welcome", turn) : cursor;
    return interpreter.interrupt("emergency", back, answers(), learned, turn, stage);
  }

  // ── dialogue ──────────────────────────────────────────────────────────────────────────────────

  private Progress withoutConsent() {
    Cursor cursor = known();
    if (cursor == null || !BEFORE_CONSENT.contains(cursor.flow())) {
      return interpreter.begin("welcome", Answers.NONE, turn, List.of(), stage);
    }
    boolean greets =
        text()
            .flatMap(typed -> world.words().wholeMessage(typed, stage.language()))
            .filter(word -> word == Word.GREETING || word == Word.START)
            .isPresent();
    return greets
        ? interpreter.repeat(cursor, answers(), turn, List.of(), stage)
        : interpreter.answer(cursor, answers(), input(), turn, stage);
  }

  private Progress withConsent() {
    Cursor cursor = known();
    if (cursor == null) {
      return fresh();
    }
    if (awaitsEffect()) {
      return interpreter.answer(cursor, answers(), input(), turn, stage);
    }
    if (longSilent() && !NOTHING_TO_RESUME.contains(cursor.flow())) {
      return interpreter.interrupt("resume", cursor, answers(), Map.of(), turn, stage);
    }
    if (message.content() instanceof InboundContent.Welcome) {
      return interpreter.repeat(
          cursor, answers(), turn, List.of(stage.text("common.hello", answers())), stage);
    }
    if (unusable()) {
      Answers noted = file == null ? answers() : file.noted(answers());
      return interpreter.repeat(cursor, noted, turn, List.of(unusableText()), stage);
    }
    Optional<String> typed = text();
    if (typed.isPresent() && !interpreter.chooses(cursor, answers(), typed.get(), stage)) {
      Optional<Progress> word =
          world.words().wholeMessage(typed.get(), stage.language()).flatMap(w -> global(w, cursor));
      if (word.isPresent()) {
        return word.get();
      }
    }
    return interpreter.answer(cursor, answers(), input(), turn, stage);
  }

  /** No dialogue is going on. */
  private Progress fresh() {
    if (unusable()) {
      return interpreter.begin(
          FlowInterpreter.MENU, Answers.NONE, turn, List.of(unusableText()), stage);
    }
    Input input = input();
    if (input instanceof Input.Tapped(OptionId option, String title)
        && option.flow().equals(FlowInterpreter.MENU)) {
      // An old main menu is as good as a new one.
      Progress menu = interpreter.begin(FlowInterpreter.MENU, Answers.NONE, turn, List.of(), stage);
      Cursor cursor = menu.cursor();
      return cursor == null ? menu : interpreter.answer(cursor, menu.answers(), input, turn, stage);
    }
    if (input instanceof Input.Tapped) {
      return begin(FlowInterpreter.MENU, "common.stale");
    }
    return text()
        .flatMap(typed -> world.words().wholeMessage(typed, stage.language()))
        .map(this::flowFor)
        .map(flow -> interpreter.begin(flow, Answers.NONE, turn, List.of(), stage))
        .orElseGet(() -> begin(FlowInterpreter.MENU, null));
  }

  private String flowFor(Word word) {
    return switch (word) {
      case BOOK, MYSELF, SOMEONE_ELSE -> "booking";
      case MY_VISITS, RESCHEDULE, CANCEL -> "visits";
      case LANGUAGE -> "language";
      case HUMAN -> "human";
      case HELP -> "help";
      case YES, NO, MENU, BACK, STOP, START, GREETING, CONTINUE, RESTART, MORE, NONE, THANKS ->
          FlowInterpreter.MENU;
    };
  }

  /** Words that work anywhere in a dialogue (CONV-5). */
  private Optional<Progress> global(Word word, Cursor cursor) {
    return switch (word) {
      case MENU, RESTART -> Optional.of(leave(cursor, FlowInterpreter.MENU, null));
      case CANCEL -> Optional.of(leave(cursor, FlowInterpreter.MENU, cancelled(cursor)));
      case MY_VISITS -> Optional.of(leave(cursor, "visits", null));
      case HUMAN -> Optional.of(leave(cursor, "human", null));
      case BACK -> Optional.of(interpreter.back(cursor, answers(), turn, stage));
      case HELP ->
          Optional.of(
              interpreter.repeat(
                  cursor, answers(), turn, List.of(stage.text("help.text", answers())), stage));
      case LANGUAGE ->
          Optional.of(interpreter.interrupt("language", cursor, answers(), Map.of(), turn, stage));
      case GREETING, START ->
          Optional.of(
              interpreter.repeat(
                  cursor, answers(), turn, List.of(stage.text("common.hello", answers())), stage));
      case BOOK ->
          cursor.flow().equals("booking")
              ? Optional.empty()
              : Optional.of(leave(cursor, "booking", null));
      case YES, NO, STOP, RESCHEDULE, CONTINUE, MORE, NONE, MYSELF, SOMEONE_ELSE, THANKS ->
          Optional.empty();
    };
  }

  private static @Nullable String cancelled(Cursor cursor) {
    return switch (cursor.flow()) {
      case "booking" -> "booking.cancelled";
      case "visits" -> "visits.kept";
      default -> null;
    };
  }

  private Progress leave(Cursor cursor, String flow, @Nullable String said) {
    if (!NOTHING_TO_RESUME.contains(cursor.flow())) {
      stage.change(new Change.FlowEnded(cursor.flow(), cursor.version(), "left-" + cursor.step()));
    }
    return begin(flow, said);
  }

  private Progress begin(String flow, @Nullable String said) {
    List<String> first = said == null ? List.of() : List.of(stage.text(said, Answers.NONE));
    return interpreter.begin(flow, Answers.NONE, turn, first, stage);
  }

  private boolean unusable() {
    return input() instanceof Input.Unusable
        && !(message.content() instanceof InboundContent.Welcome);
  }

  /** What is said of a message that answers no question. */
  private String unusableText() {
    return file == null ? stage.text("common.unusable", answers()) : file.acknowledgement(stage);
  }

  private Input input() {
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
  private @Nullable Cursor known() {
    Cursor cursor = state.cursor();
    return cursor != null
            && world.flows().at(cursor).isPresent()
            && state.answers() instanceof Private.Clear<Answers>
        ? cursor
        : null;
  }

  private Answers answers() {
    return state.answers().orElse(Answers.NONE);
  }

  private boolean awaitsEffect() {
    String awaited = answers().value(Variables.EFFECT);
    return awaited != null && state.owed().stream().anyMatch(effect -> effect.id().equals(awaited));
  }

  private boolean longSilent() {
    Instant last = state.lastInboundAt();
    return last != null && last.plus(SILENCE).isBefore(now);
  }

  private Progress say(@Nullable Cursor cursor, Answers answers, String key) {
    return say(cursor, answers, key, answers);
  }

  private Progress say(@Nullable Cursor cursor, Answers answers, String key, Answers arguments) {
    return new Progress(
        cursor == null ? Progress.State.ENDED : Progress.State.ASKING,
        cursor,
        answers,
        List.of(new OutboundContent.Text(stage.text(key, arguments))),
        List.of(),
        true);
  }

  // ── the event ─────────────────────────────────────────────────────────────────────────────────

  /** Something did not answer: the person hears of it, the dialogue stays where it was. */
  private TurnTaken failed() {
    return new TurnTaken(
        inbound(),
        null,
        List.of(),
        Dialogue.outbound(
            List.of(new OutboundContent.Text(stage.text("common.trouble", Answers.NONE))),
            state,
            testMode()),
        file == null ? List.of() : List.of(file.fetch()),
        now);
  }

  private TurnTaken event(@Nullable Move move, List<OutboundContent> messages) {
    return new TurnTaken(
        inbound(),
        move,
        new ArrayList<>(stage.changes()),
        Dialogue.outbound(messages, state, testMode()),
        stage.owed(),
        now);
  }

  private @Nullable String testMode() {
    return practice.testMode() ? stage.text("common.test-mode", Answers.NONE) : null;
  }

  private Inbound inbound() {
    return new Inbound(
        message.id(),
        Dialogue.kindOf(message.content()),
        message.sentAt(),
        Private.of(state.contactId(), message.content()),
        message.repliesTo());
  }
}
