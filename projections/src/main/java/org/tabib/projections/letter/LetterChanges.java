package org.tabib.projections.letter;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.LetterReason;
import org.tabib.projections.letter.DeadLetter.End;
import org.tabib.projections.letter.DeadLetter.State;
import org.tabib.projections.run.Recorded;

/** What a batch of events does to the list of dead letters. */
final class LetterChanges {
  /** What an old event's 0 meant is not known: a lost answer, a refused token. */
  private static final int NO_CODE = 0;

  private static final String CROWDED_OUT = "crowded-out";

  private final Map<Key, Opened> opened = new LinkedHashMap<>();
  private final Map<Key, Closed> closed = new LinkedHashMap<>();

  /** A message of a conversation. */
  record Key(String conversationId, long number) {}

  /**
   * A letter that this batch opens.
   *
   * @param closed how the batch closes it, if it does
   */
  record Opened(Key letter, ConversationEvent.SendAbandoned event, @Nullable Closed closed) {}

  /** How a letter ends that is open. */
  record Closed(Key letter, State state, End end) {}

  private LetterChanges() {}

  /** Folds a batch. */
  static LetterChanges of(List<Recorded<ConversationEvent>> batch) {
    LetterChanges changes = new LetterChanges();
    batch.forEach(changes::add);
    return changes;
  }

  Collection<Opened> opened() {
    return opened.values();
  }

  /** Ends of letters that were open before the batch. */
  Collection<Closed> closed() {
    return closed.values();
  }

  /** Older events did not say why: then their code does. */
  static String reason(Opened letter) {
    String reason = letter.event().reason();
    if (reason != null) {
      return reason;
    }
    int code = letter.event().code();
    return (code == NO_CODE ? LetterReason.REFUSED : LetterReason.of(code)).word();
  }

  private void add(Recorded<ConversationEvent> recorded) {
    String id = recorded.entityId();
    switch (recorded.event()) {
      case ConversationEvent.SendAbandoned e -> {
        if (e.crowdedOut() != null) {
          close(
              new Key(id, e.crowdedOut()), State.DROPPED, new End(e.at(), null, null, CROWDED_OUT));
        }
        Key letter = new Key(id, e.number());
        opened.putIfAbsent(letter, new Opened(letter, e, null));
      }
      case ConversationEvent.LetterReplayed e ->
          close(
              new Key(id, e.number()),
              State.REPLAYED,
              new End(e.at(), e.by(), e.outbound().number(), null));
      case ConversationEvent.LetterDropped e ->
          close(new Key(id, e.number()), State.DROPPED, new End(e.at(), e.by(), null, e.reason()));
      case ConversationEvent.ReceiptsAdvanced e -> e.advances().forEach(a -> advanced(id, a));
      case ConversationEvent.ConversationStarted e -> {}
      case ConversationEvent.TurnTaken e -> {}
      case ConversationEvent.EffectSettled e -> {}
      case ConversationEvent.EffectDeferred e -> {}
      case ConversationEvent.Dispatched e -> {}
      case ConversationEvent.SendDeferred e -> {}
      case ConversationEvent.AddressChanged e -> {}
      case ConversationEvent.MergedInto e -> {}
      case ConversationEvent.TakenOver e -> {}
      case ConversationEvent.HandedBack e -> {}
      case ConversationEvent.StaffSpoke e -> {}
      case ConversationEvent.StaffEchoed e -> {}
      case ConversationEvent.Delayed e -> {}
      case ConversationEvent.Notified e -> {}
      case ConversationEvent.NoticesLapsed e -> {}
      case ConversationEvent.WindowClosed e -> {}
      case ConversationEvent.WindowReopened e -> {}
    }
  }

  /** That it was sent is journaled of a letter only where it proves that the letter is not dead. */
  private void advanced(String id, Advance advance) {
    if (advance.status() != DeliveryStatus.QUEUED && advance.status() != DeliveryStatus.FAILED) {
      close(
          new Key(id, advance.number()), State.DELIVERED, new End(advance.at(), null, null, null));
    }
  }

  /**
   * The first end counts. A letter that is open before this batch ends by the first of all, one
   * that is opened here by the first behind its opening.
   */
  private void close(Key letter, State state, End end) {
    Closed closing = new Closed(letter, state, end);
    closed.putIfAbsent(letter, closing);
    opened.computeIfPresent(
        letter,
        (key, open) -> open.closed() == null ? new Opened(key, open.event(), closing) : open);
  }
}
