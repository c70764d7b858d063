package org.tabib.engine.queue;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** One of every message that queues hear and send, for those who look at how they travel. */
public final class QueueMessages {
  private static final Instant AT = Instant.parse("2026-11-23T06:00:00Z");

  private QueueMessages() {}

  /** All of them. */
  public static List<ClusterMessage> all(ActorRef<QueueReply> to) {
    TicketHolder holder = new TicketHolder("patient", "contact", null, "visit");
    Standing standing =
        new Standing(
            3, 2, new WaitRange(Duration.ofMinutes(15), Duration.ofMinutes(30)), "green, 1 of 240");
    Ticket ticket =
        new Ticket(
            "A7",
            TicketStatus.WAITING,
            holder,
            "general",
            Origin.CHECK_IN,
            Urgency.GREEN,
            PatientType.CHILD,
            AT,
            null,
            AT,
            AT,
            AT,
            4,
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            0,
            true);
    return List.of(
        new QueueCommand.IssueTicket(
            "c",
            "s",
            "general",
            holder,
            Origin.WHATSAPP,
            Urgency.BLUE,
            PatientType.ELDERLY,
            AT,
            "doctor",
            to),
        new QueueCommand.CallNext("c", "s", "general", "2", "doctor", to),
        new QueueCommand.CallTicket("c", "s", "A7", "2", Said.words("reason"), to),
        new QueueCommand.Recall("c", "s", "A7", to),
        new QueueCommand.Skip("c", "s", "A7", to),
        new QueueCommand.Return("c", "s", "A7", to),
        new QueueCommand.StartService("c", "s", "A7", to),
        new QueueCommand.FinishService("c", "s", "A7", to),
        new QueueCommand.Retriage("c", "s", "A7", Urgency.RED, null, to),
        new QueueCommand.Transfer("c", "s", "A7", "lab", to),
        new QueueCommand.LeaveQueue("c", "s", "A7", Remark.Fixed.NO_CHECK_IN, to),
        new QueueCommand.SettleVisit(
            "c", "s", "visit", VisitTurn.MOVED, AT, "doctor", "general-medicine", to),
        new QueueCommand.Undo("c", "s", "d", to),
        new QueueCommand.PauseQueue("c", "s", null, Said.words("lunch"), to),
        new QueueCommand.ResumeQueue("c", "s", "general", to),
        new QueueCommand.CloseDay("c", "s", Remark.Fixed.DAY_OVER, to),
        new QueueCommand.GetQueue(to),
        new QueueCommand.GetTicket("A7", to),
        new QueueCommand.EstimateWait("general", Urgency.GREEN, to),
        QueueCommand.Stop.INSTANCE,
        new QueueReply.TicketState("afya.clinic.2026-11-23", ticket, standing, "note"),
        new QueueReply.QueueState(
            "afya.clinic.2026-11-23",
            true,
            false,
            List.of(
                new QueueReply.Point(
                    "general",
                    Said.words("lunch"),
                    List.of(new QueueReply.Waiting(ticket, standing)))),
            List.of(ticket)),
        new QueueReply.NobodyWaiting("general", AT),
        new QueueReply.Wait("general", 4, null, Said.words("lunch")),
        new QueueReply.Done("afya.clinic.2026-11-23"),
        new QueueReply.Refused(Refusal.invalid("code", "message")));
  }
}
