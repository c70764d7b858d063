package org.tabib.engine.visit;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
      START,
      COMPLETE,
      NO_SHOW
    }
  }

  /**
   * The patient is there: only on the visit's own day, also after it was given up as a no-show.
   *
   * @param zone the clinic's, which says what day it is there
   */
  record CheckIn(ZoneId zone, ActorRef<VisitReply> replyTo) implements VisitCommand {}

  /**
   * Nobody came: as {@link Advance.Step#NO_SHOW}, but only if the visit still stands at that time.
   *
   * @param start when the visit began as the caller knew it
   */
  record Miss(Instant start, ActorRef<VisitReply> replyTo) implements VisitCommand {}

  /** What speaks about the patient: their key is needed to write it down. */
  sealed interface AboutPatient extends VisitCommand {
    /** Who is answered. */
    ActorRef<VisitReply> replyTo();
  }

  /**
   * Writes the consultation down, or replaces what was written, while it goes on.
   *
   * @param followUp a clinic-local day, not before the visit's
   * @param zone the clinic's
   * @param by the author's staff id
   */
  record RecordConsultation(
      CommandKey key,
      ConsultationNote note,
      @Nullable LocalDate followUp,
      ZoneId zone,
      String by,
      ActorRef<VisitReply> replyTo)
      implements AboutPatient {}

  /**
   * Writes the consultation down and ends the visit, in one step. Otherwise as {@link
   * RecordConsultation}.
   */
  record CompleteConsultation(
      CommandKey key,
      ConsultationNote note,
      @Nullable LocalDate followUp,
      ZoneId zone,
      String by,
      ActorRef<VisitReply> replyTo)
      implements AboutPatient {}

  /**
   * Corrects or supplements what was written, after the visit was completed; what was there before
   * stays. Otherwise as {@link RecordConsultation}.
   *
   * @param reason why; must say something
   */
  record AmendConsultation(
      CommandKey key,
      ConsultationNote note,
      @Nullable LocalDate followUp,
      String reason,
      ZoneId zone,
      String by,
      ActorRef<VisitReply> replyTo)
      implements AboutPatient {}

  /**
   * The patient is about to be asked for a review. Answers {@link VisitReply.Current} until there
   * is one, then refuses with {@code review-given}: whoever asks may ask again after a failure.
   */
  record AskForReview(ActorRef<VisitReply> replyTo) implements VisitCommand {}

  /**
   * The patient rates the visit.
   *
   * @param rating from 1 to 5; another one than was given before is refused
   */
  record Rate(int rating, ActorRef<VisitReply> replyTo) implements VisitCommand {}

  /**
   * The patient says more about the rating; once.
   *
   * @param commandId the same for every attempt
   * @param words personal
   */
  record Comment(String commandId, String words, ActorRef<VisitReply> replyTo)
      implements AboutPatient {}

  /**
   * The patient tells something that belongs to the visit (UPD-1).
   *
   * @param updateId the same for every attempt
   * @param words personal
   * @param contactId who says it
   * @param saidAt when it was said
   */
  record AddUpdate(
      String updateId, String words, String contactId, Instant saidAt, ActorRef<VisitReply> replyTo)
      implements AboutPatient {}

  /**
   * Somebody of the staff has read an update.
   *
   * @param number the update's, from 1
   * @param by the staff id
   */
  record SeeUpdate(int number, String by, ActorRef<VisitReply> replyTo) implements VisitCommand {}

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
