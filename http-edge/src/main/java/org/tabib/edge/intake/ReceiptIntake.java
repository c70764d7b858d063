package org.tabib.edge.intake;

import akka.Done;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.projections.message.MessageQueries;

/** Brings receipts to the conversations whose messages they are about. */
record ReceiptIntake(
    ConversationGateway conversations, MessageQueries messages, Executor blocking) {

  /** Our own id comes back with a receipt, or the provider's id leads to it. */
  CompletionStage<Done> take(String practiceId, List<Receipt> receipts, RawWebhook webhook) {
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
                  : recorded.thenCompose(done -> webhook.keep(QuarantineReason.UNKNOWN_MESSAGE));
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
          conversations.durable(
              entry.getKey(),
              replyTo -> new ConversationCommand.RecordReceipts(entry.getValue(), replyTo));
      all = all.thenCombine(one, (a, b) -> b);
    }
    return all;
  }
}
