package org.tabib.projections.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.run.Recorded;

/**
 * What a batch of events does to the message log: rows to add, with how far they have come within
 * the batch, and progress of messages that were there before.
 */
final class MessageChanges {
  private final List<NewMessage> inbound = new ArrayList<>();
  private final Map<Number, NewMessage> outbound = new LinkedHashMap<>();
  private final Map<Number, Progress> progress = new LinkedHashMap<>();
  private final List<Number> withdrawn = new ArrayList<>();

  /** An outbound message: the n-th of its conversation. */
  record Number(String conversationId, long number) {}

  /** A row of the log. Number and delivery are the outbound's. */
  record NewMessage(
      String conversationId,
      long eventNumber,
      int position,
      @Nullable Long number,
      @Nullable String providerId,
      String kind,
      String author,
      Private<?> content,
      Instant saidAt,
      Instant recordedAt,
      @Nullable String repliesTo) {}

  /** How far a message has come within the batch. */
  record Moved(Number message, Progress progress) {}

  /** The author of everything inbound. */
  static final String CONTACT = "contact";

  private MessageChanges() {}

  /** Folds a batch. */
  static MessageChanges of(List<Recorded<ConversationEvent>> batch) {
    MessageChanges changes = new MessageChanges();
    batch.forEach(changes::add);
    return changes;
  }

  /** Rows to add. */
  List<NewMessage> added() {
    List<NewMessage> all = new ArrayList<>(inbound);
    all.addAll(outbound.values());
    return all;
  }

  /** Messages that were never sent and are not part of the log any more. */
  List<Number> withdrawn() {
    return withdrawn;
  }

  /** How far a message that is added has come already; inbound ones have no delivery. */
  Progress progressOf(NewMessage message) {
    return message.number() == null
        ? Progress.NONE
        : progress.getOrDefault(
            new Number(message.conversationId(), message.number()), Progress.NONE);
  }

  /** Progress of messages that are not added by this batch. */
  Collection<Moved> moved() {
    return progress.entrySet().stream()
        .filter(entry -> !outbound.containsKey(entry.getKey()))
        .map(entry -> new Moved(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void add(Recorded<ConversationEvent> recorded) {
    String id = recorded.entityId();
    switch (recorded.event()) {
      case ConversationEvent.TurnTaken turn -> {
        receive(recorded, turn.inbound(), turn.at());
        say(recorded, turn.outbound(), turn.at());
        withdraw(id, turn.withdrawn());
      }
      case ConversationEvent.EffectSettled settled -> {
        say(recorded, settled.outbound(), settled.at());
        withdraw(id, settled.withdrawn());
      }
      case ConversationEvent.Delayed delayed ->
          say(recorded, List.of(delayed.outbound()), delayed.at());
      case ConversationEvent.Notified notified ->
          say(recorded, List.of(notified.outbound()), notified.at());
      case ConversationEvent.NoticesLapsed lapsed -> withdraw(id, lapsed.numbers());
      case ConversationEvent.StaffEchoed echoed -> {
        say(recorded, List.of(echoed.outbound()), echoed.sentAt());
        move(
            new Number(id, echoed.outbound().number()),
            Progress.at(DeliveryStatus.SENT, echoed.sentAt(), echoed.providerId(), null));
      }
      case ConversationEvent.StaffSpoke spoke ->
          say(recorded, List.of(spoke.outbound()), spoke.at());
      // A message of its own: what was given up stays what it was.
      case ConversationEvent.LetterReplayed replayed ->
          say(recorded, List.of(replayed.outbound()), replayed.at());
      case ConversationEvent.Dispatched sent ->
          move(
              new Number(id, sent.number()),
              Progress.at(DeliveryStatus.SENT, sent.at(), sent.providerId(), null));
      case ConversationEvent.SendAbandoned abandoned ->
          move(
              new Number(id, abandoned.number()),
              Progress.at(DeliveryStatus.FAILED, abandoned.at(), null, abandoned.code()));
      case ConversationEvent.ReceiptsAdvanced receipts -> {
        for (Advance advance : receipts.advances()) {
          move(
              new Number(id, advance.number()),
              Progress.at(
                  advance.status(), advance.at(), advance.providerId(), advance.errorCode()));
        }
      }
      case ConversationEvent.LetterDropped dropped -> {}
      case ConversationEvent.WindowClosed closed -> {
        if (closed.invitation() != null) {
          say(recorded, List.of(closed.invitation()), closed.at());
        }
      }
      case ConversationEvent.WindowReopened reopened -> withdraw(id, reopened.withdrawn());
      case ConversationEvent.ConversationStarted started -> {}
      case ConversationEvent.EffectDeferred deferred -> {}
      case ConversationEvent.SendDeferred deferred -> {}
      case ConversationEvent.AddressChanged changed -> {}
      case ConversationEvent.MergedInto merged -> {}
      case ConversationEvent.TakenOver taken -> {}
      case ConversationEvent.HandedBack back -> {}
    }
  }

  private void withdraw(String conversationId, List<Long> numbers) {
    for (long number : numbers) {
      Number message = new Number(conversationId, number);
      if (outbound.remove(message) == null) {
        withdrawn.add(message);
      }
    }
  }

  private void receive(Recorded<ConversationEvent> recorded, Inbound message, Instant at) {
    inbound.add(
        new NewMessage(
            recorded.entityId(),
            recorded.number(),
            0,
            null,
            message.id(),
            message.kind(),
            CONTACT,
            message.content(),
            message.sentAt(),
            at,
            message.repliesTo()));
  }

  private void say(Recorded<ConversationEvent> recorded, List<Outbound> messages, Instant at) {
    int position = 1;
    for (Outbound message : messages) {
      outbound.put(
          new Number(recorded.entityId(), message.number()),
          new NewMessage(
              recorded.entityId(),
              recorded.number(),
              position++,
              message.number(),
              null,
              message.kind(),
              message.author(),
              message.content(),
              at,
              at,
              null));
    }
  }

  private void move(Number message, Progress step) {
    progress.merge(message, step, Progress::and);
  }
}
