package org.tabib.edge.timer;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tabib.edge.intake.ConversationGateway;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.engine.waitlist.WaitingReply;

/** Whom timers ask. Every method blocks until there is an answer. */
interface TimerEntities {
  VisitReply visit(String id, Function<ActorRef<VisitReply>, VisitCommand> command)
      throws NoAnswer, InterruptedException;

  /** Follows a conversation that was merged into another. */
  ConversationReply conversation(
      String id, Function<ActorRef<ConversationReply>, ConversationCommand> command)
      throws NoAnswer, InterruptedException;

  QueueReply queue(String id, Function<ActorRef<QueueReply>, QueueCommand> command)
      throws NoAnswer, InterruptedException;

  ReminderReply reminder(String id, Function<ActorRef<ReminderReply>, ReminderCommand> command)
      throws NoAnswer, InterruptedException;

  WaitingReply waitingList(String id, Function<ActorRef<WaitingReply>, WaitingCommand> command)
      throws NoAnswer, InterruptedException;

  /** Nobody answered in time, or what came was no answer. */
  final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    NoAnswer(Throwable cause) {
      // The cause can quote what was asked; its class says enough.
      super("no answer: " + cause.getClass().getSimpleName());
      this.code = cause.getClass().getSimpleName();
    }

    /** What stood in the way, in a word. */
    String code() {
      return code;
    }
  }

  /** The entities of the cluster. */
  static TimerEntities sharded(ClusterSharding sharding) {
    return new Sharded(sharding);
  }

  /** Asks through the cluster's sharding. */
  final class Sharded implements TimerEntities {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A conversation may have to be followed to another. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final EntityTypeKey<ReminderCommand> REMINDER =
        EntityTypeKey.create(ReminderCommand.class, "Reminder");

    private final ClusterSharding sharding;
    private final ConversationGateway conversations;

    private Sharded(ClusterSharding sharding) {
      this.sharding = sharding;
      this.conversations = new ConversationGateway(sharding, TIMEOUT);
    }

    @Override
    public VisitReply visit(String id, Function<ActorRef<VisitReply>, VisitCommand> command)
        throws NoAnswer, InterruptedException {
      return await(ask(Visit.TYPE_KEY, id, command));
    }

    @Override
    public ConversationReply conversation(
        String id, Function<ActorRef<ConversationReply>, ConversationCommand> command)
        throws NoAnswer, InterruptedException {
      return await(conversations.ask(id, command));
    }

    @Override
    public QueueReply queue(String id, Function<ActorRef<QueueReply>, QueueCommand> command)
        throws NoAnswer, InterruptedException {
      return await(ask(ClinicQueue.TYPE_KEY, id, command));
    }

    @Override
    public ReminderReply reminder(
        String id, Function<ActorRef<ReminderReply>, ReminderCommand> command)
        throws NoAnswer, InterruptedException {
      return await(ask(REMINDER, id, command));
    }

    @Override
    public WaitingReply waitingList(
        String id, Function<ActorRef<WaitingReply>, WaitingCommand> command)
        throws NoAnswer, InterruptedException {
      return await(ask(WaitingList.TYPE_KEY, id, command));
    }

    private <C, R> CompletionStage<R> ask(
        EntityTypeKey<C> type, String id, Function<ActorRef<R>, C> command) {
      return sharding.entityRefFor(type, id).ask(command, TIMEOUT);
    }

    private static <R> R await(CompletionStage<R> asked) throws NoAnswer, InterruptedException {
      try {
        return Direct.of(asked).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw new NoAnswer(e.getCause() == null ? e : e.getCause());
      } catch (TimeoutException e) {
        throw new NoAnswer(e);
      }
    }
  }
}
