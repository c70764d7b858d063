package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.LetterReason;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.Receipt;

/**
 * What receipts change. Any word of the provider about a message proves that the provider has it:
 * what was still owed is settled, and what was given up is not given up any more. Pure; used once.
 */
final class ReceiptDecider {
  /** As many digits as surely fit a long. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final String conversationId;
  private final ConversationState state;
  private final Instant now;
  private final Set<Long> outbox;

  /** Open letters, among others, that a receipt of this webhook has closed already. */
  private final Set<Long> found = new HashSet<>();

  private final List<ConversationEvent> abandoned = new ArrayList<>();
  private final List<Advance> advances = new ArrayList<>();
  private DeliveryMarks marks;

  ReceiptDecider(String conversationId, ConversationState state, Instant now) {
    this.conversationId = conversationId;
    this.state = state;
    this.now = now;
    this.marks = state.marks();
    this.outbox = state.outbox().stream().map(Outbound::number).collect(Collectors.toSet());
  }

  List<ConversationEvent> decide(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      long number = numberIn(receipt.ownId());
      if (number >= 1 && number <= state.lastNumber()) {
        take(number, receipt);
      }
    }
    List<ConversationEvent> events = new ArrayList<>(abandoned);
    if (!advances.isEmpty()) {
      events.add(new ConversationEvent.ReceiptsAdvanced(advances, now));
    }
    return events;
  }

  private void take(long number, Receipt receipt) {
    DeliveryStatus status = receipt.status();
    if (status == DeliveryStatus.FAILED && isOwed(number) && isHead(number)) {
      giveUp(number, receipt);
      return;
    }
    if (isOwed(number) || isNews(number, status) || isFound(number, status)) {
      advance(number, receipt);
    }
    if (state.letters().isProvenBy(number, status)) {
      standIn(state.letters().replayOf(number), receipt);
    }
  }

  /**
   * A letter that was replayed did reach the person: the message that took its place is not sent a
   * second time if it still waits, and is no letter itself. Once it was handed over its own
   * receipts tell of it.
   */
  private void standIn(long number, Receipt receipt) {
    for (long next = number; next != 0; next = state.letters().replayOf(next)) {
      if (isOwed(next) || isFound(next, receipt.status())) {
        advance(next, receipt);
      }
    }
  }

  /** Whether an open letter is none any more. */
  private boolean isFound(long number, DeliveryStatus status) {
    return state.letters().letter(number).isPresent()
        && state.letters().isProvenBy(number, status)
        && !found.contains(number);
  }

  /** The only message of the outbox that a channel can have been asked to send. */
  private boolean isHead(long number) {
    return state.outbox().getFirst().number() == number;
  }

  private boolean isOwed(long number) {
    return outbox.contains(number);
  }

  private boolean isNews(long number, DeliveryStatus status) {
    return marks.forgot(number) ? status != DeliveryStatus.SENT : marks.of(number).movesTo(status);
  }

  private void advance(long number, Receipt receipt) {
    outbox.remove(number);
    found.add(number);
    advances.add(
        new Advance(
            number, receipt.providerId(), receipt.status(), receipt.at(), receipt.errorCode()));
    marks = marks.with(number, receipt.status());
  }

  /** The answer to a send was lost, and now it turns out to have been a no. */
  private void giveUp(long number, Receipt receipt) {
    outbox.remove(number);
    Integer code = receipt.errorCode();
    int known = code == null ? 0 : code;
    abandoned.add(
        LetterDecider.abandoned(
            state,
            number,
            known,
            state.attempt() + 1,
            code == null ? LetterReason.REFUSED : LetterReason.of(known),
            now));
    marks = marks.with(number, DeliveryStatus.FAILED);
  }

  /** Which of this conversation's messages that is; 0 when it is none of them. */
  private long numberIn(@Nullable String ownId) {
    String prefix = OutboundMessage.idOf(conversationId, 0);
    prefix = prefix.substring(0, prefix.length() - 1);
    if (ownId == null || !ownId.startsWith(prefix)) {
      return 0;
    }
    String number = ownId.substring(prefix.length());
    return NUMBER.matcher(number).matches() ? Long.parseLong(number) : 0;
  }
}
