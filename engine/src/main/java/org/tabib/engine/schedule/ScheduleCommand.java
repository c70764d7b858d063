package org.tabib.engine.schedule;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;

/** What can be asked of a DoctorSchedule. */
public sealed interface ScheduleCommand extends ClusterMessage {

  /** Sets the availability; the same again changes nothing. Bookings made before stay. */
  record Define(
      String doctorId, String clinicId, Availability availability, ActorRef<ScheduleReply> replyTo)
      implements ScheduleCommand {}

  /** Free slots that start in [from, to), earliest first, at most {@code limit}. */
  record Free(Instant from, Instant to, int limit, ActorRef<ScheduleReply> replyTo)
      implements ScheduleCommand {}

  /**
   * Free slots set aside for one asker for 90 seconds, not persisted: others are offered different
   * ones as long as there are any. The same asker is offered the same again.
   *
   * @param holder who asks: a conversation's id
   */
  record Offer(Instant from, int count, String holder, ActorRef<ScheduleReply> replyTo)
      implements ScheduleCommand {}

  /**
   * Keeps a slot for a while.
   *
   * @param holdId chosen by the sender, derived from the inbound message: repeating is harmless
   * @param holder who has one hold at a time: a new one takes the place of the one before
   * @param keep for how long, at most two hours; none means ten minutes
   */
  record Hold(
      Instant start,
      String holdId,
      String holder,
      @Nullable Duration keep,
      ActorRef<ScheduleReply> replyTo)
      implements ScheduleCommand {
    /** Keeps it for ten minutes. */
    public Hold(Instant start, String holdId, String holder, ActorRef<ScheduleReply> replyTo) {
      this(start, holdId, holder, null, replyTo);
    }
  }

  /** Gives a hold back before it expires. Unknown holds are fine. */
  record ReleaseHold(String holdId, ActorRef<ScheduleReply> replyTo) implements ScheduleCommand {}

  /**
   * Gives the slot away for good. Repeating it for the same visit and start answers the same.
   *
   * @param holdId the hold that becomes the booking; without one the slot must be free
   */
  record Book(
      Instant start, String visitId, @Nullable String holdId, ActorRef<ScheduleReply> replyTo)
      implements ScheduleCommand {}

  /** Frees a visit's booking at that start. Unknown bookings are fine: it is free already. */
  record ReleaseBooking(Instant start, String visitId, ActorRef<ScheduleReply> replyTo)
      implements ScheduleCommand {}

  /** The time has come to tell the nodes how much is free; internal. */
  enum Publish implements ScheduleCommand {
    INSTANCE
  }

  /** The entity stops; sent by sharding. */
  enum Stop implements ScheduleCommand {
    INSTANCE
  }
}
