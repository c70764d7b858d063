package org.tabib.edge.whatsapp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.tabib.edge.whatsapp.WebhookItem.Notice;

/** Counts what comes in. Labels are closed sets: nothing that a sender makes up becomes one. */
public final class WebhookMetrics {
  private final MeterRegistry registry;
  private final Map<Integer, Timer> answers = new ConcurrentHashMap<>();
  private final Map<String, Counter> items = new ConcurrentHashMap<>();
  private final Map<QuarantineReason, Counter> quarantined = new EnumMap<>(QuarantineReason.class);
  private final Map<String, Counter> notices = new ConcurrentHashMap<>();

  public WebhookMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (QuarantineReason reason : QuarantineReason.values()) {
      quarantined.put(
          reason,
          Counter.builder("tabib_webhook_quarantined")
              .description("Signed things that could not be understood")
              .tag("channel", "whatsapp")
              .tag("reason", name(reason))
              .register(registry));
    }
  }

  void answered(int status, long nanos) {
    answers
        .computeIfAbsent(
            status,
            code ->
                Timer.builder("tabib_webhook_requests")
                    .description("Webhooks from the request's arrival to the answer")
                    .tag("channel", "whatsapp")
                    .tag("status", String.valueOf(code))
                    .register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void read(Parsed parsed) {
    switch (parsed) {
      case Parsed.Unreadable unreadable -> quarantined(unreadable.reason());
      case Webhook webhook -> webhook.items().forEach(this::item);
    }
  }

  /** Counts something that is quarantined behind the parser. */
  public void quarantined(QuarantineReason reason) {
    Counter counter = quarantined.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  private void item(WebhookItem item) {
    switch (item) {
      case WebhookItem.Message m -> count("message");
      case WebhookItem.Status s -> count("status");
      case WebhookItem.IdentityChange c -> count("identity-change");
      case WebhookItem.Echo e -> count("echo");
      case WebhookItem.Preference p -> count("preference");
      case Notice notice -> {
        count("notice");
        notice(notice);
      }
      case WebhookItem.Quarantined q -> {
        count("quarantined");
        quarantined(q.reason());
      }
    }
  }

  private void count(String kind) {
    items
        .computeIfAbsent(
            kind,
            k ->
                Counter.builder("tabib_webhook_items")
                    .description("Things that webhooks told")
                    .tag("channel", "whatsapp")
                    .tag("kind", k)
                    .register(registry))
        .increment();
  }

  private void notice(Notice notice) {
    String field = WebhookFields.label(notice.field());
    notices
        .computeIfAbsent(
            notice.kind() + " " + field,
            key ->
                Counter.builder("tabib_webhook_notices")
                    .description("Things that webhooks told to whoever runs the account")
                    .tag("channel", "whatsapp")
                    .tag("kind", name(notice.kind()))
                    .tag("field", field)
                    .register(registry))
        .increment();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
