package org.tabib.edge.intake;

import akka.Done;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.whatsapp.Intake;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.edge.whatsapp.Turn;
import org.tabib.edge.whatsapp.Webhook;
import org.tabib.edge.whatsapp.WebhookItem;
import org.tabib.edge.whatsapp.WebhookMetrics;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.Quarantine;
import org.tabib.projections.message.MessageQueries;

/**
 * Gives each part of a webhook to the conversation it belongs to, or to quarantine; done when all
 * of it is durable. A part that fails makes the provider repeat the whole: everything that was
 * taken is recognised then.
 */
public final class WhatsAppIntake implements Intake {
  private static final Logger LOG = LoggerFactory.getLogger(WhatsAppIntake.class);
  private static final String CHANNEL = "whatsapp";

  /** A webhook of a thousand statuses must not flood the shards. */
  private static final int AT_ONCE = 64;

  /** Bytes of a webhook whose messages surely fit into one message between nodes (1 MiB). */
  private static final int TOGETHER = 256 * 1024;

  private final Practices practices;
  private final People people;
  private final ConversationGateway conversations;
  private final Quarantine quarantine;
  private final MessageQueries messages;
  private final WebhookMetrics metrics;
  private final Executor blocking;

  public WhatsAppIntake(
      Practices practices,
      People people,
      ConversationGateway conversations,
      Quarantine quarantine,
      MessageQueries messages,
      WebhookMetrics metrics,
      Executor blocking) {
    this.practices = practices;
    this.people = people;
    this.conversations = conversations;
    this.quarantine = quarantine;
    this.messages = messages;
    this.metrics = metrics;
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<Outcome> quarantine(QuarantineReason reason, byte[] raw) {
    return outcome(keep(name(reason), raw));
  }

  @Override
  public CompletionStage<Outcome> take(Webhook webhook, byte[] raw) {
    Payload payload = new Payload(raw);
    List<Supplier<CompletionStage<Done>>> parts = new ArrayList<>();
    for (Turn turn : webhook.turns()) {
      parts.add(() -> turn(turn, payload));
    }
    for (WebhookItem item : webhook.items()) {
      switch (item) {
        case WebhookItem.Message m -> {}
        case WebhookItem.Status s -> {}
        case WebhookItem.IdentityChange change -> parts.add(() -> identity(change, payload));
        case WebhookItem.Echo echo -> parts.add(() -> echo(echo, payload));
        case WebhookItem.Preference preference -> parts.add(() -> preference(preference, payload));
        case WebhookItem.Notice notice -> {
          if (notice.kind() != WebhookItem.Notice.Kind.EMPTY
              && notice.kind() != WebhookItem.Notice.Kind.FOREIGN_OBJECT) {
            parts.add(() -> keep("notice-" + name(notice.kind()), notice.json()));
          }
        }
        case WebhookItem.Quarantined q -> parts.add(() -> keep(name(q.reason()), q.json()));
      }
    }
    return outcome(parts.size() == 1 ? parts.getFirst().get() : inGroups(parts, 0));
  }

  private CompletionStage<Done> inGroups(List<Supplier<CompletionStage<Done>>> parts, int from) {
    if (from >= parts.size()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    int to = Math.min(parts.size(), from + AT_ONCE);
    CompletableFuture<?>[] group =
        parts.subList(from, to).stream()
            .map(part -> part.get().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(group).thenCompose(done -> inGroups(parts, to));
  }

  private static CompletionStage<Outcome> outcome(CompletionStage<Done> work) {
    return work.handle(
        (done, failure) -> {
          if (failure == null) {
            return Outcome.DURABLE;
          }
          LOG.warn("webhook not taken: {}", rootOf(failure).getClass().getName());
          return Outcome.UNAVAILABLE;
        });
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof java.util.concurrent.CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  // ── messages and receipts ─────────────────────────────────────────────────────────────────────

  private CompletionStage<Done> turn(Turn turn, Payload payload) {
    Optional<PracticeConfig> practice = practices.byAccount(turn.phoneNumberId());
    if (practice.isEmpty()) {
      return payload.keep(QuarantineReason.UNKNOWN_ACCOUNT);
    }
    String practiceId = practice.get().id();
    CompletionStage<Done> said =
        turn.messages().isEmpty()
            ? CompletableFuture.completedFuture(Done.getInstance())
            : people
                .resolve(practiceId, turn.addresses())
                .thenCompose(
                    contact ->
                        durable(
                            contact.conversationId(),
                            new Received(
                                contact.contactId(),
                                turn.phoneNumberId(),
                                turn.addresses().getFirst(),
                                turn.messages().stream()
                                    .map(WebhookItem.Message::message)
                                    .toList()),
                            payload));
    if (turn.statuses().isEmpty()) {
      return said;
    }
    List<Receipt> receipts = turn.statuses().stream().map(WebhookItem.Status::receipt).toList();
    return said.thenCompose(done -> receipts(practiceId, receipts, payload));
  }

  /** Our own id comes back with a receipt, or the provider's id leads to it. */
  private CompletionStage<Done> receipts(
      String practiceId, List<Receipt> receipts, Payload payload) {
    Map<String, List<Receipt>> byConversation = new LinkedHashMap<>();
    List<Receipt> strangers = new ArrayList<>();
    for (Receipt receipt : receipts) {
      String ownId = receipt.ownId();
      if (ownId == null) {
        strangers.add(receipt);
      } else {
        byConversation
            .computeIfAbsent(OutboundMessage.conversationOf(ownId), id -> new ArrayList<>())
            .add(receipt);
      }
    }
    if (strangers.isEmpty()) {
      return record(byConversation);
    }
    return CompletableFuture.supplyAsync(() -> named(practiceId, strangers), blocking)
        .thenCompose(
            named -> {
              for (Receipt receipt : named) {
                String ownId = receipt.ownId();
                if (ownId != null) {
                  byConversation
                      .computeIfAbsent(
                          OutboundMessage.conversationOf(ownId), id -> new ArrayList<>())
                      .add(receipt);
                }
              }
              CompletionStage<Done> recorded = record(byConversation);
              return named.size() == strangers.size()
                  ? recorded
                  : recorded.thenCompose(done -> payload.keep(QuarantineReason.UNKNOWN_MESSAGE));
            });
  }

  /** Receipts of messages that are known by the provider's id, with our own id filled in. */
  private List<Receipt> named(String practiceId, List<Receipt> receipts) {
    List<Receipt> named = new ArrayList<>();
    for (Receipt receipt : receipts) {
      messages
          .ownMessage(practiceId, receipt.providerId())
          .ifPresent(
              ownId ->
                  named.add(
                      new Receipt(
                          ownId,
                          receipt.providerId(),
                          receipt.status(),
                          receipt.at(),
                          receipt.errorCode())));
    }
    return named;
  }

  private CompletionStage<Done> record(Map<String, List<Receipt>> byConversation) {
    CompletionStage<Done> all = CompletableFuture.completedFuture(Done.getInstance());
    for (Map.Entry<String, List<Receipt>> entry : byConversation.entrySet()) {
      CompletionStage<Done> one =
          conversations
              .ask(
                  entry.getKey(),
                  replyTo -> new ConversationCommand.RecordReceipts(entry.getValue(), replyTo))
              .thenApply(WhatsAppIntake::mustBeDurable);
      all = all.thenCombine(one, (a, b) -> b);
    }
    return all;
  }

  /** What is sent to a conversation, before it is known who asks. */
  private record Received(
      String contactId, String account, Address from, List<InboundMessage> messages) {}

  /** One by one where all together might be more than travels between nodes at once. */
  private CompletionStage<Done> durable(String conversationId, Received received, Payload payload) {
    if (payload.raw.length <= TOGETHER) {
      return durable(conversationId, received);
    }
    CompletionStage<Done> all = CompletableFuture.completedFuture(Done.getInstance());
    for (InboundMessage message : received.messages()) {
      Received one =
          new Received(received.contactId(), received.account(), received.from(), List.of(message));
      all = all.thenCompose(done -> durable(conversationId, one));
    }
    return all;
  }

  private CompletionStage<Done> durable(String conversationId, Received received) {
    return conversations
        .ask(
            conversationId,
            replyTo ->
                new ConversationCommand.Receive(
                    received.contactId(),
                    received.account(),
                    received.from(),
                    received.messages(),
                    List.of(),
                    replyTo))
        .thenApply(WhatsAppIntake::mustBeDurable);
  }

  private static Done mustBeDurable(ConversationReply reply) {
    return switch (reply) {
      case ConversationReply.Durable durable -> Done.getInstance();
      case ConversationReply.Said said -> Done.getInstance();
      case ConversationReply.Moved moved ->
          throw new IllegalStateException("conversations are merged in a circle");
      case ConversationReply.Refused refused ->
          throw new IllegalStateException(refused.refusal().code());
    };
  }

  // ── everything else ───────────────────────────────────────────────────────────────────────────

  private CompletionStage<Done> identity(WebhookItem.IdentityChange change, Payload payload) {
    return practices
        .byAccount(change.phoneNumberId())
        .<CompletionStage<Done>>map(
            practice ->
                people
                    .moved(practice.id(), change.before(), change.after())
                    .thenCompose(
                        contact ->
                            conversations.ask(
                                contact.conversationId(),
                                replyTo ->
                                    new ConversationCommand.ChangeAddress(
                                        change.after().getFirst(), replyTo)))
                    .thenApply(WhatsAppIntake::mustBeDurable))
        .orElseGet(() -> payload.keep(QuarantineReason.UNKNOWN_ACCOUNT));
  }

  /** Staff answered from the phone: the conversation is theirs from now on. */
  private CompletionStage<Done> echo(WebhookItem.Echo echo, Payload payload) {
    Optional<PracticeConfig> practice = practices.byAccount(echo.phoneNumberId());
    if (practice.isEmpty()) {
      return payload.keep(QuarantineReason.UNKNOWN_ACCOUNT);
    }
    List<Address> to = echo.to().addresses();
    return people
        .resolve(practice.get().id(), to)
        .thenCompose(
            contact ->
                conversations.ask(
                    contact.conversationId(),
                    replyTo ->
                        new ConversationCommand.StaffEcho(
                            contact.contactId(),
                            echo.phoneNumberId(),
                            to.getFirst(),
                            echo.message(),
                            replyTo)))
        .thenApply(WhatsAppIntake::mustBeDurable);
  }

  private CompletionStage<Done> preference(WebhookItem.Preference preference, Payload payload) {
    return kept(
        preference.phoneNumberId(),
        preference.addresses(),
        new InboundMessage(
            "preference:" + preference.at().toEpochMilli() + ":" + preference.marketing(),
            preference.at(),
            new InboundContent.Other("system", "{\"marketing\":" + preference.marketing() + "}"),
            null),
        payload);
  }

  private CompletionStage<Done> kept(
      String account, List<Address> addresses, InboundMessage message, Payload payload) {
    Optional<PracticeConfig> practice = practices.byAccount(account);
    if (practice.isEmpty() || addresses.isEmpty()) {
      return payload.keep(QuarantineReason.UNKNOWN_ACCOUNT);
    }
    return people
        .resolve(practice.get().id(), addresses)
        .thenCompose(
            contact ->
                durable(
                    contact.conversationId(),
                    new Received(
                        contact.contactId(), account, addresses.getFirst(), List.of(message))));
  }

  private CompletionStage<Done> keep(String reason, String json) {
    return keep(reason, json.getBytes(StandardCharsets.UTF_8));
  }

  private CompletionStage<Done> keep(String reason, byte[] raw) {
    return quarantine.keep(CHANNEL, reason, raw).thenApply(kept -> Done.getInstance());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The bytes of a webhook, kept at most once for each reason: a thousand receipts of messages that
   * nobody knows must not become a thousand copies of the payload they came in.
   */
  private final class Payload {
    private final byte[] raw;
    private final Map<QuarantineReason, CompletionStage<Done>> kept = new ConcurrentHashMap<>();

    Payload(byte[] raw) {
      this.raw = raw;
    }

    CompletionStage<Done> keep(QuarantineReason reason) {
      metrics.quarantined(reason);
      return kept.computeIfAbsent(reason, r -> WhatsAppIntake.this.keep(name(r), raw));
    }
  }
}
