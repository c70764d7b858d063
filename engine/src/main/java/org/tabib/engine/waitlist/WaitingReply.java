package org.tabib.engine.waitlist;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.schedule.Slot;

/** What a WaitingList answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WaitingReply.Done.class, name = "done"),
  @JsonSubTypes.Type(value = WaitingReply.Entry.class, name = "entry"),
  @JsonSubTypes.Type(value = WaitingReply.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = WaitingReply.Refused.class, name = "refused"),
})
public sealed interface WaitingReply extends ClusterMessage {

  /** It is so now (or was already). */
  record Done() implements WaitingReply {}

  /**
   * How an entry stands.
   *
   * @param since since when they wait
   * @param offerId the offer that waits for an answer or a booking, if there is one
   */
  record Entry(
      String entryId, EntryStatus status, Wanted wanted, Instant since, @Nullable String offerId)
      implements WaitingReply {}

  /**
   * The offered time is theirs to book.
   *
   * @param offerId the hold that keeps it
   * @param heldUntil until when the schedule keeps it
   */
  record Accepted(String offerId, String entryId, Slot slot, Instant heldUntil)
      implements WaitingReply {}

  record Refused(Refusal refusal) implements WaitingReply {}
}
