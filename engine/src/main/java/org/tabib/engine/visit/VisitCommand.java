package org.tabib.engine.visit;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;

/** What can be asked of a Visit. Every command is idempotent: a repetition answers the same. */
public sealed interface VisitCommand extends ClusterMessage {

  /**
   * Opens the visit for a slot that is booked in its name.
   *
   * @param complaint what the patient said is wrong, in their words; personal
   */
  record Open(VisitDetails details, @Nullable String complaint, ActorRef<VisitReply> replyTo)
      implements VisitCommand {}

  /**
   * Takes the slot for the visit and opens it, as staff do: nobody else owes the visit, so the
   * visit itself owes the slot back until it is open. A hold under the visit's id becomes the
   * booking.
   *
   * @param complaint what the patient said is wrong, in their words; personal
   */
  record Book(VisitDetails details, @Nullable String complaint, ActorRef<VisitReply> replyTo)
      implements VisitCommand {}

  record Get(ActorRef<VisitReply> replyTo) implements VisitCommand {}

  /** Moves along the lifecycle without further data. */
  record Advance(Step step, ActorRef<VisitReply> replyTo) implements VisitCommand {
    /** The transitions that need nothing but the wish. */
    public enum Step {
      CONFIRM,
      CHECK_IN,
      START,
      COMPLETE,
      NO_SHOW
    }
  }

  /**
   * Nobody came: the visit is missed, if it still stands at that start. Refused when it was moved,
   * so that whoever decided on an older start misses nothing newer.
   */
  record Miss(Instant start, ActorRef<VisitReply> replyTo) implements VisitCommand {}

  /** Ends it before it began; the slot is owed back to the schedule. */
  record Cancel(By by, @Nullable String reason, ActorRef<VisitReply> replyTo)
      implements VisitCommand {}

  /**
   * Moves it to another slot; the old one is owed back. For staff the slot is taken by the visit;
   * for a patient it was booked by the conversation, which owes the move.
   */
  record Reschedule(
      String doctorId, String clinicId, Slot slot, By by, ActorRef<VisitReply> replyTo)
      implements VisitCommand {}

  /** Pays what is owed (releases old slots); sent after recovery and by the waker. */
  record Wake() implements VisitCommand {}

  /** A slot was given back to its schedule; internal. */
  record SlotReleased(Slot slot) implements VisitCommand {}

  /** A slot could not be given back now; internal. */
  record ReleaseFailed(Slot slot) implements VisitCommand {}

  /**
   * The patient's key is here, or cannot be had; internal, never leaves the node.
   *
   * @param asked what it was fetched for
   * @param vault null when it could not be loaded
   */
  record KeyGathered(VisitCommand asked, @Nullable Vault vault) implements VisitCommand {}

  /**
   * The schedule said whether the wished slot is booked for this visit; internal.
   *
   * @param asked a {@link Book} or {@link Reschedule}
   * @param reply null when it did not answer
   */
  record BookingChecked(VisitCommand asked, @Nullable ScheduleReply reply)
      implements VisitCommand {}

  /** Who wished it. */
  enum By {
    PATIENT,
    STAFF
  }

  /** The entity stops; sent by sharding. */
  enum Stop implements VisitCommand {
    INSTANCE
  }
}
