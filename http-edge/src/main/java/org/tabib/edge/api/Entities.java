package org.tabib.edge.api;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.tabib.edge.intake.ConversationGateway;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientReply;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitReply;

/** Asks entities, wherever in the cluster they are. A late answer fails with a timeout. */
public final class Entities {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ClusterSharding sharding;
  private final ConversationGateway conversations;

  public Entities(ClusterSharding sharding) {
    this.sharding = sharding;
    this.conversations = new ConversationGateway(sharding, TIMEOUT);
  }

  /** A doctor's schedule. */
  public CompletionStage<ScheduleReply> schedule(
      String id, Function<ActorRef<ScheduleReply>, ScheduleCommand> command) {
    return sharding.entityRefFor(DoctorSchedule.TYPE_KEY, id).ask(command, TIMEOUT);
  }

  /** A visit. */
  public CompletionStage<VisitReply> visit(
      String id, Function<ActorRef<VisitReply>, VisitCommand> command) {
    return sharding.entityRefFor(Visit.TYPE_KEY, id).ask(command, TIMEOUT);
  }

  /** A clinic's queue of a day. */
  public CompletionStage<QueueReply> queue(
      String id, Function<ActorRef<QueueReply>, QueueCommand> command) {
    return sharding.entityRefFor(ClinicQueue.TYPE_KEY, id).ask(command, TIMEOUT);
  }

  /** A patient. */
  public CompletionStage<PatientReply> patient(
      String id, Function<ActorRef<PatientReply>, PatientCommand> command) {
    return sharding.entityRefFor(Patient.TYPE_KEY, id).ask(command, TIMEOUT);
  }

  /** Follows a conversation that was merged into another. */
  CompletionStage<ConversationReply> conversation(
      String id, Function<ActorRef<ConversationReply>, ConversationCommand> command) {
    return conversations.ask(id, command);
  }
}
