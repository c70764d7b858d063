package org.tabib.engine.conversation;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.WaitRange;

/** Actions of flows on a number in a queue: one's place, giving it up, coming back. */
final class TicketActions {
  private final DialogueStage stage;

  TicketActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** The person's number: the one that is spoken of, or else those of today that still count. */
  Acted mine(Answers answers) {
    Optional<Notices.Ticket> named = named(answers);
    List<Notices.Ticket> all =
        named
            .map(List::of)
            .orElseGet(
                () -> stage.state().notices().tickets().stream().filter(this::isToday).toList());
    if (all.isEmpty()) {
      return Acted.done("none");
    }
    return stage.with(
        new Query.MyTickets(all),
        Fact.Tickets.class,
        fact -> {
          List<QueueReply.TicketState> live =
              fact.tickets().stream().filter(t -> named.isPresent() || !isOver(t)).toList();
          return switch (live.size()) {
            case 0 -> Acted.done("none");
            case 1 -> Acted.done(outcome(live.getFirst()), about(live.getFirst()));
            default -> new Acted.Done("several", Map.of(), options(live));
          };
        });
  }

  private static Optional<Notices.Ticket> named(Answers answers) {
    String chosen = Variables.in(answers, Variables.CHOSEN_TICKET);
    if (!chosen.isEmpty()) {
      int slash = chosen.lastIndexOf('/');
      return Optional.of(
          new Notices.Ticket(chosen.substring(0, slash), chosen.substring(slash + 1)));
    }
    String queue = Variables.in(answers, NoticeFacts.QUEUE);
    String label = Variables.in(answers, NoticeFacts.TICKET);
    return queue.isEmpty() || label.isEmpty()
        ? Optional.empty()
        : Optional.of(new Notices.Ticket(queue, label));
  }

  private boolean isToday(Notices.Ticket ticket) {
    QueueId queue = QueueId.parse(ticket.queueId());
    return stage
        .practice()
        .clinic(queue.clinicId())
        .filter(
            c -> LocalDateTime.ofInstant(stage.now(), c.zone()).toLocalDate().equals(queue.date()))
        .isPresent();
  }

  private static boolean isOver(QueueReply.TicketState ticket) {
    return ticket.status() == TicketStatus.SERVED || ticket.status() == TicketStatus.LEFT;
  }

  private static String outcome(QueueReply.TicketState ticket) {
    return switch (ticket.status()) {
      case WAITING -> "waiting";
      case CALLED -> "called";
      // Somebody who was never called sits before the doctor already: there is no room to name.
      case IN_SERVICE -> ticket.ticket().room() == null ? "over" : "called";
      case MISSED -> "missed";
      case SERVED, LEFT -> "over";
    };
  }

  private static Map<String, String> about(QueueReply.TicketState state) {
    Standing standing = state.standing();
    Map<String, String> learned =
        new HashMap<>(standing == null ? Map.of() : waiting(standing.ahead(), standing.range()));
    learned.putAll(ticket(state.queueId(), state.label()));
    String room = state.ticket().room();
    learned.put(NoticeFacts.ROOM, room == null ? "" : room);
    return learned;
  }

  private List<Option> options(List<QueueReply.TicketState> tickets) {
    return tickets.stream()
        .sorted(Comparator.comparing(QueueReply.TicketState::label))
        .map(
            state ->
                new Option(
                    state.queueId() + "/" + state.label(),
                    state.label(),
                    stage
                        .practice()
                        .clinic(QueueId.parse(state.queueId()).clinicId())
                        .map(clinic -> stage.wording().named(clinic.names()))
                        .orElse(null)))
        .toList();
  }

  /** Owes giving the number up. */
  Acted leave(Answers answers) {
    Effect effect =
        new Effect.LeaveQueue(
            stage.effectId("leave"),
            stage.conversationId(),
            Variables.in(answers, NoticeFacts.QUEUE),
            Variables.in(answers, NoticeFacts.TICKET));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  /** Owes the way back into the queue. */
  Acted rejoin(Answers answers) {
    Effect effect =
        new Effect.ReturnToQueue(
            stage.effectId("rejoin"),
            stage.conversationId(),
            Variables.in(answers, NoticeFacts.QUEUE),
            Variables.in(answers, NoticeFacts.TICKET));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  // ── what is learned ───────────────────────────────────────────────────────────────────────────

  /** What a number in a queue teaches the dialogue. */
  static Map<String, String> learned(EffectOutcome.Ticketed ticket) {
    Map<String, String> learned = new HashMap<>(waiting(ticket.ahead(), ticket.range()));
    learned.putAll(ticket(ticket.queueId(), ticket.label()));
    return learned;
  }

  private static Map<String, String> ticket(String queueId, String label) {
    return Map.of(
        NoticeFacts.QUEUE, queueId,
        NoticeFacts.TICKET, label,
        Variables.CLINIC, QueueId.parse(queueId).clinicId());
  }

  static Map<String, String> waiting(int ahead, @Nullable WaitRange wait) {
    return Map.of(
        NoticeFacts.AHEAD,
        String.valueOf(ahead),
        NoticeFacts.WAIT_FROM,
        wait == null ? "" : String.valueOf(wait.from().toMinutes()),
        NoticeFacts.WAIT_TO,
        wait == null ? "" : String.valueOf(wait.to().toMinutes()));
  }
}
