package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.Reminder;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderReply;

/** Answers to reminders of doses and of care, carried to the reminder over the cluster. */
final class ReminderDesk {
  private static final Duration PERFORMING = Duration.ofSeconds(10);

  private final ClusterSharding sharding;

  ReminderDesk(ClusterSharding sharding) {
    this.sharding = sharding;
  }

  /** Of whoever was forgotten in between nothing is told any more. */
  CompletionStage<EffectOutcome> plan(String contactId, Effect.PlanReminder wished) {
    if (!(wished.content() instanceof Private.Clear<ReminderContent>(var who, var content))) {
      return CompletableFuture.completedFuture(new EffectOutcome.Refused("person-erased"));
    }
    ReminderPlan plan =
        new ReminderPlan(
            wished.patientId(),
            contactId,
            wished.conversationId(),
            null,
            null,
            wished.kind(),
            wished.rhythm(),
            wished.zone());
    return ask(
        wished.reminderId(),
        replyTo -> new ReminderCommand.Plan(plan, content, wished.by(), replyTo));
  }

  CompletionStage<EffectOutcome> done(Effect.ReminderDone done) {
    return ask(
        done.reminderId(),
        replyTo -> new ReminderCommand.Done(done.occurrence(), done.by(), replyTo));
  }

  CompletionStage<EffectOutcome> snooze(Effect.SnoozeReminder snooze) {
    return ask(
        snooze.reminderId(),
        replyTo ->
            new ReminderCommand.Snooze(snooze.occurrence(), snooze.until(), snooze.by(), replyTo));
  }

  CompletionStage<EffectOutcome> stop(Effect.StopReminder stop) {
    return ask(stop.reminderId(), replyTo -> new ReminderCommand.StopReminding(stop.by(), replyTo));
  }

  /** Fails when it cannot be said now: the effect is performed again then. */
  private CompletionStage<EffectOutcome> ask(
      String reminderId, Function<ActorRef<ReminderReply>, ReminderCommand> command) {
    CompletionStage<ReminderReply> asked =
        sharding.entityRefFor(Reminder.TYPE_KEY, reminderId).ask(command, PERFORMING);
    return Direct.of(asked)
        .thenApply(
            reply ->
                switch (reply) {
                  case ReminderReply.Current current -> new EffectOutcome.Done();
                  case ReminderReply.Refused(Refusal refusal) -> outcome(refusal);
                });
  }

  private static EffectOutcome outcome(Refusal refusal) {
    if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
      throw new IllegalStateException("the reminder does not answer now: " + refusal.code());
    }
    return new EffectOutcome.Refused(refusal.code());
  }
}
