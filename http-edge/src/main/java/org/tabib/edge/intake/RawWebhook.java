package org.tabib.edge.intake;

import akka.Done;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.edge.whatsapp.WebhookMetrics;

/**
 * The bytes of a webhook, kept at most once for each reason: a thousand receipts of messages that
 * nobody knows must not become a thousand copies of the payload they came in.
 */
final class RawWebhook {
  private final byte[] raw;
  private final Keeping keeping;
  private final WebhookMetrics metrics;
  private final Map<QuarantineReason, CompletionStage<Done>> kept = new ConcurrentHashMap<>();

  RawWebhook(byte[] raw, Keeping keeping, WebhookMetrics metrics) {
    this.raw = raw;
    this.keeping = keeping;
    this.metrics = metrics;
  }

  int length() {
    return raw.length;
  }

  /** Puts it into quarantine. */
  CompletionStage<Done> keep(QuarantineReason reason) {
    metrics.quarantined(reason);
    return kept.computeIfAbsent(reason, r -> keeping.keep(r, raw));
  }
}
