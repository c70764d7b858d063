package org.tabib.engine.conversation;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.entity.Direct;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.waitlist.Ending;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.engine.waitlist.WaitingReply;

/** What a conversation owes to waiting lists. Each step may be repeated. */
final class WaitingDesk {
  private static final Duration GATHERING = Duration.ofSeconds(3);

  /** The list may have to ask a schedule for the next person first. */
  private static final Duration PERFORMING = Duration.ofSeconds(10);

  private final ClusterSharding sharding;
  private final PatientDesk patients;
  private final BookingDesk booking;

  WaitingDesk(ClusterSharding sharding, PatientDesk patients, BookingDesk booking) {
    this.sharding = sharding;
    this.patients = patients;
    this.booking = booking;
  }

  /** How an entry stands; empty when there is none. */
  CompletionStage<Fact> entry(String listId, String entryId) {
    return list(listId, replyTo -> new WaitingCommand.Get(entryId, replyTo), GATHERING)
        .thenApply(
            reply ->
                switch (reply) {
                  case WaitingReply.Entry entry -> new Fact.WaitingEntry(entry);
                  case WaitingReply.Refused(Refusal refusal)
                      when refusal.kind() == Refusal.Kind.UNAVAILABLE ->
                      new Fact.Unavailable(refusal.code());
                  case WaitingReply.Refused refused -> new Fact.WaitingEntry(null);
                  case WaitingReply.Done r -> throw unexpected(r);
                  case WaitingReply.Accepted r -> throw unexpected(r);
                });
  }

  /** Makes the patient known, so that a time can be booked for them later, then waits. */
  CompletionStage<EffectOutcome> join(String contactId, Effect.JoinWaiting join) {
    if (!(join.profile() instanceof Private.Clear<PatientProfile> profile)) {
      return CompletableFuture.completedFuture(new EffectOutcome.Refused("patient-erased"));
    }
    return patients
        .register(contactId, join.wanted().patientId(), profile.value())
        .thenCompose(
            registered ->
                registered instanceof EffectOutcome.Done
                    ? told(
                        join.listId(),
                        replyTo ->
                            new WaitingCommand.Join(
                                join.entryId(), join.wanted(), WaitingCommand.By.PATIENT, replyTo))
                    : CompletableFuture.completedFuture(registered));
  }

  CompletionStage<EffectOutcome> leave(Effect.LeaveWaiting leave) {
    return told(
        leave.listId(),
        replyTo -> new WaitingCommand.Leave(leave.entryId(), Ending.WITHDREW, replyTo));
  }

  CompletionStage<EffectOutcome> decline(Effect.DeclineOffer decline) {
    return told(
        decline.listId(), replyTo -> new WaitingCommand.Decline(decline.offerId(), replyTo));
  }

  /** Accepts, books the kept time, and says what came of it. */
  CompletionStage<EffectOutcome> take(Effect.TakeOffer take) {
    return told(take.listId(), replyTo -> new WaitingCommand.Accept(take.offerId(), replyTo))
        .thenCompose(
            accepted ->
                accepted instanceof EffectOutcome.Done
                    ? booked(take).thenCompose(outcome -> concluded(take, outcome))
                    : CompletableFuture.completedFuture(accepted));
  }

  private CompletionStage<EffectOutcome> booked(Effect.TakeOffer take) {
    Effect.MoveVisit moves = take.moves();
    Effect.OpenVisit opens = take.opens();
    if (moves != null) {
      return booking.move(moves);
    }
    if (opens == null) {
      throw new IllegalStateException("an offer is taken for a new visit or for an earlier one");
    }
    return opens.profile() instanceof Private.Clear<PatientProfile>
        ? booking.book(opens, take.offerId())
        // The patient was erased meanwhile: nobody would come.
        : CompletableFuture.completedFuture(new EffectOutcome.Refused("patient-erased"));
  }

  private CompletionStage<EffectOutcome> concluded(Effect.TakeOffer take, EffectOutcome outcome) {
    return outcome instanceof EffectOutcome.Done
        ? told(
            take.listId(),
            replyTo -> new WaitingCommand.ConfirmBooked(take.offerId(), take.visitId(), replyTo))
        : told(take.listId(), replyTo -> new WaitingCommand.ReturnOffer(take.offerId(), replyTo))
            .thenApply(returned -> new EffectOutcome.Refused("offer-lost"));
  }

  private CompletionStage<EffectOutcome> told(
      String listId, akka.japi.function.Function<ActorRef<WaitingReply>, WaitingCommand> command) {
    return list(listId, command, PERFORMING)
        .thenApply(
            reply ->
                switch (reply) {
                  case WaitingReply.Done done -> new EffectOutcome.Done();
                  case WaitingReply.Entry entry -> new EffectOutcome.Done();
                  case WaitingReply.Accepted accepted -> new EffectOutcome.Done();
                  case WaitingReply.Refused(Refusal refusal) -> EffectOutcome.of(refusal);
                });
  }

  private CompletionStage<WaitingReply> list(
      String listId,
      akka.japi.function.Function<ActorRef<WaitingReply>, WaitingCommand> command,
      Duration timeout) {
    CompletionStage<WaitingReply> asked =
        sharding.entityRefFor(WaitingList.TYPE_KEY, listId).ask(command, timeout);
    return Direct.of(asked);
  }

  private static IllegalStateException unexpected(WaitingReply reply) {
    return new IllegalStateException(
        "a waiting list does not answer this with " + reply.getClass().getSimpleName());
  }
}
