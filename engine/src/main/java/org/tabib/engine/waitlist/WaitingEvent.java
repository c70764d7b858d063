package org.tabib.engine.waitlist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.schedule.Slot;

/**
 * What happened to a WaitingList. Ids only: nothing here speaks about a person.
 *
 * <p>What follows from an event in time: {@link SlotOffered} is told to the person at once and asks
 * for {@link WaitingCommand.OfferTimedOut} at {@code until}; {@link OfferPutOff} asks for the same
 * {@link WaitingCommand.SlotFreed} again at {@code until}.
 */
public sealed interface WaitingEvent {
  /** When it happened. */
  Instant at();

  record EntryAdded(String entryId, Wanted wanted, WaitingCommand.By by, Instant at)
      implements WaitingEvent {}

  /** The wait is over. @param visitId what was booked, if that ended it */
  record EntryLeft(String entryId, Ending ending, @Nullable String visitId, Instant at)
      implements WaitingEvent {}

  /**
   * A time is kept for somebody, who is to be told.
   *
   * @param offerId the id of the hold in the schedule as well
   * @param freedId which freed time it is
   * @param wanted what they wait for, with who is told and where
   * @param doctorId whose time it is
   * @param until until when they can take it
   * @param heldUntil until when the schedule keeps it, so that what is taken in the last moment can
   *     be booked
   * @param fit why they come first
   */
  record SlotOffered(
      String offerId,
      String freedId,
      String entryId,
      Wanted wanted,
      Slot slot,
      String doctorId,
      Instant until,
      Instant heldUntil,
      Fit fit,
      Instant at)
      implements WaitingEvent {}

  /** The person takes it; the booking is owed by their conversation. */
  record OfferAccepted(String offerId, String entryId, Instant at) implements WaitingEvent {}

  record OfferDeclined(String offerId, String entryId, Instant at) implements WaitingEvent {}

  /** Nobody answered. */
  record OfferExpired(String offerId, String entryId, Instant at) implements WaitingEvent {}

  /** What was accepted could not be booked: the person waits on. */
  record OfferLost(String offerId, String entryId, Instant at) implements WaitingEvent {}

  /** Nobody is asked at this hour: the time is looked at again then. Meanwhile it is free. */
  record OfferPutOff(String freedId, Slot slot, Instant until, Instant at)
      implements WaitingEvent {}

  /** Nobody is offered this time any more: it is simply free, or somebody's. */
  record SlotExhausted(String freedId, Slot slot, Why why, Instant at) implements WaitingEvent {}

  /** Why a time is offered to nobody any more. */
  enum Why {
    /** Nobody waits whom it fits. */
    NOBODY,
    /** Somebody booked it meanwhile. */
    TAKEN,
    /** It begins too soon, or left the doctor's hours. */
    UNAVAILABLE
  }
}
