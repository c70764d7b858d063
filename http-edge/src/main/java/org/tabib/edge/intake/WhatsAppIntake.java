package org.tabib.edge.intake;

import akka.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

  /** A webhook of a thousand statuses must not flood the shards. */
  private static final int AT_ONCE = 64;

  private final Practices practices;
  private final PersonIntake persons;
  private final ReceiptIntake receipts;
  private final Keeping keeping;
  private final WebhookMetrics metrics;

  public WhatsAppIntake(
      Practices practices,
      People people,
      ConversationGateway conversations,
      Quarantine quarantine,
      MessageQueries messages,
      WebhookMetrics metrics,
      Executor blocking) {
    this.practices = practices;
    this.persons = new PersonIntake(practices, people, conversations);
    this.receipts = new ReceiptIntake(conversations, messages, blocking);
    this.keeping = new Keeping(quarantine);
    this.metrics = metrics;
  }

  @Override
  public CompletionStage<Outcome> quarantine(QuarantineReason reason, byte[] raw) {
    return outcome(keeping.keep(reason, raw));
  }

  @Override
  public CompletionStage<Outcome> take(Webhook webhook, byte[] raw) {
    RawWebhook whole = new RawWebhook(raw, keeping, metrics);
    List<Supplier<CompletionStage<Done>>> parts = new ArrayList<>();
    for (Turn turn : webhook.turns()) {
      parts.add(() -> turn(turn, whole));
    }
    for (WebhookItem item : webhook.items()) {
      switch (item) {
        case WebhookItem.Message m -> {}
        case WebhookItem.Status s -> {}
        case WebhookItem.IdentityChange change -> parts.add(() -> persons.identity(change, whole));
        case WebhookItem.Echo echo -> parts.add(() -> persons.echo(echo, whole));
        case WebhookItem.Preference preference ->
            parts.add(() -> persons.preference(preference, whole));
        case WebhookItem.Notice notice -> {
          if (notice.kind() != WebhookItem.Notice.Kind.EMPTY
              && notice.kind() != WebhookItem.Notice.Kind.FOREIGN_OBJECT) {
            parts.add(() -> keeping.keep(notice));
          }
        }
        case WebhookItem.Quarantined q -> parts.add(() -> keeping.keep(q));
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

  /** What one person said and what became of what they were sent: said first. */
  private CompletionStage<Done> turn(Turn turn, RawWebhook whole) {
    Optional<PracticeConfig> practice = practices.byAccount(turn.phoneNumberId());
    if (practice.isEmpty()) {
      return whole.keep(QuarantineReason.UNKNOWN_ACCOUNT);
    }
    String practiceId = practice.get().id();
    CompletionStage<Done> said =
        turn.messages().isEmpty()
            ? CompletableFuture.completedFuture(Done.getInstance())
            : persons.said(practiceId, turn, whole);
    if (turn.statuses().isEmpty()) {
      return said;
    }
    List<Receipt> told = turn.statuses().stream().map(WebhookItem.Status::receipt).toList();
    return said.thenCompose(done -> receipts.take(practiceId, told, whole));
  }
}
