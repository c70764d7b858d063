package org.tabib.engine.conversation;

import java.util.Map;
import java.util.Optional;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Input;
import org.tabib.engine.flow.OptionId;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.flow.Step;
import org.tabib.engine.language.Word;

/** What is said when no dialogue is going on, or at the menu (CONV-15): never ignored. */
final class FreeText {
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
        .orElseGet(() -> now.begin(FlowInterpreter.MENU, null));
  }

  /** Words at the menu that choose nothing there; empty when they are not understood either. */
  Optional<Progress> atMenu(Cursor cursor) {
    return cursor.flow().equals(FlowInterpreter.MENU) ? understood() : Optional.empty();
  }

  private Progress followed(Word word) {
    return word == Word.THANKS
        ? now.say(null, Answers.NONE, "common.welcome")
        : now.begin(flowFor(word), null);
  }

  /** What a sentence asks for: a visit for an illness, something else that we do, or a human. */
  private Optional<Progress> understood() {
    Optional<String> complaint =
        now.text().filter(typed -> !now.world().care().assess(typed).complaints().isEmpty());
    Optional<Word> intent = now.intent();
    if (complaint.isPresent() && intent.filter(w -> w != Word.BOOK).isEmpty()) {
      return Optional.of(
          now.begin(
              "booking",
              Answers.NONE
                  .with(Map.of(Variables.COMPLAINT, complaint.get(), Variables.TOLD, "yes"))
                  // "Fever since Monday" wishes for no day; "book for fever on Monday" does.
                  .with(intent.isPresent() ? wish() : Map.of()),
              null));
    }
    return intent.map(
        word ->
            now.begin(
                flowFor(word), word == Word.BOOK ? Answers.NONE.with(wish()) : Answers.NONE, null));
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
      case LANGUAGE -> "language";
      case HUMAN -> "human";
      case HELP -> "help";
      case YES, NO, MENU, BACK, STOP, START, GREETING, CONTINUE, RESTART, MORE, NONE, THANKS ->
          FlowInterpreter.MENU;
    };
  }
}
