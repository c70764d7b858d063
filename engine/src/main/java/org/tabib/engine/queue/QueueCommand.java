package org.tabib.engine.queue;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;

/**
 * What can be asked of a ClinicQueue. Whatever changes something has a {@code commandId}, chosen by
 * the sender: repeating it is harmless and answers with the ticket that the first one changed.
 * {@code by} is the id of a member of staff or a contact, or {@link Mark#SYSTEM}.
 */
public sealed interface QueueCommand extends ClusterMessage {

  /** What changes something. */
  sealed interface Change extends QueueCommand {
    /** Recognises repetitions. */
    String commandId();

    /** Who asks. */
    String by();

    /** Who is answered. */
    ActorRef<QueueReply> replyTo();
  }

  /** What changes one ticket. */
  sealed interface TicketChange extends Change {
    /** Which ticket. */
    String label();
  }

  /**
   * Gives out a ticket, today and while the clinic is open. The same visit again, or the same
   * patient while waiting at that service point, is answered with the ticket that is there.
   *
   * @param appointmentAt when the holder's visit begins; required with a visit
   * @param doctorId the doctor it waits for; null when any will do
   */
  record IssueTicket(
      String commandId,
      String by,
      String servicePointId,
      TicketHolder holder,
      Origin origin,
      Urgency urgency,
      PatientType patientType,
      @Nullable Instant appointmentAt,
      @Nullable String doctorId,
      ActorRef<QueueReply> replyTo)
      implements Change {}

  /**
   * Calls who is next into that room.
   *
   * @param doctorId who is in the room: tickets that wait for another doctor are passed over; null
   *     when any ticket will do
   */
  record CallNext(
      String commandId,
      String by,
      String servicePointId,
      String room,
      @Nullable String doctorId,
      ActorRef<QueueReply> replyTo)
      implements Change {

    /** For a room where any ticket will do. */
    public CallNext(
        String commandId,
        String by,
        String servicePointId,
        String room,
        ActorRef<QueueReply> replyTo) {
      this(commandId, by, servicePointId, room, null, replyTo);
    }
  }

  /**
   * Calls that ticket out of order (override).
   *
   * @param reason required: refused when it is null
   */
  record CallTicket(
      String commandId,
      String by,
      String label,
      String room,
      @Nullable Remark reason,
      ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  /** Calls again; once too often, the ticket is missed. */
  record Recall(String commandId, String by, String label, ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  /** Lets some others go first. */
  record Skip(String commandId, String by, String label, ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  /** Who was missed is there after all. */
  record Return(String commandId, String by, String label, ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  record StartService(String commandId, String by, String label, ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  record FinishService(String commandId, String by, String label, ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  record Retriage(
      String commandId,
      String by,
      String label,
      Urgency urgency,
      @Nullable Remark reason,
      ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  /** Sends the ticket to another service point; it keeps its label. */
  record Transfer(
      String commandId,
      String by,
      String label,
      String servicePointId,
      ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  /**
   * Cancels the ticket.
   *
   * @param reason null when nobody says why
   */
  record LeaveQueue(
      String commandId,
      String by,
      String label,
      @Nullable Remark reason,
      ActorRef<QueueReply> replyTo)
      implements TicketChange {}

  /**
   * The visit of a ticket began or ended somewhere else: its ticket follows. Nothing happens when
   * there is none, or it is over already.
   *
   * @param movedFrom the start of a visit that was MOVED: a ticket for its new start, the same day,
   *     stays; null unless it was moved
   * @param doctorId whose visit it is
   * @param specialty what for: with the doctor it says at which service point the visit takes place
   */
  record SettleVisit(
      String commandId,
      String by,
      String visitId,
      VisitTurn turn,
      @Nullable Instant movedFrom,
      String doctorId,
      String specialty,
      ActorRef<QueueReply> replyTo)
      implements Change {}

  /** Takes a ticket's newest change back, unless something else happened to it since. */
  record Undo(String commandId, String by, String undoes, ActorRef<QueueReply> replyTo)
      implements Change {}

  /**
   * Nobody is called for a while.
   *
   * @param servicePointId null: all of them
   * @param reason required: refused when it is null
   */
  record PauseQueue(
      String commandId,
      String by,
      @Nullable String servicePointId,
      @Nullable Remark reason,
      ActorRef<QueueReply> replyTo)
      implements Change {}

  /**
   * Goes on after a pause.
   *
   * @param servicePointId null: all of them
   */
  record ResumeQueue(
      String commandId, String by, @Nullable String servicePointId, ActorRef<QueueReply> replyTo)
      implements Change {}

  /** No more tickets today; who still waits has waited in vain and is listed in the event. */
  record CloseDay(String commandId, String by, Remark reason, ActorRef<QueueReply> replyTo)
      implements Change {}

  record GetQueue(ActorRef<QueueReply> replyTo) implements QueueCommand {}

  record GetTicket(String label, ActorRef<QueueReply> replyTo) implements QueueCommand {}

  /** How long somebody who came now would wait. */
  record EstimateWait(String servicePointId, Urgency urgency, ActorRef<QueueReply> replyTo)
      implements QueueCommand {}

  /**
   * What the days before showed is known, for the change with which this one begins; internal,
   * never leaves the node.
   *
   * @param earlier null when nobody could say
   */
  record EarlierKnown(Change asked, @Nullable Shown earlier) implements QueueCommand {}

  /** Hears who waited while something was gathered; internal, sent after recovery. */
  enum Wake implements QueueCommand {
    INSTANCE
  }

  /** The entity was idle; internal. */
  enum Stop implements QueueCommand {
    INSTANCE
  }
}
