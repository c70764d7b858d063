package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.language.Age;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.patient.PatientReply;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.visit.VisitDetails;

/** What a conversation asks of queues, over the cluster. Repeating any of it is harmless. */
final class QueueDesk {
  /** A person waits: rather an apology than a long silence. */
  private static final Duration GATHERING = Duration.ofSeconds(3);

  private static final Duration PERFORMING = Duration.ofSeconds(10);

  /** Somebody with an appointment is not triaged before they come. */
  private static final Urgency BOOKED = Urgency.GREEN;

  private final ClusterSharding sharding;
  private final java.util.function.Function<String, Optional<PracticeConfig>> practices;
  private final InstantSource clock;

  QueueDesk(
      ClusterSharding sharding,
      java.util.function.Function<String, Optional<PracticeConfig>> practices,
      InstantSource clock) {
    this.sharding = sharding;
    this.practices = practices;
    this.clock = clock;
  }

  /** How long somebody who came now would wait. */
  CompletionStage<Fact> estimate(Query.EstimateWait wait) {
    return ask(
            wait.queueId(),
            replyTo ->
                new QueueCommand.EstimateWait(wait.servicePointId(), wait.urgency(), replyTo),
            GATHERING)
        .thenApply(
            reply ->
                switch (reply) {
                  case QueueReply.Wait told -> new Fact.Expected(told.ahead(), told.range());
                  case QueueReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.UNAVAILABLE ->
                      new Fact.Unavailable(refusal.code());
                  case QueueReply.Refused refused -> new Fact.NoNumbers();
                  case QueueReply other -> throw unexpected(other);
                });
  }

  /** How tickets stand; those that their queue does not know are left out. */
  CompletionStage<Fact> tickets(Query.MyTickets mine) {
    CompletionStage<List<QueueReply.TicketState>> all =
        CompletableFuture.completedFuture(new ArrayList<>());
    for (Notices.Ticket ticket : mine.tickets()) {
      all =
          all.thenCombine(
              ask(
                  ticket.queueId(),
                  replyTo -> new QueueCommand.GetTicket(ticket.label(), replyTo),
                  GATHERING),
              (known, reply) -> {
                if (reply instanceof QueueReply.TicketState state) {
                  known.add(state);
                }
                return known;
              });
    }
    return all.thenApply(Fact.Tickets::new);
  }

  /** Registers the patient, then takes a number. */
  CompletionStage<EffectOutcome> join(String contactId, Effect.JoinQueue join) {
    if (!(join.profile() instanceof Private.Clear<PatientProfile> profile)) {
      return CompletableFuture.completedFuture(new EffectOutcome.Refused("patient-erased"));
    }
    CompletionStage<PatientReply> registered =
        sharding
            .entityRefFor(Patient.TYPE_KEY, join.patientId())
            .ask(
                replyTo -> new PatientCommand.Register(contactId, profile.value(), replyTo),
                PERFORMING);
    return Direct.of(registered)
        .thenCompose(
            reply ->
                switch (reply) {
                  case PatientReply.Known known ->
                      change(
                          join.queueId(),
                          replyTo ->
                              new QueueCommand.IssueTicket(
                                  command(join.conversationId(), join.id()),
                                  contactId,
                                  join.servicePointId(),
                                  new TicketHolder(
                                      join.patientId(), contactId, join.conversationId(), null),
                                  Origin.WHATSAPP,
                                  join.urgency(),
                                  join.patientType(),
                                  null,
                                  null,
                                  replyTo));
                  case PatientReply.Refused(Refusal refusal) ->
                      CompletableFuture.completedFuture(EffectOutcome.of(refusal));
                });
  }

