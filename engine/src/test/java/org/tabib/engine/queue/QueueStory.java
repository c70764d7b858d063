package org.tabib.engine.queue;

import akka.actor.typed.ActorRef;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Lifecycle.Transition;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.journal.StoredForm;
import org.tabib.engine.queue.QueueReply.TicketState;

/** A queue without an actor system: commands in, replies out, time as the test says. */
final class QueueStory {
  static final ZoneId ZONE = ZoneId.of("Africa/Nairobi");
  static final QueueId ID = QueueId.of("afya.clinic", LocalDate.of(2026, 11, 23));

  private static final @Nullable ActorRef<QueueReply> NOBODY = null;

  private final List<QueueEvent> journal = new ArrayList<>();
  private final Set<Transition<TicketStatus, Class<? extends QueueEvent>>> walked = new HashSet<>();
  private ClinicSetups.Answer configured;
  private ClinicQueueState state = ClinicQueueState.unopened(ID.text());
  private Instant now = at("09:00");
  private int commands;
  private @Nullable Shown earlier;

  QueueStory(QueueSetup setup) {
    configured = new ClinicSetups.Found(setup, ZONE);
  }

  /** Two service points, A with three rooms and B with one, on a Monday. */
  static QueueStory monday() {
    return new QueueStory(setup(TriageScale.SATS, QueueRules.standard()));
  }

  /** The day begins with that. */
  QueueStory after(Shown days) {
    earlier = days;
    return this;
  }

  static QueueSetup setup(TriageScale scale, QueueRules rules) {
    return new QueueSetup(
        scale,
        List.of(
            new ServicePoint(
                "general",
                "A",
                Map.of("en", "General outpatient"),
                List.of("1", "2", "3"),
                List.of("general-medicine"),
                List.of(),
                Duration.ofMinutes(10)),
            new ServicePoint(
                "lab",
                "B",
                Map.of("en", "Laboratory"),
                List.of("1"),
                List.of(),
                List.of("dr-lab"),
                Duration.ofMinutes(5))),
        rules,
        Arrays.stream(DayOfWeek.values())
            .filter(day -> day != DayOfWeek.SUNDAY)
            .map(day -> new OpeningHours(day, LocalTime.of(8, 0), LocalTime.of(17, 0)))
            .toList());
  }

  /** A time of that Monday, at the clinic. */
  static Instant at(String time) {
    return LocalDateTime.of(ID.date(), LocalTime.parse(time)).atZone(ZONE).toInstant();
  }

  ClinicQueueState state() {
    return state;
  }

  List<QueueEvent> journal() {
    return journal;
  }

  Set<Transition<TicketStatus, Class<? extends QueueEvent>>> walked() {
    return walked;
  }

  Instant now() {
    return now;
  }

  QueueStory itIs(String time) {
    now = at(time);
    return this;
  }

  QueueStory itIs(Instant time) {
    now = time;
    return this;
  }

  void passes(long minutes) {
    now = now.plus(Duration.ofMinutes(minutes));
  }

  void configured(ClinicSetups.Answer answer) {
    configured = answer;
  }

  /** What the entity knows after a restart that reads the journal from the beginning. */
  ClinicQueueState replayed() {
    ClinicQueueState fresh = ClinicQueueState.unopened(ID.text());
    for (QueueEvent event : journal) {
      fresh = fresh.apply(StoredForm.roundTrip(event));
    }
    return fresh;
  }

  /** What the entity knows after a restart from a snapshot. */
  void restart() {
    state = StoredForm.roundTrip(state);
  }

  String id() {
    commands++;
    return "c" + commands;
  }

  /** A walk-in of whom nothing is known. */
  String walkIn(Urgency urgency) {
    return label(issue(urgency, PatientType.ADULT, TicketHolder.NOBODY, null));
  }

  /** A booked visit's patient who has come. */
  String booked(String visit, String time, Urgency urgency) {
    return label(checkIn(visit, at(time), urgency));
  }

  QueueReply checkIn(String visit, Instant appointment, Urgency urgency) {
    return issue(
        urgency,
        PatientType.ADULT,
        new TicketHolder("patient-of-" + visit, null, null, visit),
        appointment);
  }

  QueueReply issue(
      Urgency urgency, PatientType type, TicketHolder holder, @Nullable Instant appointment) {
    return issue(id(), "general", urgency, type, holder, appointment);
  }

  QueueReply issue(
      String id,
      String point,
      Urgency urgency,
      PatientType type,
      TicketHolder holder,
      @Nullable Instant appointment) {
    Origin origin = appointment == null ? Origin.DESK : Origin.CHECK_IN;
    return send(
        new QueueCommand.IssueTicket(
            id, "staff-1", point, holder, origin, urgency, type, appointment, null, NOBODY));
  }

  QueueReply next(String room) {
    return next(id(), room);
  }

  QueueReply next(String id, String room) {
    return send(new QueueCommand.CallNext(id, "staff-1", "general", room, NOBODY));
  }

  QueueReply nextOf(String doctor, String room) {
    return send(new QueueCommand.CallNext(id(), "staff-1", "general", room, doctor, NOBODY));
  }

  /** The label that was called. */
  String called(String room) {
    return label(next(room));
  }

  QueueReply call(String label, @Nullable String reason) {
    return send(
        new QueueCommand.CallTicket(
            id(), "staff-1", label, "1", reason == null ? null : Said.words(reason), NOBODY));
  }

