package org.tabib.projections.search;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;
import org.tabib.projections.run.Recorded;

/** What people wrote in a batch of events, opened, with edits and revocations applied. */
final class WrittenMessages {
  private static final Logger LOG = LoggerFactory.getLogger(WrittenMessages.class);

  /** The author of what nobody wrote. */
  private static final String BOT = "bot";

  private final Map<String, Vault> vaults;
  private final Map<Key, Written> messages = new LinkedHashMap<>();

  private record Key(String subject, String messageId) {}

  /** How final a text is: a later one takes the place of one that is not more final. */
  enum Rank {
    SENT,
    EDITED,
    REVOKED
  }

  /**
   * What is found of a message.
   *
   * @param messageId whose text it is: for an edit, that of the message it changes
   * @param eventNumber with position, the log's row that shows the text
   */
  record Written(
      String subject,
      String messageId,
      String conversationId,
      long eventNumber,
      int position,
      Instant recordedAt,
      Rank rank,
      List<WrittenText> texts) {}

  private WrittenMessages(Map<String, Vault> vaults) {
    this.vaults = vaults;
  }

  /** The people whose keys a batch needs. */
  static Collection<String> people(List<Recorded<ConversationEvent>> batch) {
    Set<String> people = new HashSet<>();
    for (Recorded<ConversationEvent> recorded : batch) {
      if (recorded.event() instanceof ConversationEvent.TurnTaken turn) {
        addSealed(people, turn.inbound().content());
      }
      byStaff(recorded.event()).forEach(outbound -> addSealed(people, outbound.content()));
    }
    return people;
  }

  private static void addSealed(Set<String> people, Private<?> content) {
    if (content instanceof Private.Sealed<?> sealed) {
      people.add(sealed.subject());
    }
  }

  /**
   * Folds a batch.
   *
   * @param vaults of {@link #people}
   */
  static Collection<Written> of(
      List<Recorded<ConversationEvent>> batch, Map<String, Vault> vaults) {
    WrittenMessages written = new WrittenMessages(vaults);
    batch.forEach(written::add);
    return written.messages.values();
  }

  private void add(Recorded<ConversationEvent> recorded) {
    if (recorded.event() instanceof ConversationEvent.TurnTaken turn) {
      addInbound(recorded, turn.inbound(), turn.at());
    }
    for (Outbound message : byStaff(recorded.event())) {
      addOutbound(recorded, message);
    }
  }

  private void addInbound(Recorded<ConversationEvent> recorded, Inbound message, Instant at) {
    InboundContent content = opened(recorded, message.content(), InboundContent.class);
    if (content == null) {
      return;
    }
    String messageId = message.id();
    Rank rank = Rank.SENT;
    if (content instanceof InboundContent.Edit edit) {
      messageId = edit.originalId();
      rank = Rank.EDITED;
    } else if (content instanceof InboundContent.Revoke revoke) {
      messageId = revoke.originalId();
      rank = Rank.REVOKED;
    }
    add(
        new Written(
            message.content().subject(),
            messageId,
            recorded.entityId(),
            recorded.number(),
            0,
            at,
            rank,
            WrittenText.of(content)));
  }

  private void addOutbound(Recorded<ConversationEvent> recorded, Outbound message) {
    OutboundContent content = opened(recorded, message.content(), OutboundContent.class);
    if (content != null) {
      add(
          new Written(
              message.content().subject(),
              OutboundMessage.idOf(recorded.entityId(), message.number()),
              recorded.entityId(),
              recorded.number(),
              position(recorded.event(), message),
              recorded.event().at(),
              Rank.SENT,
              WrittenText.of(content)));
    }
  }

  private void add(Written written) {
    messages.merge(
        new Key(written.subject(), written.messageId()),
        written,
        (before, after) -> after.rank().compareTo(before.rank()) >= 0 ? after : before);
  }

  private <T> @Nullable T opened(Recorded<?> recorded, Private<T> content, Class<T> type) {
    Vault vault = vaults.get(content.subject());
    if (vault == null) {
      return null;
    }
    try {
      return vault.open(content, type) instanceof Private.Clear<T> clear ? clear.value() : null;
    } catch (DataKey.WrongKeyException | IllegalArgumentException | UncheckedIOException e) {
      // It stands in the log all the same: one damaged text must not stop the read models of all.
      LOG.warn(
          "message not indexed: {} number {} cannot be opened ({})",
          recorded.entityId(),
          recorded.number(),
          e.getClass().getSimpleName());
      return null;
    }
  }

  /** The log's rows of an event: the inbound message is 0, outbound ones follow from 1. */
  private static int position(ConversationEvent event, Outbound message) {
    return 1 + outbound(event).indexOf(message);
  }

  private static List<Outbound> byStaff(ConversationEvent event) {
    List<Outbound> all = outbound(event);
    return all.isEmpty() || all.stream().allMatch(WrittenMessages::byBot)
        ? List.of()
        : all.stream().filter(message -> !byBot(message)).toList();
  }

  private static boolean byBot(Outbound message) {
    return message.author().equals(BOT);
  }

  private static List<Outbound> outbound(ConversationEvent event) {
    return switch (event) {
      case ConversationEvent.TurnTaken turn -> turn.outbound();
      case ConversationEvent.EffectSettled settled -> settled.outbound();
      case ConversationEvent.StaffSpoke spoke -> List.of(spoke.outbound());
      case ConversationEvent.StaffEchoed echoed -> List.of(echoed.outbound());
      case ConversationEvent.Delayed delayed -> List.of(delayed.outbound());
      case ConversationEvent.Notified notified -> List.of(notified.outbound());
      case ConversationEvent.NoticesLapsed lapsed -> List.of();
      case ConversationEvent.ConversationStarted started -> List.of();
      case ConversationEvent.Dispatched dispatched -> List.of();
      case ConversationEvent.SendDeferred deferred -> List.of();
      case ConversationEvent.EffectDeferred deferred -> List.of();
      case ConversationEvent.SendAbandoned abandoned -> List.of();
      case ConversationEvent.LetterReplayed replayed -> List.of(replayed.outbound());
      case ConversationEvent.LetterDropped dropped -> List.of();
      case ConversationEvent.WindowClosed closed ->
          closed.invitation() == null ? List.of() : List.of(closed.invitation());
      case ConversationEvent.WindowReopened reopened -> List.of();
      case ConversationEvent.ReceiptsAdvanced receipts -> List.of();
      case ConversationEvent.AddressChanged changed -> List.of();
      case ConversationEvent.MergedInto merged -> List.of();
      case ConversationEvent.TakenOver taken -> List.of();
      case ConversationEvent.HandedBack back -> List.of();
    };
  }
}
