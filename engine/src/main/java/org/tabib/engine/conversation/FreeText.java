package org.tabib.engine.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Input;
import org.tabib.engine.flow.OptionId;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.flow.Step;
import org.tabib.engine.language.Word;

/** What is said when no dialogue is going on, or at the menu (CONV-15): never ignored. */
final class FreeText {
  /** So many words tell something. */
  private static final int NEWS = 3;

  private static final Pattern BLANK = Pattern.compile("\\s+");

  private final Situation now;

  FreeText(Situation now) {
    this.now = now;
  }

  /** No dialogue is going on. */
  Progress fresh() {
    Input input = now.input();
    if (input instanceof Input.Tapped(OptionId option, String title)) {
      return option.flow().equals(FlowInterpreter.MENU) ? menu(input) : stale();
    }
    return now.word()
        .map(this::followed)
        .or(this::understood)
        .or(this::news)
        .orElseGet(() -> now.begin(FlowInterpreter.MENU, null));
  }

  /** Words at the menu that choose nothing there; empty when they are not understood either. */
  Optional<Progress> atMenu(Cursor cursor) {
    return cursor.flow().equals(FlowInterpreter.MENU) ? understood() : Optional.empty();
  }

  /** Words at the menu that no intent is in: perhaps news of a visit. */
  Optional<Progress> newsAtMenu(Cursor cursor) {
    return cursor.flow().equals(FlowInterpreter.MENU) ? news() : Optional.empty();
  }

  /** News have some words; a word alone is a slip, or the beginning of something. */
  private Optional<Progress> news() {
    return now.text()
        .filter(typed -> BLANK.splitAsStream(typed.strip()).limit(NEWS).count() == NEWS)
        .flatMap(this::update);
  }

  /**
   * What somebody tells who comes to us, or came a few days ago, may be for that visit's doctor:
   * they are asked, since neither a new booking nor a note in a record is to be guessed at.
   */
  private Optional<Progress> update(String told) {
    Acted visits =
        now.stage()
            .with(
                new Query.TellableVisits(now.state().contactId()),
                Fact.Visits.class,
                fact -> Acted.done(fact.visits().isEmpty() ? "none" : "some"));
    return switch (visits) {
      case Acted.Missing missing ->
          Optional.of(
              new Progress(Progress.State.MISSING, null, Answers.NONE, List.of(), List.of(), true));
      // A look-up that fails must not keep anybody from booking.
      case Acted.Failed failed -> Optional.empty();
      case Acted.Owed owed -> throw new IllegalStateException("a look-up owes nothing");
      case Acted.Done done ->
          done.outcome().equals("none")
              ? Optional.empty()
              : Optional.of(now.begin("update", Answers.NONE.with(told(told)), null));
    };
  }

  private static Map<String, String> told(String words) {
    return Map.of(Variables.COMPLAINT, words, Variables.TOLD, "yes");
  }

  private Progress followed(Word word) {
    return word == Word.THANKS
        ? now.say(null, Answers.NONE, "common.welcome")
        : now.begin(flowFor(word), null);
  }

  /** What a sentence asks for: a visit for an illness, something else that we do, or a human. */
  private Optional<Progress> understood() {
    Optional<String> complaint = complaint();
    Optional<Word> intent = now.intent();
    if (complaint.isPresent() && intent.isEmpty()) {
      Optional<Progress> update = update(complaint.get());
      if (update.isPresent()) {
        return update;
      }
    }
    return asked(complaint, intent)
        .map(asked -> now.begin(asked.flow(), Answers.NONE.with(asked.learned()), null));
  }

  /** A flow that is asked for, and what of it was said already. */
  record Asked(String flow, Map<String, String> learned) {}

  /** What the words alone ask for, whoever says them; nothing is looked up. */
  Optional<Asked> asked() {
    Optional<Word> word = now.word();
    if (word.isPresent()) {
      return word.map(said -> new Asked(flowFor(said), Map.of()));
    }
    Optional<Word> intent = now.intent();
    Optional<Asked> asked = asked(complaint(), intent);
    // What is told of an illness is for a visit that is planned, where there is one.
    return intent.isPresent() ? asked : asked.map(told -> new Asked("update", told.learned()));
  }

  private Optional<String> complaint() {
    return now.text().filter(typed -> !now.world().care().assess(typed).complaints().isEmpty());
  }

  private Optional<Asked> asked(Optional<String> complaint, Optional<Word> intent) {
    if (complaint.isPresent() && intent.filter(w -> w != Word.BOOK).isEmpty()) {
      Map<String, String> learned = new HashMap<>(told(complaint.get()));
      // "Fever since Monday" wishes for no day; "book for fever on Monday" does.
      learned.putAll(intent.isPresent() ? wish() : Map.of());
      return Optional.of(new Asked("booking", learned));
    }
    return intent.map(word -> new Asked(flowFor(word), word == Word.BOOK ? wish() : Map.of()));
  }

  /** "… tomorrow morning": what was said of the time to come is not asked again. */
  private Map<String, String> wish() {
    return now.text()
        .flatMap(typed -> now.stage().read(Step.Reader.WHEN, typed))
        .map(wish -> Map.of(Variables.FROM, wish))
        .orElseGet(Map::of);
  }

  /** An old main menu is as good as a new one. */
  private Progress menu(Input input) {
    Progress menu = now.begin(FlowInterpreter.MENU, null);
    Cursor cursor = menu.cursor();
    return cursor == null
        ? menu
        : now.interpreter().answer(cursor, menu.answers(), input, now.turn(), now.stage());
  }

  private Progress stale() {
    return now.begin(FlowInterpreter.MENU, "common.stale");
  }

  private String flowFor(Word word) {
    return switch (word) {
      case BOOK, MYSELF, SOMEONE_ELSE -> "booking";
      case MY_VISITS, RESCHEDULE, CANCEL -> "visits";
      case WAITING_LIST -> "waitlist";
      case MY_REMINDERS -> "my-reminders";
      case STOP_REMINDERS -> "stop-reminders";
      case UPDATE -> "update";
      case LANGUAGE -> "language";
      case HUMAN -> "human";
      case HELP -> "help";
      case YES, NO, MENU, BACK, STOP, START, GREETING, CONTINUE, RESTART, MORE, NONE, THANKS ->
          FlowInterpreter.MENU;
    };
  }
}
