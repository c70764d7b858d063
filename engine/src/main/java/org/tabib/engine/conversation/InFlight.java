package org.tabib.engine.conversation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationSignal.SendFinished;
import org.tabib.engine.delivery.SendOutcome;

/**
 * What is known of the message that the channel is being asked to take over, or may have taken over
 * without anybody knowing. Belongs to one actor.
 */
final class InFlight {
  /** The message that the channel is being asked to take over; 0 when there is none. */
  private long asked;

  /** The message that may have been taken over without anybody knowing; 0 when there is none. */
  private long doubtful;

  /** A receipt may say yet that the head of the outbox was sent before a crash. */
  private boolean waitingForReceipts;

  /** What the channel said of a message, until that is in the journal. */
  private @Nullable SendFinished unrecorded;

  /**
   * The state is what the journal has; what was under way may have an answer still, or none.
   *
   * @return what the provider did answer, when only the journal did not take it
   */
  Optional<SendFinished> recovered(ConversationState state) {
    asked = 0;
    SendFinished known = unrecorded;
    unrecorded = null;
    waitingForReceipts = !state.outbox().isEmpty();
    return Optional.ofNullable(known);
  }

  boolean waitsForReceipts() {
    return waitingForReceipts;
  }

  /** Receipts settled all that was unsure: what comes next need not wait for any. */
  void allSettled() {
    waitingForReceipts = false;
  }

  /** No receipt came for what was perhaps sent before a crash. */
  void noReceiptCame(ConversationState state) {
    if (waitingForReceipts && !state.outbox().isEmpty()) {
      doubtful = state.outbox().getFirst().number();
    }
    waitingForReceipts = false;
  }

  /** The message that the channel has been asked to send, or may have been before a crash. */
  long number(ConversationState state) {
    return waitingForReceipts && !state.outbox().isEmpty()
        ? state.outbox().getFirst().number()
        : isUnderWay(state) ? asked : 0;
  }

  /** Whether nothing else may be sent now. */
  boolean isBusy(ConversationState state) {
    return waitingForReceipts || isUnderWay(state);
  }

  /** A receipt may have settled what the channel has not answered for yet. */
  private boolean isUnderWay(ConversationState state) {
    return asked != 0 && state.outbox().stream().anyMatch(m -> m.number() == asked);
  }

  void ask(long number) {
    asked = number;
  }

  /** Whether the channel owes an answer. */
  boolean isAsked() {
    return asked != 0;
  }

  /** Whether the provider may have the message already. */
  boolean isDoubtful(long number) {
    return number == doubtful;
  }

  /**
   * The channel answered, for what it was asked now or before a failed write.
   *
   * @return false when a receipt settled that before, and another message is under way
   */
  boolean answered(SendFinished finished) {
    if (asked != 0 && asked != finished.number()) {
      return false;
    }
    asked = 0;
    waitingForReceipts = false;
    unrecorded = finished;
    if (finished.outcome() instanceof SendOutcome.Rejected rejected
        && rejected.errorClass() == SendOutcome.ErrorClass.DOUBT) {
      doubtful = finished.number();
    }
    return true;
  }

  /** What the channel said is in the journal. */
  void recorded() {
    unrecorded = null;
  }
}