  /** A number for a booked visit whose patient has come; none where there is no queue. */
  CompletionStage<EffectOutcome> checkedIn(
      String contactId, Effect.CheckInVisit checkIn, VisitDetails visit) {
    Optional<Clinic> clinic = clinic(visit);
    @Nullable QueueSetup setup = clinic.map(Clinic::queue).orElse(null);
    if (clinic.isEmpty() || setup == null) {
      return CompletableFuture.completedFuture(new EffectOutcome.Done());
    }
    ServicePoint point = setup.servicePointFor(visit.doctorId(), visit.specialty());
    CompletionStage<PatientReply> patient =
        sharding
            .entityRefFor(Patient.TYPE_KEY, visit.patientId())
            .ask(PatientCommand.Get::new, PERFORMING);
    return Direct.of(patient)
        .thenCompose(
            known ->
                change(
                    QueueId.of(clinic.get().id(), today(clinic.get())).text(),
                    replyTo ->
                        new QueueCommand.IssueTicket(
                            "check-in/" + checkIn.visitId(),
                            contactId,
                            point.id(),
                            new TicketHolder(
                                visit.patientId(),
                                contactId,
                                checkIn.conversationId(),
                                checkIn.visitId()),
                            Origin.CHECK_IN,
                            BOOKED,
                            QueueActions.patientType(age(known)),
                            visit.slot().start(),
                            point.doctorIds().contains(visit.doctorId()) ? visit.doctorId() : null,
                            replyTo)))
        // They are checked in all the same: the desk sees them.
        .thenApply(
            outcome ->
                outcome instanceof EffectOutcome.Refused ? new EffectOutcome.Done() : outcome);
  }

  private static @Nullable Age age(PatientReply reply) {
    return reply instanceof PatientReply.Known known && !known.profile().age().isEmpty()
        ? Age.parse(known.profile().age())
        : null;
  }

  /** Whether a visit is today, as its clinic's clock has it. */
  boolean isToday(VisitDetails visit) {
    return clinic(visit)
        .filter(c -> LocalDate.ofInstant(visit.slot().start(), c.zone()).equals(today(c)))
        .isPresent();
  }

  /** The clock of a visit's clinic; UTC where there is no such clinic any more. */
  ZoneId zoneOf(VisitDetails visit) {
    return clinic(visit).map(Clinic::zone).orElse(ZoneOffset.UTC);
  }

  private Optional<Clinic> clinic(VisitDetails visit) {
    return practices
        .apply(Ids.practiceOf(visit.clinicId()))
        .flatMap(practice -> practice.clinic(visit.clinicId()));
  }

  private LocalDate today(Clinic clinic) {
    return LocalDate.ofInstant(clock.instant(), clinic.zone());
  }

  CompletionStage<EffectOutcome> leave(String contactId, Effect.LeaveQueue leave) {
    return change(
            leave.queueId(),
            replyTo ->
                new QueueCommand.LeaveQueue(
                    command(leave.conversationId(), leave.id()),
                    contactId,
                    leave.label(),
                    null,
                    replyTo))
        .thenApply(
            outcome ->
                outcome instanceof EffectOutcome.Ticketed ? new EffectOutcome.Done() : outcome);
  }

  CompletionStage<EffectOutcome> comeBack(String contactId, Effect.ReturnToQueue back) {
    return change(
        back.queueId(),
        replyTo ->
            new QueueCommand.Return(
                command(back.conversationId(), back.id()), contactId, back.label(), replyTo));
  }

  /** The same for every attempt at one debt. */
  private static String command(String conversationId, String effectId) {
    return conversationId + "/" + effectId;
  }

  private CompletionStage<EffectOutcome> change(
      String queueId, Function<ActorRef<QueueReply>, QueueCommand> command) {
    return ask(queueId, command, PERFORMING)
        .thenApply(
            reply ->
                switch (reply) {
                  case QueueReply.TicketState state -> ticketed(state);
                  case QueueReply.Refused(Refusal refusal) -> EffectOutcome.of(refusal);
                  case QueueReply other -> throw unexpected(other);
                });
  }

  private static EffectOutcome ticketed(QueueReply.TicketState state) {
    @Nullable Standing standing = state.standing();
    return new EffectOutcome.Ticketed(
        state.queueId(),
        state.label(),
        standing == null ? 0 : standing.ahead(),
        standing == null ? null : standing.range());
  }

  private CompletionStage<QueueReply> ask(
      String queueId, Function<ActorRef<QueueReply>, QueueCommand> command, Duration timeout) {
    CompletionStage<QueueReply> asked =
        sharding.entityRefFor(ClinicQueue.TYPE_KEY, queueId).ask(command, timeout);
    return Direct.of(asked);
  }

  private static IllegalStateException unexpected(QueueReply reply) {
    return new IllegalStateException(
        "a queue does not answer this with " + reply.getClass().getSimpleName());
  }
}
