package org.tabib.engine.conversation;

import java.util.Optional;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Input;
import org.tabib.engine.flow.OptionId;
import org.tabib.engine.flow.Progress;
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
    Optional<Word> word = now.word();
    if (word.filter(w -> w == Word.THANKS).isPresent()) {
      return now.say(null, Answers.NONE, "common.welcome");
    }
    return word.map(this::flowFor)
        .map(flow -> now.begin(flow, null))
        .orElseGet(() -> now.begin(FlowInterpreter.MENU, null));
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
      case LANGUAGE -> "language";
      case HUMAN -> "human";
      case HELP -> "help";
      case YES, NO, MENU, BACK, STOP, START, GREETING, CONTINUE, RESTART, MORE, NONE, THANKS ->
          FlowInterpreter.MENU;
    };
  }
}
