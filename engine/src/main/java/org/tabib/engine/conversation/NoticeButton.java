package org.tabib.engine.conversation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.tabib.engine.language.Reply;
import org.tabib.engine.language.Word;

/**
 * What can be done about a notice, by a tap or in words, and the flow that it begins. The flow
 * learns the notice's facts, and which button it was as {@link Variables#TAPPED}.
 */
enum NoticeButton {
  CONFIRM("confirm", "confirm", true, said(Reply.CONFIRM), said(Word.YES)),
  MOVE("move", "visits", false, said(), said(Word.RESCHEDULE)),
  CANCEL("cancel", "visits", false, said(), said(Word.CANCEL, Word.NO)),
  /** "I am here". */
  HERE("here", "check-in", true, said(Reply.HERE), said()),
  BOOK("book", "booking", false, said(), said(Word.YES)),
  POSITION("position", "ticket", true, said(Reply.POSITION), said()),
  LEAVE("leave", "leave-queue", false, said(Reply.LEAVE), said(Word.CANCEL)),
  REJOIN("rejoin", "rejoin", true, said(Reply.REJOIN, Reply.HERE), said(Word.YES)),
  RATE("rate", "review", false, said(), said()),
  RATE_5("5", "review", false, said(), said()),
  RATE_4("4", "review", false, said(), said()),
  RATE_3("3", "review", false, said(), said()),
  RATE_2("2", "review", false, said(), said()),
  RATE_1("1", "review", false, said(), said()),
  TAKE("take", "offer", true, said(Reply.CONFIRM), said(Word.YES)),
  DECLINE("decline", "offer", true, said(), said(Word.NO)),
  LEAVE_LIST("leave", "offer", true, said(), said(Word.CANCEL)),
  DONE("done", "dose", true, said(Reply.DONE), said(Word.YES)),
  LATER("later", "dose", false, said(Reply.LATER), said(Word.NO)),
  BOOK_CARE("book", "care", false, said(), said(Word.YES)),
  DONE_CARE("done", "care", true, said(Reply.DONE), said()),
  LATER_CARE("later", "care", false, said(Reply.LATER), said(Word.NO)),
  /** Not offered: in words only. */
  STOP_REMINDER("stop", "stop-reminders", false, said(), said(Word.STOP_REMINDERS));

  private final String id;
  private final String flow;
  private final boolean direct;
  private final Set<Reply> replies;
  private final Set<Word> words;

  NoticeButton(String id, String flow, boolean direct, Set<Reply> replies, Set<Word> words) {
    this.id = id;
    this.flow = flow;
    this.direct = direct;
    this.replies = replies;
    this.words = words;
  }

  private static Set<Reply> said(Reply first, Reply... more) {
    return EnumSet.of(first, more);
  }

  private static Set<Word> said(Word first, Word... more) {
    return EnumSet.of(first, more);
  }

  private static <W> Set<W> said() {
    return Set.of();
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

  boolean isSaidBy(Reply reply) {
    return replies.contains(reply);
  }

  boolean isSaidBy(Word word) {
    return words.contains(word);
  }

  /** Whether a number is what it answers to. */
  boolean isRating() {
    return flow.equals("review") && this != RATE;
  }

  /** The key of its title. */
  String titleKey() {
    return "notice.button." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
