package org.tabib.edge.simulator;

import akka.actor.typed.ActorSystem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp between the business and the phones: shows what is sent, at the pace of a good network,
 * and reports each step to the other side.
 */
final class Exchange {
  private static final Duration SENT_AFTER = Duration.ofMillis(60);
  private static final Duration DELIVERED_AFTER = Duration.ofMillis(250);
  private static final Duration SECOND_TICK_AFTER = Duration.ofMillis(200);

  /** Meta hides the indicator after 25 seconds or at the next message. */
  private static final Duration TYPING_FOR = Duration.ofSeconds(25);

  private final ActorSystem<?> system;
  private final Phones phones;
  private final WebhookSender webhooks;
  private final Wire wire;
  private final Unsent unsent = new Unsent();
  private final WebhookPayloads payloads;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Exchange(
      ActorSystem<?> system,
      Phones phones,
      WebhookSender webhooks,
      WebhookPayloads payloads,
      InstantSource clock) {
    this.system = system;
    this.phones = phones;
    this.webhooks = webhooks;
    this.wire = new Wire(system, webhooks);
    this.payloads = payloads;
    this.clock = clock;
  }

  /**
   * The business sends: returns the wamid at once, the phone and the statuses follow.
   *
   * @param business the id of the number that it sends from
   */
  String fromBusiness(String business, GraphRequest.Send send) {
    var bubble =
        Bubble.fresh(
            newWamid(),
            Bubble.Sender.BUSINESS,
            clock.instant(),
            send.content(),
            send.contextId(),
            send.opaque());
    if (isNobody(send.to())) {
      var failed = bubble.failed(FailureCode.UNDELIVERABLE);
      after(SENT_AFTER, () -> report(send.to(), List.of(failed), Tick.FAILED));
      return bubble.id();
    }
    phones.show(send.to(), business, bubble);
    after(SENT_AFTER, () -> sent(send.to(), bubble));
    return bubble.id();
  }

  void markRead(GraphRequest.MarkRead read) {
    phones.readByBusiness(read.messageId());
    if (read.typing()) {
      phones
          .startTyping(read.messageId())
          .ifPresent(turn -> after(TYPING_FOR, () -> phones.stopTyping(turn)));
    }
  }

  void react(GraphRequest.React react) {
    phones.change(react.messageId(), bubble -> bubble.withReaction(react.emoji()));
  }

  /** A phone sends: the bubble is shown with a clock until the webhook is acknowledged. */
  Bubble fromPhone(String number, String name, Content content, @Nullable String contextId) {
    var at = clock.instant().plusSeconds(phones.controls(number).clockOffsetSeconds());
    var bubble = Bubble.fresh(newWamid(), Bubble.Sender.PHONE, at, content, contextId, null);
    phones.show(number, bubble);
    transmit(number, payloads.message(number, name, bubble), bubble.id());
    return bubble;
  }

  /**
   * The owner lays an emoji on a message.
   *
   * @param emoji null takes it off
   */
  Optional<Bubble> reactByOwner(PhoneView phone, String messageId, @Nullable String emoji) {
    return change(
        phone,
        messageId,
        bubble -> bubble.withOwnReaction(emoji),
        (message, bubble) -> WebhookPayloads.reaction(message, bubble.id(), emoji));
  }

  /** The owner writes a message of theirs anew. */
  Optional<Bubble> edit(PhoneView phone, String messageId, Content next) {
    return change(
        phone,
        messageId,
        bubble -> bubble.edited(next),
        (message, bubble) -> WebhookPayloads.edit(message, bubble));
  }

  /** The owner takes a message of theirs back, for everyone. */
  Optional<Bubble> delete(PhoneView phone, String messageId) {
    return change(
        phone,
        messageId,
        Bubble::deleted,
        (message, bubble) -> WebhookPayloads.revoke(message, bubble.id()));
  }

  private Optional<Bubble> change(
      PhoneView phone,
      String messageId,
      UnaryOperator<Bubble> change,
      BiConsumer<ObjectNode, Bubble> told) {
    var changed = phones.change(messageId, change);
    changed.ifPresent(
        bubble -> {
          var at = clock.instant().plusSeconds(phone.controls().clockOffsetSeconds());
          transmit(
              phone.number(),
              payloads.event(
                  phone.number(), phone.name(), newWamid(), at, node -> told.accept(node, bubble)),
              null);
        });
    return changed;
  }

