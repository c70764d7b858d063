package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitCommand.Advance;
import org.tabib.engine.visit.VisitEvent.Words;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;

/** What a person says and wants of a visit, carried to it over the cluster. */
final class VisitDesk {
  private static final Duration PERFORMING = Duration.ofSeconds(10);

  private final ClusterSharding sharding;
  private final QueueDesk queue;

  VisitDesk(ClusterSharding sharding, QueueDesk queue) {
    this.sharding = sharding;
    this.queue = queue;
  }

  /** Confirms a visit that is still when the person was told that it is. */
  CompletionStage<EffectOutcome> confirm(Effect.ConfirmVisit confirm) {
    @Nullable Instant told = confirm.start();
    return ask(confirm.visitId(), VisitCommand.Get::new)
        .thenCompose(
            reply ->
                switch (reply) {
                  case VisitReply.Current visit
                      when told != null && !visit.details().slot().start().equals(told) ->
                      CompletableFuture.completedFuture(new EffectOutcome.Refused("visit-moved"));
                  case VisitReply.Current visit -> advance(confirm.visitId(), Advance.Step.CONFIRM);
                  case VisitReply.Refused(Refusal refusal) ->
                      CompletableFuture.completedFuture(EffectOutcome.of(refusal));
                });
  }

  /** Checks in who comes on the day, once, and takes a number where there is a queue. */
  CompletionStage<EffectOutcome> checkIn(String contactId, Effect.CheckInVisit checkIn) {
    return ask(checkIn.visitId(), VisitCommand.Get::new)
        .thenCompose(
            reply ->
                switch (reply) {
                  case VisitReply.Current visit when !queue.isToday(visit.details()) ->
                      CompletableFuture.completedFuture(
                          new EffectOutcome.Refused("visit-another-day"));
                  case VisitReply.Current visit
                      when visit.status() == VisitStatus.IN_CONSULTATION ->
                      CompletableFuture.completedFuture(new EffectOutcome.Done());
                  case VisitReply.Current visit ->
                      checkIn(checkIn.visitId(), queue.zoneOf(visit.details()))
                          .thenCompose(
                              outcome ->
                                  outcome instanceof EffectOutcome.Done
                                      ? queue.checkedIn(contactId, checkIn, visit.details())
                                      : CompletableFuture.completedFuture(outcome));
                  case VisitReply.Refused(Refusal refusal) ->
                      CompletableFuture.completedFuture(EffectOutcome.of(refusal));
                });
  }

  private CompletionStage<EffectOutcome> checkIn(String visitId, ZoneId zone) {
    return tell(visitId, replyTo -> new VisitCommand.CheckIn(zone, replyTo));
  }

  private CompletionStage<EffectOutcome> advance(String visitId, Advance.Step step) {
    return tell(visitId, replyTo -> new Advance(step, replyTo));
  }

  CompletionStage<EffectOutcome> cancel(Effect.CancelVisit cancel) {
    return tell(
        cancel.visitId(),
        replyTo -> new VisitCommand.Cancel(VisitCommand.By.PATIENT, null, replyTo));
  }

  CompletionStage<EffectOutcome> rate(Effect.RateVisit rate) {
    return tell(rate.visitId(), replyTo -> new VisitCommand.Rate(rate.rating(), replyTo));
  }

  CompletionStage<EffectOutcome> comment(Effect.CommentVisit comment) {
    return saying(
        comment.words(),
        said ->
            tell(
                comment.visitId(),
                replyTo -> new VisitCommand.Comment(comment.commandId(), said, replyTo)));
  }

  CompletionStage<EffectOutcome> add(String contactId, Effect.AddUpdate update) {
    return saying(
        update.words(),
        said ->
            tell(
                update.visitId(),
                replyTo ->
                    new VisitCommand.AddUpdate(
                        update.updateId(), said, contactId, update.saidAt(), replyTo)));
  }

  /** Of whoever was forgotten in between nothing is told any more. */
  private static CompletionStage<EffectOutcome> saying(
      Private<Words> words,
      java.util.function.Function<String, CompletionStage<EffectOutcome>> tell) {
    return words instanceof Private.Clear<Words> said
        ? tell.apply(said.value().text())
        : CompletableFuture.completedFuture(new EffectOutcome.Refused("person-erased"));
  }

  /** Has the visit do it, and says whether it did. */
  CompletionStage<EffectOutcome> tell(
      String visitId, Function<ActorRef<VisitReply>, VisitCommand> command) {
    return ask(visitId, command)
        .thenApply(
            reply ->
                switch (reply) {
                  case VisitReply.Current current -> new EffectOutcome.Done();
                  case VisitReply.Refused(Refusal refusal) -> EffectOutcome.of(refusal);
                });
  }

  CompletionStage<VisitReply> ask(
      String visitId, Function<ActorRef<VisitReply>, VisitCommand> command) {
    CompletionStage<VisitReply> asked =
        sharding.entityRefFor(Visit.TYPE_KEY, visitId).ask(command, PERFORMING);
    return Direct.of(asked);
  }
}
