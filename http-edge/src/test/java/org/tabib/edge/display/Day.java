package org.tabib.edge.display;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.OpeningHours;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.QueueRules;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.TriageScale;
import org.tabib.engine.queue.Urgency;

/** A day's queue as tests tell it. Every ticket's holder has ids that nobody may ever see. */
final class Day {
  static final String CLINIC = "afya.01900000-0000-7000-8000-000000000001";

  /** A Monday, 10:00 in Nairobi. */
  static final Instant TEN = Instant.parse("2026-11-23T07:00:00Z");

  /** Planted: must not be in anything that is served. */
  static final List<String> SECRETS =
      List.of("patient-77", "contact-77", "conversation-77", "visit-77", "doctor-77", "because-77");

  static final Place PLACE =
      new Place(
          CLINIC,
          Map.of("sw", "Hospitali ya Afya", "en", "Afya Hospital"),
          ZoneId.of("Africa/Nairobi"),
          List.of("sw", "en"),
          new QueueSetup(
              TriageScale.SATS,
              List.of(
                  point("general", "A", "Wagonjwa wa nje", "General outpatient"),
                  point("maternal", "B", "Afya ya mama na mtoto", "Maternal and child health"),
                  point("dental", "C", "Meno", "Dental"),
                  point("pharmacy", "D", "Dawa na maabara", "Pharmacy and laboratory")),
              QueueRules.standard(),
              List.of(
                  new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.of(16, 0)))));

  private static final Map<Character, String> POINTS =
      PLACE.setup().servicePoints().stream()
          .collect(Collectors.toMap(point -> point.code().charAt(0), ServicePoint::id));

  private final List<Ticket> tickets = new ArrayList<>();
  private static final Remark WHY =
      new Remark.Written(new Private.Sealed<>("because-77", "because-77".getBytes(UTF_8)));

  private final List<String> paused = new ArrayList<>();
  private boolean closed;

  private static ServicePoint point(String id, String code, String swahili, String english) {
    return new ServicePoint(
        id,
        code,
        Map.of("sw", swahili, "en", english),
        List.of("1", "2"),
        List.of(),
        List.of("doctor-77"),
        Duration.ofMinutes(10));
  }

  /** A ticket that was called into room 2, once, so many minutes before ten. */
  Day ticket(String label, TicketStatus status, int minutesAgo) {
    return ticket(label, status, minutesAgo, "2", 1);
  }

  Day ticket(String label, TicketStatus status, int minutesAgo, String room, int calls) {
    Instant at = TEN.minus(Duration.ofMinutes(minutesAgo));
    boolean waiting = status == TicketStatus.WAITING;
    tickets.add(
        new Ticket(
            label,
            status,
            new TicketHolder("patient-77", "contact-77", "conversation-77", "visit-77"),
            POINTS.getOrDefault(label.charAt(0), "general"),
            Origin.DESK,
            Urgency.GREEN,
            PatientType.ADULT,
            at,
            "doctor-77",
            at,
            at,
            null,
            null,
            waiting ? 0 : calls,
            waiting ? null : at,
            waiting ? null : room,
            null,
            null,
            null,
            status == TicketStatus.MISSED ? at : null,
            0,
            false));
    return this;
  }

  Day pause(String point) {
    paused.add(point);
    return this;
  }

  Day close() {
    closed = true;
    return this;
  }

  QueueReply.QueueState state() {
    return new QueueReply.QueueState(
        CLINIC + ".2026-11-23",
        !tickets.isEmpty(),
        closed,
        PLACE.setup().servicePoints().stream().map(ServicePoint::id).map(this::now).toList(),
        tickets.stream().filter(ticket -> ticket.status() != TicketStatus.WAITING).toList());
  }

  private QueueReply.Point now(String id) {
    return new QueueReply.Point(
        id,
        paused.contains(id) ? WHY : null,
        tickets.stream()
            .filter(ticket -> ticket.servicePointId().equals(id))
            .filter(ticket -> ticket.status() == TicketStatus.WAITING)
            .map(ticket -> new QueueReply.Waiting(ticket, new Standing(1, 0, null, "because-77")))
            .toList());
  }
}