  /** Hands a webhook over as soon as the phone has a connection. */
  private void transmit(String number, Object payload, @Nullable String bubbleId) {
    if (!phones.controls(number).offline()) {
      handOver(number, payload, bubbleId);
      return;
    }
    boolean kept = unsent.add(number, () -> handOver(number, payload, bubbleId));
    if (!kept && bubbleId != null) {
      phones.advance(bubbleId, Tick.FAILED);
    }
    // The connection may have come back between the question and the keeping.
    sendUnsent(number);
  }

  private void sendUnsent(String number) {
    if (!phones.controls(number).offline()) {
      unsent.take(number).forEach(Runnable::run);
    }
  }

  /** The bubble's tick, where there is one, tells how it went. */
  private void handOver(String number, Object payload, @Nullable String bubbleId) {
    wire.send(number, payload, phones.takeFault(number))
        .thenAccept(
            acknowledged -> {
              if (bubbleId != null) {
                webhookSettled(bubbleId, acknowledged);
              }
            })
        .exceptionally(
            failure -> {
              system.log().error("simulator: a tick could not be moved", failure);
              return null;
            });
  }

  /**
   * Reports what whoever holds the phone wants to be reported, in whatever order. The mark beside
   * the bubble moves only where it can.
   */
  Optional<Bubble> receipt(String number, String messageId, Tick tick, @Nullable Integer code) {
    var bubble = phones.message(number, messageId);
    bubble.ifPresent(
        known -> {
          var reported =
              tick == Tick.FAILED
                  ? known.failed(code == null ? FailureCode.UNDELIVERABLE : code)
                  : known.withTick(tick);
          if (known.tick().mayBecome(tick)) {
            phones.change(messageId, ignored -> reported);
          }
          report(number, List.of(reported), tick);
        });
    return phones.message(number, messageId);
  }

  /** Changes how a phone behaves; what was held back is delivered as soon as it may be. */
  Optional<PhoneView> control(String number, PhoneControls controls) {
    var phone = phones.control(number, controls);
    sendUnsent(number);
    if (controls.delivers()) {
      phones
          .undelivered(number)
          .forEach(bubble -> after(DELIVERED_AFTER, () -> delivered(number, bubble)));
    }
    return phone;
  }

  /** The phone's owner looks at the chat: the business hears "read", in one webhook. */
  int readByOwner(String number) {
    var read = phones.readByOwner(number);
    if (!read.isEmpty()) {
      report(number, read, Tick.READ);
    }
    return read.size();
  }

  private void sent(String number, Bubble bubble) {
    // "sent" is reported even when the owner has read it meanwhile: WhatsApp's servers took it
    // first.
    phones.advance(bubble.id(), Tick.SENT);
    report(number, List.of(bubble), Tick.SENT);
    var delay = Duration.ofSeconds(phones.controls(number).delaySeconds());
    after(DELIVERED_AFTER, delay, () -> delivered(number, bubble));
  }

  private void delivered(String number, Bubble bubble) {
    // Asked only now: the phone may have lost its connection since. It is delivered when that is
    // back.
    if (!phones.controls(number).delivers()) {
      return;
    }
    // With the chat open Meta sends only "read": a tick that is already there is not reported.
    if (phones.advance(bubble.id(), Tick.DELIVERED)) {
      report(number, List.of(bubble), Tick.DELIVERED);
    }
  }

  private void webhookSettled(String id, boolean acknowledged) {
    if (!acknowledged) {
      phones.advance(id, Tick.FAILED);
    } else if (phones.advance(id, Tick.SENT)) {
      after(SECOND_TICK_AFTER, () -> phones.advance(id, Tick.DELIVERED));
    }
  }

  private void report(String number, List<Bubble> bubbles, Tick tick) {
    webhooks.send(payloads.statuses(number, bubbles, tick, clock.instant()));
  }

  private void after(Duration delay, Runnable action) {
    after(delay, Duration.ZERO, action);
  }

  private void after(Duration delay, Duration wanted, Runnable action) {
    system
        .scheduler()
        .scheduleOnce(jittered(delay).plus(wanted), action, system.executionContext());
  }

  private static Duration jittered(Duration delay) {
    return Duration.ofMillis(
        delay.toMillis() * ThreadLocalRandom.current().nextLong(80, 121) / 100);
  }

  /**
   * No country code starts with 0 (ITU-T E.164): such a number is nobody's, so sends to it fail.
   */
  private static boolean isNobody(String number) {
    return number.startsWith("+0");
  }

  String newWamid() {
    var bytes = new byte[24];
    random.nextBytes(bytes);
    return "wamid." + Base64.getEncoder().encodeToString(bytes) + "==";
  }
}
