package org.tabib.engine.conversation;

import static org.tabib.engine.conversation.NoticeFacts.CLINIC;
import static org.tabib.engine.conversation.NoticeFacts.DOCTOR;
import static org.tabib.engine.conversation.NoticeFacts.ENTRY;
import static org.tabib.engine.conversation.NoticeFacts.FOLLOW_UP;
import static org.tabib.engine.conversation.NoticeFacts.OCCURRENCE;
import static org.tabib.engine.conversation.NoticeFacts.OFFER;
import static org.tabib.engine.conversation.NoticeFacts.POSITION;
import static org.tabib.engine.conversation.NoticeFacts.QUEUE;
import static org.tabib.engine.conversation.NoticeFacts.REMINDER;
import static org.tabib.engine.conversation.NoticeFacts.ROOM;
import static org.tabib.engine.conversation.NoticeFacts.SLOT;
import static org.tabib.engine.conversation.NoticeFacts.TICKET;
import static org.tabib.engine.conversation.NoticeFacts.VISIT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tabib.engine.delivery.OutboundContent;

/** Everything that a person can be told without having asked just now. Stored by name. */
public enum NoticeKind {
  VISIT_REMINDER_DAY(
      "The day before a visit.",
      Duration.ofHours(36),
      List.of(VISIT, DOCTOR, SLOT),
      List.of(NoticeButton.CONFIRM, NoticeButton.MOVE, NoticeButton.CANCEL),
      // Somebody may come early.
      List.of(NoticeButton.HERE)),
  VISIT_REMINDER_HOUR(
      "An hour before a visit.",
      Duration.ofHours(4),
      List.of(VISIT, DOCTOR, SLOT),
      List.of(NoticeButton.HERE, NoticeButton.MOVE, NoticeButton.CANCEL),
      List.of(NoticeButton.CONFIRM)),
  VISIT_MISSED(
      "The patient did not come to a visit.",
      Duration.ofDays(7),
      List.of(VISIT, DOCTOR, SLOT),
      List.of(NoticeButton.BOOK),
      List.of()),
  VISIT_CANCELLED(
      "Staff cancelled a visit.",
      Duration.ofDays(7),
      List.of(VISIT, DOCTOR, SLOT),
      List.of(NoticeButton.BOOK),
      List.of()),
  /** {@code doctor} and {@code slot} are the new ones. */
  VISIT_MOVED(
      "Staff moved a visit.",
      Duration.ofDays(3),
      List.of(VISIT, DOCTOR, SLOT),
      List.of(NoticeButton.CONFIRM, NoticeButton.MOVE, NoticeButton.CANCEL),
      List.of()),
  REVIEW_REQUEST(
      "After a visit, once.",
      Duration.ofDays(7),
      List.of(VISIT, DOCTOR),
      List.of(
          NoticeButton.RATE_5,
          NoticeButton.RATE_4,
          NoticeButton.RATE_3,
          NoticeButton.RATE_2,
          NoticeButton.RATE_1),
      List.of(NoticeButton.RATE)),
  /** A ticket that was not asked for in this conversation just now. */
  TICKET_ISSUED(
      "A number in the queue was given out at the desk.",
      Duration.ofHours(12),
      List.of(QUEUE, TICKET, CLINIC),
      List.of(NoticeButton.POSITION, NoticeButton.LEAVE),
      List.of()),
  TICKET_NEAR(
      "Few are before them in the queue.",
      Duration.ofHours(12),
      List.of(QUEUE, TICKET, CLINIC, POSITION),
      List.of(NoticeButton.LEAVE),
      List.of(NoticeButton.POSITION)),
  TICKET_CALLED(
      "It is their turn in the queue.",
      Duration.ofHours(12),
      List.of(QUEUE, TICKET, CLINIC, ROOM),
      List.of(),
      List.of(NoticeButton.LEAVE)),
  TICKET_MISSED(
      "They were called in the queue and did not come.",
      Duration.ofHours(12),
      List.of(QUEUE, TICKET, CLINIC),
      List.of(NoticeButton.REJOIN, NoticeButton.LEAVE),
      List.of()),
  QUEUE_CLOSED(
      "The queue closed before their turn.",
      Duration.ofDays(7),
      List.of(QUEUE, TICKET, CLINIC),
      List.of(NoticeButton.BOOK),
      List.of()),
  SLOT_OFFER(
      "A time became free for somebody on the waiting list.",
      Duration.ofHours(24),
      List.of(OFFER, ENTRY, DOCTOR, SLOT),
      List.of(NoticeButton.TAKE, NoticeButton.DECLINE, NoticeButton.LEAVE_LIST),
      List.of()),
  DOSE_DUE(
      "It is time for a medicine.",
      Duration.ofHours(24),
      List.of(REMINDER, OCCURRENCE),
      List.of(NoticeButton.DONE, NoticeButton.LATER),
      List.of()),
  CARE_DUE(
      "It is time for a vaccination, a check-up or a renewal.",
      Duration.ofDays(7),
      List.of(REMINDER, OCCURRENCE),
      List.of(NoticeButton.BOOK_CARE, NoticeButton.DONE_CARE, NoticeButton.LATER_CARE),
      List.of()),
  FOLLOW_UP_DUE(
      "The day on which a doctor asked the patient to come again is near.",
      Duration.ofDays(7),
      List.of(REMINDER, OCCURRENCE, DOCTOR, CLINIC, FOLLOW_UP),
      List.of(NoticeButton.BOOK_CARE, NoticeButton.DONE_CARE, NoticeButton.LATER_CARE),
      List.of());

  private final String use;
  private final Duration answerable;
  private final List<String> needs;
  private final List<NoticeButton> buttons;
  private final List<NoticeButton> answers;

  NoticeKind(
      String use,
      Duration answerable,
      List<String> needs,
      List<NoticeButton> buttons,
      List<NoticeButton> hidden) {
    this.use = use;
    this.answerable = answerable;
    this.needs = needs;
    this.buttons = buttons;
    List<NoticeButton> all = new ArrayList<>(buttons);
    all.addAll(hidden);
    this.answers = List.copyOf(all);
  }

  /** When it is told, for operators. */
  String use() {
    return use;
  }

  /** How long after it was told a typed answer is still one to it. */
  Duration answerable() {
    return answerable;
  }

  /** Facts without which it cannot be told. */
  List<String> needs() {
    return needs;
  }

  /** What can be tapped below it: up to three are buttons, more are rows. */
  List<NoticeButton> buttons() {
    return buttons;
  }

  /** What it can be answered, by tap or in words. */
  List<NoticeButton> answers() {
    return answers;
  }

  /** What can be tapped below its template; one that asks first where there are too many. */
  List<NoticeButton> templateButtons() {
    return buttons.size() <= OutboundContent.BUTTONS_LIMIT ? buttons : List.of(NoticeButton.RATE);
  }

  /** Whether it can say words about the person, and has a text without them. */
  boolean saysWords() {
    return this == DOSE_DUE || this == CARE_DUE;
  }

  /**
   * The key of its text.
   *
   * @param named whether it says words about the person; only kinds that have any differ
   */
  String textKey(boolean named) {
    String key = "notice." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    return saysWords() && !named ? key + ".neutral" : key;
  }

  /** The answer with that id. */
  Optional<NoticeButton> answer(String id) {
    return answers.stream().filter(button -> button.id().equals(id)).findFirst();
  }
}
