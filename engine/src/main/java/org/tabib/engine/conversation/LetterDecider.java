package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.Optional;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.LetterReason;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;

/** The rules of dead letters: how a message becomes one, and how it ends. Pure. */
final class LetterDecider {
  private LetterDecider() {}

  /** A message becomes a letter; the oldest of too many is let go. */
  static ConversationEvent.SendAbandoned abandoned(
      ConversationState state,
      long number,
      int code,
      int attempts,
      LetterReason reason,
      Instant now) {
    Instant since = state.letters().failingSince();
    long crowdedOut = state.letters().oldestBeyond();
    return new ConversationEvent.SendAbandoned(
        number,
        code,
        now,
        attempts,
        reason.word(),
        since == null ? now : since,
        crowdedOut == 0 ? null : crowdedOut);
  }

  /**
   * The letter is queued again under a new number. The old number stays what it was: a receipt for
   * it still says what became of the old attempts, and settles the new message while it waits.
   */
  static Decision<ConversationEvent, ConversationReply> replay(
      String conversationId,
      ConversationState state,
      ConversationCommand.ReplayLetter command,
      Instant now) {
    Optional<DeadLetters.Closed> closed = state.letters().closed(command.number());
    if (closed.isPresent()) {
      long replayedAs = closed.get().replayedAs();
      return replayedAs != 0 && command.commandId().equals(closed.get().commandId())
          ? Decision.answer(
              new ConversationReply.Said(OutboundMessage.idOf(conversationId, replayedAs)))
          : Decision.refuse(ended(closed.get()));
    }
    Optional<Outbound> kept = state.letters().letter(command.number()).map(l -> l.message());
    if (kept.isEmpty()) {
      return Decision.refuse(wasGivenUp(state, command.number()) ? gone() : unknown());
    }
    if (state.mergedInto() != null) {
      return Decision.refuse(
          Refusal.wrongState(
              "letter-moved",
              "the person's conversation goes on as " + state.mergedInto() + ": write there"));
    }
    if (!(kept.get().content() instanceof Private.Clear<OutboundContent>)) {
      return Decision.refuse(gone());
    }
    Outbound again =
        new Outbound(
            state.lastNumber() + 1, kept.get().kind(), kept.get().content(), kept.get().author());
    return Decision.accept(
        new ConversationEvent.LetterReplayed(
            command.number(), command.commandId(), command.by(), again, now),
        new ConversationReply.Said(OutboundMessage.idOf(conversationId, again.number())));
  }

  /** The letter is let go, its content too. Also one whose content is not kept any more. */
  static Decision<ConversationEvent, ConversationReply> drop(
      ConversationState state, ConversationCommand.DropLetter command, Instant now) {
    Optional<DeadLetters.Closed> closed = state.letters().closed(command.number());
    if (closed.isPresent()) {
      return closed.get().replayedAs() == 0 && command.commandId().equals(closed.get().commandId())
          ? Decision.answer(new ConversationReply.Durable())
          : Decision.refuse(ended(closed.get()));
    }
    return state.letters().letter(command.number()).isPresent()
            || wasGivenUp(state, command.number())
        ? Decision.accept(
            new ConversationEvent.LetterDropped(
                command.number(), command.commandId(), command.reason().word(), command.by(), now),
            new ConversationReply.Durable())
        : Decision.refuse(unknown());
  }

  /** As far as is still known: letters are listed by a read model that forgets none. */
  private static boolean wasGivenUp(ConversationState state, long number) {
    return number >= 1
        && number <= state.lastNumber()
        && (state.marks().forgot(number) || state.marks().of(number) == DeliveryStatus.FAILED);
  }

  private static Refusal ended(DeadLetters.Closed letter) {
    if (letter.replayedAs() != 0) {
      return Refusal.wrongState(
          "letter-replayed", "it was queued again already, as message " + letter.replayedAs());
    }
    return letter.commandId() == null
        ? Refusal.wrongState(
            "letter-closed", "it reached the person after all, or made room for newer ones")
        : Refusal.wrongState("letter-dropped", "it was dropped");
  }

  private static Refusal gone() {
    return Refusal.wrongState(
        "letter-content-gone", "its content is not kept any more: drop it, and write anew");
  }

  private static Refusal unknown() {
    return Refusal.notFound("letter-unknown", "there is no such dead letter");
  }
}
