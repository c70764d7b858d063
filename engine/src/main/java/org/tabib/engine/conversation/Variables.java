package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.schedule.Slot;

/** The variables that flows and actions agree on, and how values are written into them. */
final class Variables {
  /** Person id of whom the visit is for. */
  static final String PATIENT = "patient";

  static final String NAME = "name";

  /** ISO-8601 period. */
  static final String AGE = "age";

  static final String SEX = "sex";
  static final String COMPLAINT = "complaint";
  static final String SPECIALTY = "specialty";
  static final String DOCTOR = "doctor";

  /** ISO date from which slots are wanted. */
  static final String FROM = "from";

  static final String SLOT = "slot";
  static final String HOLD = "hold";
  static final String VISIT = "visit";
  static final String LANGUAGE = "language";
  static final String RED_FLAG = "red-flag";

  /** Text key of what to do until help comes. */
  static final String ADVICE = "advice";

  /** The effect whose settlement the dialogue waits for. */
  static final String EFFECT = "effect";

  /** Ids of the files that were sent during the dialogue, separated by blanks. */
  static final String ATTACHMENTS = "attachments";

  private static final char SEPARATOR = '@';

  private Variables() {}

  /** What was learned, or an empty text. */
  static String in(Answers answers, String variable) {
    String value = answers.value(variable);
    return value == null ? "" : value;
  }

  static String of(Slot slot) {
    return slot.scheduleId() + SEPARATOR + slot.start() + SEPARATOR + slot.length();
  }

  static Slot slot(String text) {
    int first = text.indexOf(SEPARATOR);
    int second = text.indexOf(SEPARATOR, first + 1);
    return new Slot(
        text.substring(0, first),
        Instant.parse(text.substring(first + 1, second)),
        Duration.parse(text.substring(second + 1)));
  }
}
