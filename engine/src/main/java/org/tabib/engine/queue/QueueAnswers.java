package org.tabib.engine.queue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.queue.QueueReply.Refused;

/** What a queue says without changing anything. */
final class QueueAnswers {
  /** Nobody's label, and behind all others where everything else is equal. */
  private static final String SOMEBODY = "~0";

  private QueueAnswers() {}

  static QueueReply ticket(
      ClinicQueueState state, Ticket ticket, @Nullable String note, Instant now) {
    return new QueueReply.TicketState(
        state.queueId(), ticket, Standings.of(state, ticket, now).orElse(null), note);
  }

  static QueueReply ticket(ClinicQueueState state, String label, Instant now) {
    return state
        .ticket(label)
        .map(ticket -> ticket(state, ticket, null, now))
        .orElseGet(() -> new Refused(QueueRefusals.unknownTicket(label)));
  }

  static QueueReply queue(ClinicQueueState state, ClinicSetups.Answer configured, Instant now) {
    return switch (current(state, configured)) {
      case ClinicSetups.Missing(var refusal) -> new Refused(refusal);
      case ClinicSetups.Found(var setup, var zone) -> {
        ClinicQueueState day = ready(state, setup, zone);
        yield new QueueReply.QueueState(
            state.queueId(),
            state.setup() != null,
            state.closed(),
            setup.servicePoints().stream().map(point -> point(day, point, now)).toList(),
            called(state));
      }
    };
  }

  private static QueueReply.Point point(ClinicQueueState day, ServicePoint point, Instant now) {
    return new QueueReply.Point(
        point.id(), day.paused(point.id()).orElse(null), Standings.at(day, point, now).all());
  }

  private static List<Ticket> called(ClinicQueueState state) {
    return state.all().stream()
        .filter(
            ticket ->
                switch (ticket.status()) {
                  case CALLED, IN_SERVICE, MISSED -> true;
                  case WAITING, SERVED, LEFT -> false;
                })
        .sorted(
            Comparator.comparing(
                    (Ticket ticket) -> Optional.ofNullable(ticket.calledAt()).orElse(Instant.MIN))
                .reversed()
                .thenComparing(Ticket::label, Labels.ORDER))
        .toList();
  }

  static QueueReply estimate(
      ClinicQueueState state,
      QueueCommand.EstimateWait command,
      ClinicSetups.Answer configured,
      Instant now) {
    return switch (current(state, configured)) {
      case ClinicSetups.Missing(var refusal) -> new Refused(refusal);
      case ClinicSetups.Found(var setup, var zone) ->
          estimate(ready(state, setup, zone), setup, command, now);
    };
  }

  private static QueueReply estimate(
      ClinicQueueState day, QueueSetup setup, QueueCommand.EstimateWait command, Instant now) {
    String id = command.servicePointId();
    if (setup.servicePoint(id).isEmpty()) {
      return new Refused(QueueRefusals.unknownPoint(id, setup));
    }
    if (setup.target(command.urgency()).isEmpty()) {
      return new Refused(QueueRefusals.notQueued(command.urgency(), setup.scale()));
    }
    Refusal refusal = IssueDecider.notNow(day, now);
    if (refusal != null) {
      return new Refused(refusal);
    }
    Ticket somebody = somebody(id, command.urgency(), now);
    Standing standing = Standings.of(day.with(somebody), somebody, now).orElseThrow();
    return new QueueReply.Wait(id, standing.ahead(), standing.range(), day.paused(id).orElse(null));
  }

  private static Ticket somebody(String point, Urgency urgency, Instant now) {
    return new Ticket(
        SOMEBODY,
        TicketStatus.WAITING,
        TicketHolder.NOBODY,
        point,
        Origin.DESK,
        urgency,
        PatientType.ADULT,
        null,
        null,
        now,
        now,
        null,
        null,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        false);
  }

  /** What counts today: the day's own setup, or the clinic's before the day has begun. */
  private static ClinicSetups.Answer current(
      ClinicQueueState state, ClinicSetups.Answer configured) {
    QueueSetup setup = state.setup();
    return setup == null ? configured : new ClinicSetups.Found(setup, state.needZone());
  }

  private static ClinicQueueState ready(ClinicQueueState state, QueueSetup setup, ZoneId zone) {
    return state.setup() != null
        ? state
        : state.apply(
            new QueueEvent.DayOpened(new Mark("", Mark.SYSTEM, Instant.EPOCH), setup, zone, null));
  }
}
