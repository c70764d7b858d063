package org.tabib.engine.conversation;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage.Acted;
import org.tabib.engine.language.Age;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.queue.WaitRange;

/** Actions of flows on the queue: joining, one's place, leaving, coming back. */
final class QueueActions {
  /** South African Triage Scale: children are younger than that. */
  private static final int CHILD_YEARS = 12;

  private static final int ELDERLY_YEARS = 65;

  private final DialogueStage stage;

  QueueActions(DialogueStage stage) {
    this.stage = stage;
  }

  /** Only a practice with a queue offers to join it. */
  Acted beginMenu() {
    boolean any = stage.practice().clinics().stream().anyMatch(clinic -> clinic.queue() != null);
    return Acted.done("done", Map.of(Variables.QUEUES, any ? "yes" : ""));
  }

  // ── joining ───────────────────────────────────────────────────────────────────────────────────

  /** Clinics that give numbers out now. */
  Acted clinics() {
    List<Clinic> open =
        stage.practice().clinics().stream()
            .filter(clinic -> openSetup(clinic).isPresent())
            .toList();
    return switch (open.size()) {
      case 0 -> Acted.done("none");
      case 1 -> Acted.done("one", Map.of(Variables.CLINIC, open.getFirst().id()));
      default ->
          new Acted.Done(
              "several",
              Map.of(),
              open.stream()
                  .map(c -> new Option(c.id(), stage.wording().named(c.names()), null))
                  .toList());
    };
  }

  private Optional<QueueSetup> openSetup(Clinic clinic) {
    QueueSetup setup = clinic.queue();
    return setup != null && setup.isOpen(LocalDateTime.ofInstant(stage.now(), clinic.zone()))
        ? Optional.of(setup)
        : Optional.empty();
  }

  /** What one can wait for at the clinic. */
  Acted points(Answers answers) {
    List<ServicePoint> points =
        clinic(answers).flatMap(this::openSetup).map(QueueSetup::servicePoints).orElse(List.of());
    return switch (points.size()) {
      case 0 -> Acted.done("closed");
      case 1 -> Acted.done("one", Map.of(Variables.POINT, points.getFirst().id()));
      default ->
          new Acted.Done(
              "several",
              Map.of(),
              points.stream()
                  .map(p -> new Option(p.id(), stage.wording().named(p.names()), null))
                  .toList());
    };
  }

  /** How long it would take, told before anybody joins; and how urgent it sounds. */
  Acted expected(Answers answers) {
    Optional<Clinic> clinic = clinic(answers);
    if (clinic.isEmpty()) {
      return Acted.done("closed");
    }
    Urgency urgency = urgency(answers);
    return stage.with(
        new Query.EstimateWait(
            queueOf(clinic.get()), Variables.in(answers, Variables.POINT), urgency),
        Fact.WaitAnswer.class,
        fact ->
            switch (fact) {
              case Fact.NoNumbers none -> Acted.done("closed");
              case Fact.Expected told -> {
                Map<String, String> learned = new HashMap<>(waiting(told.ahead(), told.range()));
                learned.put(Variables.URGENCY, urgency.name().toLowerCase(Locale.ROOT));
                yield Acted.done("told", learned);
              }
            });
  }

  /**
   * As the words were read, and never the highest: who is that ill was told to call for help, and
   * the desk looks at everybody again.
   */
  private Urgency urgency(Answers answers) {
    Assessment read =
        stage
            .world()
            .care()
            .assess(Variables.in(answers, Variables.COMPLAINT), PatientFacts.in(answers));
    return switch (read.urgency()) {
      case EMERGENCY -> Urgency.ORANGE;
      case URGENT -> Urgency.YELLOW;
      case ROUTINE -> Urgency.GREEN;
    };
  }

  /** Owes the number. */
  Acted join(Answers answers) {
    Optional<Clinic> clinic = clinic(answers);
    if (clinic.isEmpty()) {
      return Acted.done("refused");
    }
    String patientId = Variables.in(answers, Variables.PATIENT);
    String age = Variables.in(answers, Variables.AGE);
    Effect effect =
        new Effect.JoinQueue(
            stage.effectId("join"),
            stage.conversationId(),
            queueOf(clinic.get()),
            Variables.in(answers, Variables.POINT),
            patientId,
            Private.of(
                patientId,
                new PatientProfile(
                    Variables.in(answers, Variables.NAME),
                    age,
                    stage.today(),
                    Variables.in(answers, Variables.SEX))),
            Urgency.valueOf(Variables.in(answers, Variables.URGENCY).toUpperCase(Locale.ROOT)),
            patientType(age.isEmpty() ? null : Age.parse(age)));
    stage.owe(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  static PatientType patientType(@Nullable Age age) {
    if (age == null) {
      return PatientType.ADULT;
    }
    if (age.wholeYears() < CHILD_YEARS) {
      return PatientType.CHILD;
    }
    return age.wholeYears() >= ELDERLY_YEARS ? PatientType.ELDERLY : PatientType.ADULT;
  }

  private Optional<Clinic> clinic(Answers answers) {
    return stage.practice().clinic(Variables.in(answers, Variables.CLINIC));
  }

  private String queueOf(Clinic clinic) {
    return QueueId.of(
            clinic.id(), LocalDateTime.ofInstant(stage.now(), clinic.zone()).toLocalDate())
        .text();
  }

  // ── a ticket ──────────────────────────────────────────────────────────────────────────────────

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
      case CALLED, IN_SERVICE -> "called";
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

  private static Map<String, String> waiting(int ahead, @Nullable WaitRange wait) {
    return Map.of(
        NoticeFacts.AHEAD,
        String.valueOf(ahead),
        NoticeFacts.WAIT_FROM,
        wait == null ? "" : String.valueOf(wait.from().toMinutes()),
        NoticeFacts.WAIT_TO,
        wait == null ? "" : String.valueOf(wait.to().toMinutes()));
  }
}
