package org.tabib.edge.intake;

import akka.Done;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.edge.whatsapp.Turn;
import org.tabib.edge.whatsapp.WebhookItem;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.Practices;

/** Brings what people say, choose and are answered to their conversations. */
record PersonIntake(Practices practices, People people, ConversationGateway conversations) {
  /** Bytes of a webhook whose messages surely fit into one message between nodes (1 MiB). */
  private static final int TOGETHER = 256 * 1024;

  /**
   * What one person said, in their order.
   *
   * @param turn has messages, of an account of this practice
   */
  CompletionStage<Done> said(String practiceId, Turn turn, RawWebhook webhook) {
    return people
        .resolve(practiceId, turn.addresses())
        .thenCompose(
            contact ->
                durable(
                    contact.conversationId(),
                    new Received(
                        contact.contactId(),
                        turn.phoneNumberId(),
                        turn.addresses().getFirst(),
                        turn.messages().stream().map(WebhookItem.Message::message).toList()),
                    webhook));
  }

  /** What is sent to a conversation, before it is known who asks. */
  private record Received(
      String contactId, String account, Address from, List<InboundMessage> messages) {}

  /** One by one where all together might be more than travels between nodes at once. */
  private CompletionStage<Done> durable(
      String conversationId, Received received, RawWebhook webhook) {
    if (webhook.length() <= TOGETHER) {
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
    return conversations.durable(
        conversationId,
        replyTo ->
            new ConversationCommand.Receive(
                received.contactId(),
                received.account(),
                received.from(),
                received.messages(),
                List.of(),
                replyTo));
  }

  /** Somebody has another number now. */
  CompletionStage<Done> identity(WebhookItem.IdentityChange change, RawWebhook webhook) {
    return practices
        .byAccount(change.phoneNumberId())
        .<CompletionStage<Done>>map(
            practice ->
                people
                    .moved(practice.id(), change.before(), change.after())
                    .thenCompose(
                        contact ->
                            conversations.durable(
                                contact.conversationId(),
                                replyTo ->
                                    new ConversationCommand.ChangeAddress(
                                        change.after().getFirst(), replyTo))))
        .orElseGet(() -> webhook.keep(QuarantineReason.UNKNOWN_ACCOUNT));
  }

  /** Staff answered from the phone: the conversation is theirs from now on. */
  CompletionStage<Done> echo(WebhookItem.Echo echo, RawWebhook webhook) {
    Optional<PracticeConfig> practice = practices.byAccount(echo.phoneNumberId());
    if (practice.isEmpty()) {
      return webhook.keep(QuarantineReason.UNKNOWN_ACCOUNT);
    }
    List<Address> to = echo.to().addresses();
    return people
        .resolve(practice.get().id(), to)
        .thenCompose(
            contact ->
                conversations.durable(
                    contact.conversationId(),
                    replyTo ->
                        new ConversationCommand.StaffEcho(
                            contact.contactId(),
                            echo.phoneNumberId(),
                            to.getFirst(),
                            echo.message(),
                            replyTo)));
  }

  /** Somebody chose whether they want to be written to. */
  CompletionStage<Done> preference(WebhookItem.Preference preference, RawWebhook webhook) {
    return kept(
        preference.phoneNumberId(),
        preference.addresses(),
        new InboundMessage(
            "preference:" + preference.at().toEpochMilli() + ":" + preference.marketing(),
            preference.at(),
            new InboundContent.Other("system", "{\"marketing\":" + preference.marketing() + "}"),
            null),
        webhook);
  }

  private CompletionStage<Done> kept(
      String account, List<Address> addresses, InboundMessage message, RawWebhook webhook) {
    Optional<PracticeConfig> practice = practices.byAccount(account);
    if (practice.isEmpty() || addresses.isEmpty()) {
      return webhook.keep(QuarantineReason.UNKNOWN_ACCOUNT);
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
}
