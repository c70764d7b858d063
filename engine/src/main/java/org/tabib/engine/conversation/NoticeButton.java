package org.tabib.engine.conversation;

import java.util.Locale;

/**
 * What can be done about a notice, by a tap or in words, and the flow that it begins. The flow
 * learns the notice's facts, and which button it was as {@link Variables#TAPPED}.
 */
enum NoticeButton {
  CONFIRM("confirm", "confirm", true),
  MOVE("move", "visits", false),
  CANCEL("cancel", "visits", false),
  /** "I am here". */
  HERE("here", "check-in", true),
  BOOK("book", "rebook", false),
  POSITION("position", "ticket", true),
  LEAVE("leave", "leave-queue", false),
  REJOIN("rejoin", "rejoin", true),
  RATE_5("5", "review", false),
  RATE_4("4", "review", false),
  RATE_3("3", "review", false),
  RATE_2("2", "review", false),
  RATE_1("1", "review", false),
  TAKE("take", "offer", true),
  DECLINE("decline", "offer", true),
  DONE("done", "dose", true),
  LATER("later", "dose", true),
  BOOK_CARE("book", "care", false),
  DONE_CARE("done", "care", true),
  LATER_CARE("later", "care", true);

  private final String id;
  private final String flow;
  private final boolean direct;

  NoticeButton(String id, String flow, boolean direct) {
    this.id = id;
    this.flow = flow;
    this.direct = direct;
  }

  /** Unique among the buttons of one kind; part of what comes back when it is tapped. */
  String id() {
    return id;
  }

  /** The flow that it begins. */
  String flow() {
    return flow;
  }

  /** Whether it is all said with the tap: then it holds even while staff answer. */
  boolean direct() {
    return direct;
  }

  /** The key of its title. */
  String titleKey() {
    return "notice.button." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