  QueueReply recall(String label) {
    return send(new QueueCommand.Recall(id(), "staff-1", label, NOBODY));
  }

  QueueReply skip(String label) {
    return send(new QueueCommand.Skip(id(), "staff-1", label, NOBODY));
  }

  QueueReply giveBack(String label) {
    return send(new QueueCommand.Return(id(), "staff-1", label, NOBODY));
  }

  QueueReply start(String label) {
    return send(new QueueCommand.StartService(id(), "staff-1", label, NOBODY));
  }

  QueueReply finish(String label) {
    return send(new QueueCommand.FinishService(id(), "staff-1", label, NOBODY));
  }

  QueueReply retriage(String label, Urgency urgency) {
    return send(
        new QueueCommand.Retriage(id(), "staff-1", label, urgency, Said.words("worse"), NOBODY));
  }

  QueueReply transfer(String label, String to) {
    return send(new QueueCommand.Transfer(id(), "staff-1", label, to, NOBODY));
  }

  QueueReply leave(String label) {
    return send(
        new QueueCommand.LeaveQueue(id(), "staff-1", label, Said.words("went home"), NOBODY));
  }

  QueueReply settle(String visit, VisitTurn turn) {
    return settle(id(), visit, turn, null);
  }

  QueueReply settle(String id, String visit, VisitTurn turn, @Nullable Instant movedFrom) {
    return send(
        new QueueCommand.SettleVisit(
            id, Mark.SYSTEM, visit, turn, movedFrom, "dr-a", "general-medicine", NOBODY));
  }

  QueueReply undo(String command) {
    return undo(command, "staff-1");
  }

  QueueReply undo(String command, String by) {
    return send(new QueueCommand.Undo(id(), by, command, NOBODY));
  }

  /** The last command that {@link #id} named. */
  String lastId() {
    return "c" + commands;
  }

  QueueReply pause(@Nullable String point, @Nullable String reason) {
    return send(
        new QueueCommand.PauseQueue(
            id(), "staff-1", point, reason == null ? null : Said.words(reason), NOBODY));
  }

  QueueReply resume(@Nullable String point) {
    return send(new QueueCommand.ResumeQueue(id(), "staff-1", point, NOBODY));
  }

  QueueReply close() {
    return send(new QueueCommand.CloseDay(id(), "staff-1", Said.words("evening"), NOBODY));
  }

  QueueReply estimate(Urgency urgency) {
    return QueueAnswers.estimate(
        state, new QueueCommand.EstimateWait("general", urgency, NOBODY), configured, now);
  }

  QueueReply.QueueState queue() {
    return (QueueReply.QueueState) QueueAnswers.queue(state, configured, now);
  }

  /** The labels that wait at A, in order. */
  List<String> order() {
    return queue().points().getFirst().waiting().stream().map(w -> w.ticket().label()).toList();
  }

  String reason(String label) {
    return queue().points().stream()
        .flatMap(point -> point.waiting().stream())
        .filter(waiting -> waiting.ticket().label().equals(label))
        .map(waiting -> waiting.standing().reason())
        .findFirst()
        .orElseThrow();
  }

  Ticket ticket(String label) {
    return state.ticket(label).orElseThrow();
  }

  QueueReply send(QueueCommand.Change command) {
    return switch (QueueDecider.decide(state, command, configured, earlier, now)) {
      case Decision.Accept<QueueEvent, QueueReply>(var events, var reply) -> {
        events.forEach(this::happens);
        yield reply;
      }
      case Decision.Answer<QueueEvent, QueueReply>(var reply) -> reply;
      case Decision.Refuse<QueueEvent, QueueReply>(var refusal) -> new QueueReply.Refused(refusal);
    };
  }

  private void happens(QueueEvent event) {
    ClinicQueueState before = state;
    state = state.apply(event);
    journal.add(event);
    switch (event) {
      case QueueEvent.TicketNeared neared -> {}
      case QueueEvent.CommandUndone undone -> {}
      case QueueEvent.TicketEvent e -> walked(before, e, e.ticket().label());
      case QueueEvent.DayClosed e -> e.left().forEach(t -> walked(before, e, t.label()));
      case QueueEvent.DayOpened e -> {}
      case QueueEvent.DayShown e -> {}
      case QueueEvent.SetupChanged e -> {}
      case QueueEvent.QueuePaused e -> {}
      case QueueEvent.QueueResumed e -> {}
    }
  }

  private void walked(ClinicQueueState before, QueueEvent event, String label) {
    TicketStatus from = before.ticket(label).map(Ticket::status).orElse(null);
    walked.add(new Transition<>(from, event.getClass(), ticket(label).status()));
  }

  static String label(QueueReply reply) {
    return ((TicketState) reply).label();
  }

  static String refusal(QueueReply reply) {
    return refused(reply).code();
  }

  static Refusal refused(QueueReply reply) {
    return ((QueueReply.Refused) reply).refusal();
  }

  static String note(QueueReply reply) {
    return Objects.requireNonNull(((TicketState) reply).note());
  }

  static Standing standing(QueueReply reply) {
    return Objects.requireNonNull(((TicketState) reply).standing());
  }

  <E extends QueueEvent> List<E> events(Class<E> type) {
    return journal.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
