package org.tabib.edge.whatsapp;

import java.util.List;

/**
 * What one POST told.
 *
 * @param items in the order of the payload; a message that the payload holds twice is here twice
 */
public record Webhook(List<WebhookItem> items) implements Parsed {
  public Webhook {
    items = List.copyOf(items);
  }

  /**
   * Messages and receipts per person and account, in order of first mention; within each, messages
   * by the provider's time, equal times by position. Items are of one person when a chain of common
   * addresses joins them, so that a message that names only the business-scoped id stays with those
   * that name the number too.
   */
  public List<Turn> turns() {
    return Turn.of(items);
  }
}
