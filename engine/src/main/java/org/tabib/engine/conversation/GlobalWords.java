package org.tabib.engine.conversation;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.language.Word;

/** Words that work anywhere in a dialogue (CONV-5). */
final class GlobalWords {
  private final Situation now;

  GlobalWords(Situation now) {
    this.now = now;
  }

  /** What the word does there; empty where it is left to the question. */
  Optional<Progress> answer(Word word, Cursor cursor) {
    return switch (word) {
      case MENU, RESTART -> Optional.of(now.leave(cursor, FlowInterpreter.MENU, null));
      case CANCEL -> Optional.of(now.leave(cursor, FlowInterpreter.MENU, cancelled(cursor)));
      case MY_VISITS -> Optional.of(now.leave(cursor, "visits", null));
      case WAITING_LIST -> Optional.of(now.leave(cursor, "waitlist", null));
      case MY_REMINDERS -> Optional.of(now.leave(cursor, "my-reminders", null));
      case STOP_REMINDERS ->
          Optional.of(
              Situation.worthResuming(cursor)
                  ? interrupted(cursor, "stop-reminders")
                  : now.leave(cursor, "stop-reminders", null));
      case UPDATE -> Optional.of(now.leave(cursor, "update", null));
      case HUMAN ->
          Optional.of(
              Situation.worthResuming(cursor)
                  ? now.call(cursor, "asked", "human.coming")
                  : now.leave(cursor, "human", null));
      case BACK ->
          Optional.of(now.interpreter().back(cursor, now.answers(), now.turn(), now.stage()));
      case HELP -> Optional.of(now.repeat(cursor, "help.text"));
      case LANGUAGE -> Optional.of(interrupted(cursor, "language"));
      case GREETING, START -> Optional.of(now.repeat(cursor, "common.hello"));
      case THANKS -> Optional.of(thanked(cursor));
      case BOOK ->
          Optional.of(
              cursor.flow().equals("booking")
                  ? now.ask(cursor)
                  : now.leave(cursor, "booking", null));
      case YES, NO, STOP, RESCHEDULE, CONTINUE, MORE, NONE, MYSELF, SOMEONE_ELSE ->
          Optional.empty();
    };
  }

  private Progress interrupted(Cursor cursor, String flow) {
    return now.interpreter()
        .interrupt(flow, cursor, now.answers(), Map.of(), now.turn(), now.stage());
  }

  /** Thanks ask for nothing: no menu is pushed at somebody who is about to go. */
  private Progress thanked(Cursor cursor) {
    return cursor.flow().equals(FlowInterpreter.MENU)
        ? now.say(cursor, now.answers(), "common.welcome")
        : now.repeat(cursor, "common.welcome");
  }

  private static @Nullable String cancelled(Cursor cursor) {
    return switch (cursor.flow()) {
      case "booking" -> "booking.cancelled";
      case "visits" -> "visits.kept";
      default -> null;
    };
  }
}
