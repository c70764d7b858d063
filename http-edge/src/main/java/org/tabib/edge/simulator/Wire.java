package org.tabib.edge.simulator;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The way of a phone's messages to the business, with the fault that was asked for. */
final class Wire {
  /** How late a late webhook is: longer than a patient's next message usually takes. */
  static final Duration LATE = Duration.ofSeconds(15);

  /** A message whose follower never comes must not be lost. */
  private static final Duration HELD_AT_MOST = Duration.ofMinutes(2);

  private final ActorSystem<?> system;
  private final WebhookSender webhooks;
  private final Map<String, Held> held = new HashMap<>();

  Wire(ActorSystem<?> system, WebhookSender webhooks) {
    this.system = system;
    this.webhooks = webhooks;
  }

  private record Held(Object payload, CompletableFuture<Boolean> acknowledged) {}

  /**
   * Hands a webhook over.
   *
   * @param number the phone that it is from
   * @return true once it is acknowledged, false when it is given up
   */
  CompletionStage<Boolean> send(String number, Object payload, PhoneControls.Fault fault) {
    return switch (fault) {
      case NONE -> sendBefore(number, payload);
      case TWICE -> {
        var first = sendBefore(number, payload);
        yield first.thenCombine(webhooks.send(payload), (one, other) -> one || other);
      }
      case SWAPPED -> hold(number, payload);
      case LATE -> later(payload);
    };
  }

  /** What is held for this phone follows once this one has arrived. */
  private CompletionStage<Boolean> sendBefore(String number, Object payload) {
    var sent = webhooks.send(payload);
    takeHeld(number).ifPresent(waiting -> sent.thenAccept(ignored -> release(waiting)));
    return sent;
  }

  private CompletionStage<Boolean> hold(String number, Object payload) {
    var waiting = new Held(payload, new CompletableFuture<>());
    takeHeld(number).ifPresent(this::release);
    synchronized (held) {
      held.put(number, waiting);
    }
    after(HELD_AT_MOST, () -> releaseIfHeld(number, waiting));
    return waiting.acknowledged();
  }

  private CompletionStage<Boolean> later(Object payload) {
    var late = new Held(payload, new CompletableFuture<>());
    after(LATE, () -> release(late));
    return late.acknowledged();
  }

  private Optional<Held> takeHeld(String number) {
    synchronized (held) {
      return Optional.ofNullable(held.remove(number));
    }
  }

  private void releaseIfHeld(String number, Held waiting) {
    boolean still;
    synchronized (held) {
      still = held.remove(number, waiting);
    }
    if (still) {
      release(waiting);
    }
  }

  private void release(Held waiting) {
    webhooks.send(waiting.payload()).thenAccept(waiting.acknowledged()::complete);
  }

  private void after(Duration delay, Runnable action) {
    system.scheduler().scheduleOnce(delay, action, system.executionContext());
  }
}
