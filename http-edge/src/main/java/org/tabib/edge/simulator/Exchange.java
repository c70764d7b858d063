package org.tabib.edge.simulator;

import akka.actor.typed.ActorSystem;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
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
  private final WebhookPayloads payloads;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Exchange(
      ActorSystem<?> system,
      Phones phones,
      WebhookSender webhooks,
      WebhookPayloads payloads,
      Clock clock) {
    this.system = system;
    this.phones = phones;
    this.webhooks = webhooks;
    this.payloads = payloads;
    this.clock = clock;
  }

  /** The business sends: returns the wamid at once, the phone and the statuses follow. */
  String fromBusiness(GraphRequest.Send send) {
    var bubble =
        new Bubble(
            newWamid(),
            Bubble.Sender.BUSINESS,
            clock.instant(),
            send.content(),
            Tick.CLOCK,
            send.contextId(),
            null,
            send.opaque());
    if (isNobody(send.to())) {
      after(SENT_AFTER, () -> report(send.to(), List.of(bubble), Tick.FAILED));
      return bubble.id();
    }
    phones.show(send.to(), bubble);
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
    phones.react(react.messageId(), react.emoji());
  }

  /** A phone sends: the bubble is shown with a clock until the webhook is acknowledged. */
  Bubble fromPhone(String number, String name, Content content, @Nullable String contextId) {
    var bubble =
        new Bubble(
            newWamid(),
            Bubble.Sender.PHONE,
            clock.instant(),
            content,
            Tick.CLOCK,
            contextId,
            null,
            null);
    phones.show(number, bubble);
    var settled =
        webhooks
            .send(payloads.message(number, name, bubble))
            .thenAccept(acknowledged -> webhookSettled(bubble.id(), acknowledged));
    settled.exceptionally(
        failure -> {
          system.log().error("simulator: a tick could not be moved", failure);
          return null;
        });
    return bubble;
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
    after(DELIVERED_AFTER, () -> delivered(number, bubble));
  }

  private void delivered(String number, Bubble bubble) {
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
    system.scheduler().scheduleOnce(jittered(delay), action, system.executionContext());
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
