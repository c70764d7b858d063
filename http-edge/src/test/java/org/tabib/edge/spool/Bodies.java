package org.tabib.edge.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import org.tabib.edge.whatsapp.Webhook;
import org.tabib.edge.whatsapp.WebhookItem;
import org.tabib.edge.whatsapp.WebhookParser;

/** Webhooks as Meta writes them, as short as they can be. */
final class Bodies {
  private Bodies() {}

  /** One text message for each sender, all with that id and a dash and their number. */
  static byte[] text(String id, List<Integer> senders) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",
     "value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"15550001111"},
     "messages":[%s]}}]}]}
    """
        .formatted(
            senders.stream().map(sender -> message(id, sender)).collect(Collectors.joining(",")))
        .getBytes(UTF_8);
  }

  static byte[] text(String id, int sender) {
    return text(id, List.of(sender));
  }

  private static String message(String id, int sender) {
    return """
    {"from":"91980000%04d","id":"wamid.%s-%d","timestamp":"1790000000","type":"text",
     "text":{"body":"hello"}}
    """
        .formatted(sender, id, sender);
  }

  static Webhook webhook(byte[] body) {
    return (Webhook) WebhookParser.parse(body);
  }

  /** The ids of its messages, each with its sender. */
  static List<String> ids(Webhook webhook) {
    return webhook.items().stream()
        .map(item -> ((WebhookItem.Message) item).message().id().substring("wamid.".length()))
        .toList();
  }
}
