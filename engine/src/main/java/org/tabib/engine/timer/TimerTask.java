package org.tabib.engine.timer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.schedule.Slot;

/**
 * What a timer does. Stored under a logical name with a version, for as long as the timer waits: a
 * name never changes its meaning, a new field may be absent in older rows.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TimerTask.TellVisit.class, name = "tell-visit:1"),
  @JsonSubTypes.Type(value = TimerTask.MissVisit.class, name = "miss-visit:1"),
  @JsonSubTypes.Type(value = TimerTask.AskReview.class, name = "ask-review:1"),
  @JsonSubTypes.Type(value = TimerTask.FollowVisit.class, name = "follow-visit:1"),
  @JsonSubTypes.Type(value = TimerTask.SettleTicket.class, name = "settle-ticket:1"),
  @JsonSubTypes.Type(value = TimerTask.TellTicket.class, name = "tell-ticket:1"),
  @JsonSubTypes.Type(value = TimerTask.CloseQueueDay.class, name = "close-queue-day:1"),
  @JsonSubTypes.Type(value = TimerTask.ReminderDue.class, name = "reminder-due:1"),
  @JsonSubTypes.Type(value = TimerTask.TellOffer.class, name = "tell-offer:1"),
  @JsonSubTypes.Type(value = TimerTask.OfferTimedOut.class, name = "offer-timed-out:1"),
  @JsonSubTypes.Type(value = TimerTask.SlotFreed.class, name = "slot-freed:1"),
  @JsonSubTypes.Type(value = TimerTask.MakeReports.class, name = "make-reports:1"),
})
public sealed interface TimerTask {

  /** Which of the two queues a timer waits in: nobody in a waiting room waits behind reminders. */
  enum Lane {
    /** Somebody stands there and waits for it. */
    PROMPT,
    /** Known long before. */
    PLANNED
  }

  /** The entity that it is about; all its timers are found by it. */
  String subject();

  /** What metrics call it: a word of a small, closed set. */
  String kind();

  Lane lane();

  /**
   * Tells whoever booked a visit something about it.
   *
   * @param start the start at which the visit must still stand; none when its state says enough
   */
  record TellVisit(String visitId, NoticeKind notice, @Nullable Instant start)
      implements TimerTask {
    /** What somebody has just done, as opposed to what the clock brings. */
    private static final Set<NoticeKind> NEWS =
        Set.of(NoticeKind.VISIT_CANCELLED, NoticeKind.VISIT_MOVED, NoticeKind.VISIT_MISSED);

    @Override
    public String subject() {
      return visitId;
    }

    @Override
    public String kind() {
      return "tell-visit";
    }

    @Override
    public Lane lane() {
      return NEWS.contains(notice) ? Lane.PROMPT : Lane.PLANNED;
    }
  }

  /** Marks a visit as missed, if nobody has come and it still stands at that start. */
  record MissVisit(String visitId, Instant start) implements TimerTask {
    @Override
    public String subject() {
      return visitId;
    }

    @Override
    public String kind() {
      return "miss-visit";
    }

    @Override
    public Lane lane() {
      return Lane.PLANNED;
    }
  }

  /** Asks how a completed visit was. */
  record AskReview(String visitId) implements TimerTask {
    @Override
    public String subject() {
      return visitId;
    }

    @Override
    public String kind() {
      return "ask-review";
    }

    @Override
    public Lane lane() {
      return Lane.PLANNED;
    }
  }

  /** Has the reminder to come again follow what the record of a completed visit says. */
  record FollowVisit(String visitId) implements TimerTask {
    @Override
    public String subject() {
      return visitId;
    }

    @Override
    public String kind() {
      return "follow-visit";
    }

    @Override
    public Lane lane() {
      return Lane.PLANNED;
    }
  }

  /**
   * Has a visit's ticket follow what became of the visit.
   *
   * @param queueId the queue of the day from which the visit was moved away; null: where it stands
   * @param start the start from which it was moved away; null: where it stands
   */
  record SettleTicket(String visitId, @Nullable String queueId, @Nullable Instant start)
      implements TimerTask {
    /** Not the visit itself: what happens to the visit next takes its own timers away, not this. */
    @Override
    public String subject() {
      return visitId + ".ticket";
    }

    @Override
    public String kind() {
      return "settle-ticket";
    }

    @Override
    public Lane lane() {
      return Lane.PROMPT;
    }
  }

  /**
   * Tells the holder of a ticket something about it.
   *
   * @param queueId the clinic's queue of that day
   * @param label the ticket's
   * @param contactId who holds it, when they are a contact
   * @param conversationId where they are told, when it is known
   * @param facts what the notice says; no personal data
   */
  record TellTicket(
      String queueId,
      String label,
      NoticeKind notice,
      @Nullable String contactId,
      @Nullable String conversationId,
      Map<String, String> facts)
      implements TimerTask {
    public TellTicket {
      facts = Map.copyOf(facts);
    }

    @Override
    public String subject() {
      return queueId + "." + label;
    }

    @Override
    public String kind() {
      return "tell-ticket";
    }

    @Override
    public Lane lane() {
      return Lane.PROMPT;
    }
  }

  /** Ends a clinic's queue when its day is over. */
  record CloseQueueDay(String queueId) implements TimerTask {
    @Override
    public String subject() {
      return queueId;
    }

    @Override
    public String kind() {
      return "close-queue-day";
    }

    @Override
    public Lane lane() {
      return Lane.PLANNED;
    }
  }

  /**
   * One occurrence of a reminder is due.
   *
   * @param occurrence when it was planned for; that is its name
   */
  record ReminderDue(String reminderId, Instant occurrence) implements TimerTask {
    @Override
    public String subject() {
      return reminderId;
    }

    @Override
    public String kind() {
      return "reminder-due";
    }

    @Override
    public Lane lane() {
      return Lane.PLANNED;
    }
  }

  /**
   * Tells somebody on a waiting list that a time is kept for them.
   *
   * @param entryId who waits, as the list calls them
   * @param facts what the notice says; no personal data
   */
  record TellOffer(
      String waitingListId,
      String offerId,
      String entryId,
      String conversationId,
      Map<String, String> facts)
      implements TimerTask {
    public TellOffer {
      facts = Map.copyOf(facts);
    }

    @Override
    public String subject() {
      return waitingListId;
    }

    @Override
    public String kind() {
      return "tell-offer";
    }

    @Override
    public Lane lane() {
      return Lane.PROMPT;
    }
  }

  /** Somebody on a waiting list did not answer an offer in time. */
  record OfferTimedOut(String waitingListId, String offerId) implements TimerTask {
    @Override
    public String subject() {
      return waitingListId;
    }

    @Override
    public String kind() {
      return "offer-timed-out";
    }

    @Override
    public Lane lane() {
      return Lane.PROMPT;
    }
  }

  /**
   * A slot became free that a waiting list may offer to somebody.
   *
   * @param freedId which one, as the list is told: the same time freed twice is two
   */
  record SlotFreed(String waitingListId, String freedId, Slot slot) implements TimerTask {
    @Override
    public String subject() {
      return waitingListId;
    }

    @Override
    public String kind() {
      return "slot-freed";
    }

    @Override
    public Lane lane() {
      return Lane.PROMPT;
    }
  }

  /** A day is over at a clinic: its reports are due. It comes back every day. */
  record MakeReports(String practiceId, String clinicId) implements TimerTask {
    @Override
    public String subject() {
      return practiceId;
    }

    @Override
    public String kind() {
      return "make-reports";
    }

    @Override
    public Lane lane() {
      return Lane.PLANNED;
    }
  }
}
