package org.tabib.edge.spool;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tabib.edge.whatsapp.Turn;
import org.tabib.edge.whatsapp.Webhook;
import org.tabib.edge.whatsapp.WebhookItem;
import org.tabib.engine.delivery.Address;

/**
 * Something within which order counts: one address on one account. A webhook may be in several
 * lanes, and is then behind all that came before it in any of them. Receipts that name nobody are
 * in none: they go by their own order (design: statuses).
 */
record Lane(String account, Address address) {

  static Set<Lane> of(Webhook webhook) {
    Set<Lane> lanes = new HashSet<>();
    for (Turn turn : webhook.turns()) {
      add(turn.phoneNumberId(), turn.addresses(), lanes);
    }
    for (WebhookItem item : webhook.items()) {
      switch (item) {
        case WebhookItem.IdentityChange change -> {
          add(change.phoneNumberId(), change.before(), lanes);
          add(change.phoneNumberId(), change.after(), lanes);
        }
        case WebhookItem.Echo echo -> add(echo.phoneNumberId(), echo.to().addresses(), lanes);
        case WebhookItem.Preference preference ->
            add(preference.phoneNumberId(), preference.addresses(), lanes);
        case WebhookItem.Message message -> {}
        case WebhookItem.Status status -> {}
        case WebhookItem.Notice notice -> {}
        case WebhookItem.Quarantined quarantined -> {}
      }
    }
    return lanes;
  }

  private static void add(String account, List<Address> addresses, Set<Lane> lanes) {
    addresses.forEach(address -> lanes.add(new Lane(account, address)));
  }
}
