package org.tabib.engine.conversation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.SendOutcome;

/** A channel whose answers the test gives. */
final class ScriptedChannel implements Channel {
  /** One attempt to send. */
  record Attempt(OutboundMessage message, CompletableFuture<SendOutcome> outcome) {
    void accept() {
      outcome.complete(new SendOutcome.Accepted("wamid." + message.id()));
    }

    void reject(SendOutcome.ErrorClass error) {
      outcome.complete(new SendOutcome.Rejected(error, 131_000, null));
    }
  }

  final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  final List<String> read = new CopyOnWriteArrayList<>();
  volatile boolean accepts;

  @Override
  public CompletionStage<SendOutcome> send(OutboundMessage message) {
    Attempt attempt = new Attempt(message, new CompletableFuture<>());
    attempts.add(attempt);
    if (accepts) {
      attempt.accept();
    }
    return attempt.outcome();
  }

  @Override
  public void markRead(String account, String inboundId, boolean typing) {
    read.add(inboundId);
  }

  List<String> sent() {
    return attempts.stream().map(attempt -> attempt.message().id()).toList();
  }
}
