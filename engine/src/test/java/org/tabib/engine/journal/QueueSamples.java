package org.tabib.engine.journal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.queue.Mark;
import org.tabib.engine.queue.Measured;
import org.tabib.engine.queue.OpeningHours;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueRules;
import org.tabib.engine.queue.QueueSamplesState;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.Said;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.Shown;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.TriageScale;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.queue.WaitRange;

/** One of everything that clinics' queues store, every field filled. */
public final class QueueSamples {
  private static final Instant AT = Instant.parse("2026-11-23T06:00:00.123456789Z");
  private static final Mark MARK = new Mark("command", "staff-1", AT);
  private static final Standing STANDING =
      new Standing(
          3,
          2,
          new WaitRange(Duration.ofMinutes(15), Duration.ofMinutes(30)),
          "orange, 12 of 10 minutes");

  private QueueSamples() {}

  static List<Object> all() {
    Ticket ticket = ticket(TicketStatus.WAITING);
    List<Object> all =
        new ArrayList<>(
            List.of(
                new QueueEvent.DayOpened(MARK, setup(), ZoneId.of("Africa/Nairobi"), null),
                new QueueEvent.SetupChanged(MARK, setup()),
                new QueueEvent.TicketIssued(MARK, ticket, 7, STANDING),
                new QueueEvent.TicketRecalled(MARK, ticket(TicketStatus.CALLED)),
                new QueueEvent.TicketSkipped(MARK, ticket, 3),
                new QueueEvent.TicketMissed(MARK, ticket(TicketStatus.MISSED)),
                new QueueEvent.TicketReturned(MARK, ticket, true, STANDING),
                new QueueEvent.ServiceStarted(MARK, ticket(TicketStatus.IN_SERVICE)),
                new QueueEvent.ServiceFinished(MARK, ticket(TicketStatus.SERVED)),
                new QueueEvent.TicketTransferred(MARK, ticket, "lab", STANDING),
                new QueueEvent.TicketNeared(MARK, ticket, STANDING),
                new QueueEvent.CommandUndone(MARK, "other", ticket, ticket(TicketStatus.CALLED)),
                new QueueEvent.QueueResumed(MARK, "general"),
                new QueueEvent.DayShown(MARK, shown())));
    all.addAll(remarked(words -> Said.of("afya.patient", words)).values());
    return all;
  }

  /** What version 1 stored, by its manifest. */
  static Map<String, Object> earlier() {
    return remarked(Said::earlier);
  }

  /** Whatever staff say something with. */
  private static Map<String, Object> remarked(Function<String, Remark> said) {
    Ticket ticket = ticket(TicketStatus.WAITING);
    return Map.of(
        "queue.ticket-called:1",
        new QueueEvent.TicketCalled(
            MARK, ticket(TicketStatus.CALLED), said.apply("the doctor asked for it")),
        "queue.ticket-retriaged:1",
        new QueueEvent.TicketRetriaged(MARK, ticket, Urgency.GREEN, said.apply("worse"), STANDING),
        "queue.ticket-left:1",
        new QueueEvent.TicketLeft(MARK, ticket(TicketStatus.LEFT), said.apply("went home")),
        "queue.paused:1",
        new QueueEvent.QueuePaused(MARK, "general", said.apply("lunch")),
        "queue.day-closed:1",
        new QueueEvent.DayClosed(MARK, said.apply("evening"), List.of(ticket(TicketStatus.LEFT))),
        "queue.state:1",
        QueueSamplesState.state(setup(), ticket, said.apply("lunch")));
  }

  /** What was added to events and snapshots later, by the name of its file. */
  static Map<String, Object> additions() {
    return Map.of(
        "queue.day-opened-1-earlier",
        new QueueEvent.DayOpened(MARK, setup(), ZoneId.of("Africa/Nairobi"), shown()),
        "queue.state-2-earlier",
        QueueSamplesState.learned(
            setup(), ticket(TicketStatus.WAITING), Said.of("afya.patient", "lunch"), shown()));
  }

  private static Shown shown() {
    return new Shown(
        Map.of("general|afya.doctor|9", new Measured(2.5, 1_500, 930_000.25)),
        Map.of("general", new Measured(1, 180, 32_400)),
        Map.of("general", 2.5),
        Map.of("general", 1.0),
        Map.of("general|ORANGE|9", 3.0),
        1.5);
  }

  /** A practice with a clinic that has a queue, as the first ones had none. */
  static PracticeConfig.Clinic clinic() {
    return new PracticeConfig.Clinic(
        "sehat.clinic",
        Map.of("en", "Main Road"),
        Map.of("en", "12 Main Road"),
        ZoneId.of("Asia/Kolkata"),
        null,
        setup());
  }

  private static QueueSetup setup() {
    return new QueueSetup(
        TriageScale.MANCHESTER,
        List.of(
            new ServicePoint(
                "general",
                "A",
                Map.of("en", "General outpatient", "sw", "Wagonjwa wa nje"),
                List.of("1", "2"),
                List.of("general-medicine"),
                List.of("afya.doctor"),
                Duration.ofMinutes(12))),
        new QueueRules(
            Map.of(Urgency.GREEN, Duration.ofMinutes(180)),
            Map.of(PatientType.PREGNANT, 0.25),
            0.1,
            Duration.ofMinutes(20),
            Duration.ofMinutes(10),
            5,
            1,
            2,
            Duration.ofMinutes(45),
            1,
            4,
            0.8),
        List.of(new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.of(16, 30))));
  }

  private static Ticket ticket(TicketStatus status) {
    return new Ticket(
        "A7",
        status,
        new TicketHolder("afya.patient", "afya.contact", "afya.conversation", "afya.visit"),
        "general",
        Origin.CHECK_IN,
        Urgency.ORANGE,
        PatientType.CHILD,
        AT.plusSeconds(600),
        "afya.doctor",
        AT.minusSeconds(720),
        AT.minusSeconds(700),
        AT.plusSeconds(60),
        9,
        2,
        AT.plusSeconds(1),
        "2",
        "afya.doctor",
        AT.plusSeconds(2),
        AT.plusSeconds(3),
        AT.plusSeconds(4),
        1,
        true);
  }
}
