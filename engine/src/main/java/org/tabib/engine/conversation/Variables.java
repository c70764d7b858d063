package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

  /** When the person wishes to come: a {@link Wish}. */
  static final String FROM = "from";

  /** How what is offered fits the wish: {@code exact}, {@code near} or {@code meant}. */
  static final String FIT = "fit";

  /** ISO date that an ambiguous word was taken for. */
  static final String DAY = "day";

  /** Whether the complaint was told before it was asked for. */
  static final String TOLD = "told";

  /** Name on a contact card that was shared. */
  static final String CONTACT = "contact";

  /** A clinic that is spoken of, where no doctor says which. */
  static final String CLINIC = "clinic";

  /** Metres to it. */
  static final String DISTANCE = "distance";

  /** The clinic whose doctors are offered first. */
  static final String NEAR = "near";

  static final String SLOT = "slot";
  static final String HOLD = "hold";
  static final String VISIT = "visit";
  static final String LANGUAGE = "language";
  static final String RED_FLAG = "red-flag";

  /** Text key of what to do until help comes. */
  static final String ADVICE = "advice";

  /** The effect whose settlement the dialogue waits for. */
  static final String EFFECT = "effect";

  /** From 1 to 5: what a patient thinks of a visit. */
  static final String RATING = "rating";

  /** What they say about it. */
  static final String COMMENT = "comment";

  /** What was told in addition, before it is joined to the rest. */
  static final String MORE = "more";

  /** Ids of the files that were sent during the dialogue, separated by blanks. */
  static final String ATTACHMENTS = "attachments";

  /** An entry of a waiting list. */
  static final String ENTRY = NoticeFacts.ENTRY;

  /** A time that a waiting list offers. */
  static final String OFFER = NoticeFacts.OFFER;

  /** Whether only the chosen doctor will do, or {@code any}. */
  static final String ONLY = "only";

  /** The part of a day that will do, or {@code any}. */
  static final String PARTS = "parts";

  /** Which button of a notice began the flow. */
  static final String TAPPED = "tapped";

  /** Ids of the visits that may be meant, separated by blanks; none when any may. */
  static final String VISITS = "visits";

  /** Whether the practice has a queue. */
  static final String QUEUES = "queues";

  /** The service point that is queued for. */
  static final String POINT = "point";

  /** A ticket of the person's: its queue's id and its label, with a slash between. */
  static final String CHOSEN_TICKET = "chosen-ticket";

  /** As care reads the complaint, for the queue: a colour in lower case. */
  static final String URGENCY = "urgency";

  /** How long a reminder is put off: an option of the flows of reminders. */
  static final String SNOOZE = "snooze";

  /** When a reminder is told next: a {@link java.time.ZonedDateTime}. */
  static final String DUE = "due";

  /** What a reminder is about: {@code medicine}, {@code care} or {@code follow-up}. */
  static final String CARE = "care";

  /** What a new reminder is about: an option of its flow. */
  static final String REMIND_OF = "remind-of";

  /** How often a medicine is taken, as it was chosen or typed. */
  static final String SIG = "sig";

  /** For how many days, or {@code open}; none when what was typed says it. */
  static final String LASTING = "lasting";

  /** What was not understood of it. */
  static final String PART = "part";

  /** ISO date of a new reminder. */
  static final String CARE_DAY = "care-day";

  /** The instant at which a new course was understood: it begins then. */
  static final String BEGINS = "begins";

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

  /** The slot, if the text is one. */
  static Optional<Slot> readSlot(String text) {
    return text.indexOf(SEPARATOR) < 0 ? Optional.empty() : Optional.of(slot(text));
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
