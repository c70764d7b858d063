package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.Heard;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Input;
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

  /** As much as is read; {@link #whole} is what is kept. */
  private final InboundMessage message;

  private final InboundMessage whole;
  private final Instant now;
  private final DialogueStage stage;
  private final Situation situation;
  private final Emergencies emergencies;

  /** The file that the message brought, once it is placed. */
  private @Nullable ReceivedFile file;

  TurnDecider(
      World world,
      PracticeConfig practice,
      HandOffRules handOff,
      String conversationId,
      ConversationState state,
      InboundMessage message,
      Map<Query, Fact> facts,
      long inFlight,
      Instant now) {
    this.world = world;
    this.practice = practice;
    this.state = state;
    this.message = Heard.of(message);
    this.whole = message;
    this.now = now;
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
    this.situation =
        new Situation(
            world, practice, handOff, state, this.message, now, new Unseen(state, inFlight), stage);
    this.emergencies = new Emergencies(situation);
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
    Optional<String> text =
        message.content() instanceof InboundContent.Text(String body)
            ? Optional.of(body)
            : Optional.empty();
    return text.flatMap(words -> world.detector().detect(words, chosen.orElse(null)))
        .filter(offered::contains)
        .or(() -> chosen)
        .orElseGet(() -> offered.isEmpty() ? world.languages().first() : offered.getFirst());
  }

  Turn decide() {
    Cursor cursor = situation.cursor();
    if (message.content() instanceof InboundContent.Media media) {
      Optional<Query> missing = ReceivedFile.missing(stage, cursor);
      if (missing.isPresent()) {
        return new Turn.Missing(missing.get());
      }
      file = ReceivedFile.of(media, message, stage, cursor, situation.answers());
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
      return recorded();
    }
    boolean stops = situation.text().filter(this::optsOut).isPresent();
    if (isStale()) {
      // Obeyed whatever was handled since: to be asked for consent once more harms nobody.
      if (stops) {
        stage.change(new Change.ConsentWithdrawn());
      }
      return Optional.empty();
    }
    if (stops) {
      stage.change(new Change.ConsentWithdrawn());
      return Optional.of(situation.say(null, Answers.NONE, "stop.done"));
    }
    Optional<Progress> advice = emergencies.answer();
    if (advice.isPresent()) {
      return advice;
    }
    if (readsWhatWaits()) {
      return Optional.empty();
    }
    if (!situation.handOff().isOver(state, message.sentAt())) {
      return state.consent() == null ? Optional.empty() : new NoticeReplies(situation).direct();
    }
    if (emergencies.isAboutToAdvise()) {
      return Optional.empty();
    }
    if (situation.isBack()) {
      stage.change(new Change.AttendanceEnded());
    }
    if (situation.isUpset()) {
      return Optional.of(situation.call(situation.cursor(), "upset", "human.upset"));
    }
    return emergencies
        .again()
        .or(() -> Optional.of(state.consent() == null ? withoutConsent() : withConsent()));
  }

  /** The button of the template that says that something waits: what waits is the answer. */
  private boolean readsWhatWaits() {
    return message.content() instanceof InboundContent.Choice(String id, String title)
        && id.equals(MessageTemplate.READ)
        && !state.outbox().isEmpty();
  }

  /** Changes of what was said before: kept, and read only for what cannot wait. */
  private Optional<Progress> recorded() {
    if (message.content() instanceof InboundContent.Revoke(String originalId)) {
      stage.change(new Change.MessageDeleted(originalId));
    }
    if (message.content() instanceof InboundContent.Edit edit) {
      stage.change(new Change.MessageEdited(edit.originalId()));
      return isStale() ? Optional.empty() : emergencies.answer();
    }
    return Optional.empty();
  }

  /**
   * Whether a message opts out in any language, unless the person's own says otherwise: "acha" is
   * stop in Swahili and all right in Hindi.
   */
  private boolean optsOut(String typed) {
    Optional<Word> said = world.words().wholeMessage(typed, stage.language());
    return said.filter(word -> word == Word.STOP).isPresent();
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

  // ── dialogue ──────────────────────────────────────────────────────────────────────────────────

  private Progress withoutConsent() {
    Cursor cursor = situation.cursor();
    FirstWords words = new FirstWords(situation);
    if (cursor == null || !BEFORE_CONSENT.contains(cursor.flow())) {
      return words.welcomed();
    }
    Optional<Progress> language = new LanguageSwitch(situation).requested();
    if (language.isPresent()) {
      return language.get();
    }
    boolean greets =
        situation.word().filter(word -> word == Word.GREETING || word == Word.START).isPresent();
    return greets
        ? situation.ask(cursor)
        : judged(cursor, words.noted(cursor).orElseGet(() -> read(cursor)));
  }

  private Progress withConsent() {
    Cursor cursor = situation.cursor();
    LanguageSwitch languages = new LanguageSwitch(situation);
    if (cursor != null && situation.awaitsEffect()) {
      return answered(cursor);
    }
    Optional<Progress> replied = new NoticeReplies(situation).answer();
    if (replied.isPresent()) {
      return languages.offered(replied.get());
    }
    if (situation.isBack() && !saysWhatToDo(cursor)) {
      return cursor == null
          ? situation.begin(FlowInterpreter.MENU, "human.back")
          : situation.repeat(cursor, "human.back");
    }
    if (cursor != null && situation.longSilent() && Situation.worthResuming(cursor)) {
      return situation
          .interpreter()
          .interrupt("resume", cursor, situation.answers(), Map.of(), situation.turn(), stage);
    }
    Optional<Progress> kind = new InboundKinds(situation, file).answer();
    if (kind.isPresent()) {
      return kind.get();
    }
    FreeText freeText = new FreeText(situation);
    if (cursor == null) {
      return languages.requested().orElseGet(freeText::fresh);
    }
    if (situation.chooses(cursor)) {
      return languages.offered(emergencies.afterwards(answered(cursor)));
    }
    return languages
        .requested()
        .or(() -> situation.word().flatMap(w -> new GlobalWords(situation).answer(w, cursor)))
        .or(() -> answersOldQuestion(cursor))
        .or(() -> freeText.atMenu(cursor))
        .or(() -> languages.passedOver(cursor).map(emergencies::afterwards))
        .or(() -> freeText.newsAtMenu(cursor))
        .orElseGet(() -> languages.offered(emergencies.afterwards(answered(cursor))));
  }

  /** Words that quote an older question than the one that is asked now. */
  private Optional<Progress> answersOldQuestion(Cursor cursor) {
    String quoted = message.repliesTo();
    return quoted == null || situation.text().isEmpty()
        ? Optional.empty()
        : state
            .asked()
            .sentAs(quoted)
            .filter(old -> !(old.flow() + old.step()).equals(cursor.flow() + cursor.step()))
            .map(old -> situation.repeat(cursor, "common.stale"));
  }

  /** Whether the message goes on by itself, and no question need be asked again for it. */
  private boolean saysWhatToDo(@Nullable Cursor cursor) {
    return situation.input() instanceof Input.Tapped
        || situation.word().isPresent()
        || cursor != null && situation.chooses(cursor);
  }

  /**
   * What the person did, as the answer to the question. Too many that make no sense call a human.
   */
  private Progress answered(Cursor cursor) {
    return judged(cursor, read(cursor));
  }

  private Progress judged(Cursor cursor, Progress made) {
    if (made.understood() || !(situation.input() instanceof Input.Typed)) {
      return made;
    }
    stage.change(new Change.Misunderstood(cursor.flow(), cursor.step()));
    return state.rapport().misunderstood() + 1 < situation.handOff().misunderstandings()
        ? made
        : situation.call(cursor, "misunderstood", "human.trouble");
  }

  /**
   * Who writes on before they can have read the question either goes on with the answer before, or
   * meant something else: they are just asked.
   */
  private Progress read(Cursor cursor) {
    Answers answers = situation.answers();
    int turn = situation.turn();
    FlowInterpreter interpreter = situation.interpreter();
    boolean unseen = situation.unseen().isQuestion() && !situation.awaitsEffect();
    if (!unseen || !(situation.input() instanceof Input.Typed(String typed))) {
      return interpreter.answer(cursor, answers, situation.input(), turn, stage);
    }
    if (interpreter.described(cursor, answers).isEmpty()) {
      Progress taken = interpreter.answer(cursor, answers, situation.input(), turn, stage);
      if (taken.understood()) {
        return taken;
      }
    }
    return interpreter
        .extend(cursor, answers, typed, turn, stage)
        .orElseGet(() -> situation.ask(cursor));
  }

  // ── the event ─────────────────────────────────────────────────────────────────────────────────

  /** Something did not answer: the person hears of it, the dialogue stays where it was. */
  private TurnTaken failed() {
    List<Outbound> outbound =
        outbound(List.of(new OutboundContent.Text(stage.text("common.trouble", Answers.NONE))));
    return new TurnTaken(
        inbound(),
        null,
        List.of(),
        outbound,
        file == null ? List.of() : List.of(file.fetch()),
        now,
        situation.unseen().replacedBy(outbound));
  }

  private TurnTaken event(@Nullable Move move, List<OutboundContent> messages) {
    List<Outbound> outbound = outbound(messages);
    return new TurnTaken(
        inbound(),
        move,
        new ArrayList<>(stage.changes()),
        outbound,
        stage.owed(),
        now,
        situation.unseen().replacedBy(outbound));
  }

  private List<Outbound> outbound(List<OutboundContent> contents) {
    return Dialogue.outbound(
        contents, state, practice.testMode() ? stage.text("common.test-mode", Answers.NONE) : null);
  }

  private Inbound inbound() {
    return new Inbound(
        message.id(),
        Dialogue.kindOf(message.content()),
        message.sentAt(),
        Private.of(state.contactId(), whole.content()),
        message.repliesTo());
  }
}
