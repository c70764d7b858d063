package org.tabib.edge.intake;

import akka.Done;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.edge.whatsapp.WebhookItem;
import org.tabib.engine.privacy.Quarantine;

/** The way into quarantine for what came from WhatsApp, under the reason's own name. */
record Keeping(Quarantine quarantine) {
  private static final String CHANNEL = "whatsapp";

  CompletionStage<Done> keep(QuarantineReason reason, byte[] raw) {
    return keep(name(reason), raw);
  }

  CompletionStage<Done> keep(WebhookItem.Quarantined item) {
    return keep(name(item.reason()), bytes(item.json()));
  }

  CompletionStage<Done> keep(WebhookItem.Notice notice) {
    return keep("notice-" + name(notice.kind()), bytes(notice.json()));
  }

  private CompletionStage<Done> keep(String reason, byte[] raw) {
    return quarantine.keep(CHANNEL, reason, raw).thenApply(kept -> Done.getInstance());
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
