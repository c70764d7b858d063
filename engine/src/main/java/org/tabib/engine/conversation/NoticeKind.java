package org.tabib.engine.conversation;

import static org.tabib.engine.conversation.NoticeFacts.CLINIC;
import static org.tabib.engine.conversation.NoticeFacts.DOCTOR;
import static org.tabib.engine.conversation.NoticeFacts.ENTRY;
import static org.tabib.engine.conversation.NoticeFacts.OCCURRENCE;
import static org.tabib.engine.conversation.NoticeFacts.OFFER;
import static org.tabib.engine.conversation.NoticeFacts.QUEUE;
import static org.tabib.engine.conversation.NoticeFacts.REMINDER;
import static org.tabib.engine.conversation.NoticeFacts.ROOM;
import static org.tabib.engine.conversation.NoticeFacts.SLOT;
import static org.tabib.engine.conversation.NoticeFacts.TICKET;
import static org.tabib.engine.conversation.NoticeFacts.VISIT;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that a person can be told without having asked just now. Stored by name. */
public enum NoticeKind {
  /** The day before a visit. */
  VISIT_REMINDER_DAY(
      List.of(VISIT, DOCTOR, SLOT),
      Duration.ofHours(36),
      NoticeButton.CONFIRM,
      NoticeButton.MOVE,
      NoticeButton.CANCEL),
  /** An hour before a visit. */
  VISIT_REMINDER_HOUR(
      List.of(VISIT, DOCTOR, SLOT),
      Duration.ofHours(4),
      NoticeButton.HERE,
      NoticeButton.MOVE,
      NoticeButton.CANCEL),
  /** The patient did not come. */
  VISIT_MISSED(List.of(VISIT, DOCTOR, SLOT), Duration.ofDays(7), NoticeButton.BOOK),
  /** Staff cancelled a visit. */
  VISIT_CANCELLED(List.of(VISIT, DOCTOR, SLOT), Duration.ofDays(7), NoticeButton.BOOK),
  /** Staff moved a visit; {@code doctor} and {@code slot} are the new ones. */
  VISIT_MOVED(
      List.of(VISIT, DOCTOR, SLOT),
      Duration.ofDays(3),
      NoticeButton.CONFIRM,
      NoticeButton.MOVE,
      NoticeButton.CANCEL),
  /** How was the visit? */
  REVIEW_REQUEST(
      List.of(VISIT, DOCTOR),
      Duration.ofDays(7),
      NoticeButton.RATE_5,
      NoticeButton.RATE_4,
      NoticeButton.RATE_3,
      NoticeButton.RATE_2,
      NoticeButton.RATE_1),
  /** A ticket of the queue that was not asked for in this conversation just now. */
  TICKET_ISSUED(
      List.of(QUEUE, TICKET, CLINIC),
      Duration.ofHours(12),
      NoticeButton.POSITION,
      NoticeButton.LEAVE),
  /** Two are before them. */
  TICKET_NEAR(List.of(QUEUE, TICKET, CLINIC), Duration.ofHours(12), NoticeButton.LEAVE),
  /** Please come in. */
  TICKET_CALLED(List.of(QUEUE, TICKET, CLINIC, ROOM), Duration.ofHours(12)),
  /** They were called and did not come. */
  TICKET_MISSED(
      List.of(QUEUE, TICKET, CLINIC),
      Duration.ofHours(12),
      NoticeButton.REJOIN,
      NoticeButton.LEAVE),
  /** The queue closed before their turn. */
  QUEUE_CLOSED(List.of(QUEUE, TICKET, CLINIC), Duration.ofDays(7), NoticeButton.BOOK),
  /** A time became free for somebody who waits for one. */
  SLOT_OFFER(
      List.of(OFFER, ENTRY, DOCTOR, SLOT),
      Duration.ofHours(24),
      NoticeButton.TAKE,
      NoticeButton.DECLINE),
  /** Time for a medicine. */
  DOSE_DUE(
      List.of(REMINDER, OCCURRENCE), Duration.ofHours(24), NoticeButton.DONE, NoticeButton.LATER),
  /** Time for a vaccination, a check-up or a renewal. */
  CARE_DUE(
      List.of(REMINDER, OCCURRENCE),
      Duration.ofDays(7),
      NoticeButton.BOOK_CARE,
      NoticeButton.DONE_CARE,
      NoticeButton.LATER_CARE);

  private final List<String> needs;
  private final Duration answerable;
  private final List<NoticeButton> buttons;

  NoticeKind(List<String> needs, Duration answerable, NoticeButton... buttons) {
    this.needs = needs;
    this.answerable = answerable;
    this.buttons = List.of(buttons);
  }

  /** Facts without which it cannot be told. */
  List<String> needs() {
    return needs;
  }

  /** How long after it was told a typed answer is still one to it. */
  Duration answerable() {
    return answerable;
  }

  /** What can be tapped below it: up to three are buttons, more are rows. */
  List<NoticeButton> buttons() {
    return buttons;
  }

  /** The key of its text. */
  String textKey() {
    return "notice." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Optional<NoticeButton> button(String id) {
    return buttons.stream().filter(button -> button.id().equals(id)).findFirst();
  }
}
