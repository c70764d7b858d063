package org.tabib.edge.whatsapp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.whatsapp.WebhookItem.Message;
import org.tabib.edge.whatsapp.WebhookItem.Status;
import org.tabib.engine.delivery.Address;

/**
 * What one webhook brought for one person on one account.
 *
 * @param addresses all that is known of the person, primary first; empty for the receipts that name
 *     no recipient, which are gathered per account and routed by their own ids
 * @param messages in the order in which they take effect
 * @param statuses in the order of the payload
 */
public record Turn(
    String phoneNumberId,
    List<Address> addresses,
    @Nullable String profileName,
    List<Message> messages,
    List<Status> statuses) {
  public Turn {
    addresses = List.copyOf(addresses);
    messages = List.copyOf(messages);
    statuses = List.copyOf(statuses);
  }

  @Override
  public String toString() {
    return "Turn[" + messages.size() + " messages, " + statuses.size() + " statuses]";
  }

  static List<Turn> of(List<WebhookItem> items) {
    List<Draft> drafts = new ArrayList<>();
    Map<Key, Draft> byAddress = new HashMap<>();
    int position = 0;
    for (WebhookItem item : items) {
      position++;
      if (item instanceof Message message) {
        List<Address> addresses = message.sender().addresses();
        Draft draft = draft(message.phoneNumberId(), addresses, drafts, byAddress);
        draft.messages.add(new Placed(position, message));
        if (draft.profileName == null) {
          draft.profileName = message.sender().profileName();
        }
      } else if (item instanceof Status status) {
        Address recipient = status.recipient();
        List<Address> addresses = recipient == null ? List.of() : List.of(recipient);
        draft(status.phoneNumberId(), addresses, drafts, byAddress).statuses.put(position, status);
      }
    }
    return drafts.stream().filter(draft -> !draft.absorbed).map(Draft::turn).toList();
  }

  /** The draft that any of the addresses leads to; drafts that prove to be one are joined. */
  private static Draft draft(
      String account, List<Address> addresses, List<Draft> drafts, Map<Key, Draft> byAddress) {
    List<Key> keys =
        addresses.isEmpty()
            ? List.of(new Key(account, null))
            : addresses.stream().map(address -> new Key(account, address)).toList();
    Draft found = null;
    for (Key key : keys) {
      Draft other = byAddress.get(key);
      if (other == null || other == found) {
        continue;
      }
      if (found == null) {
        found = other;
        continue;
      }
      Draft first = drafts.indexOf(found) < drafts.indexOf(other) ? found : other;
      Draft second = first == found ? other : found;
      first.absorb(second);
      second.addresses.forEach(address -> byAddress.put(new Key(account, address), first));
      found = first;
    }
    if (found == null) {
      found = new Draft(account);
      drafts.add(found);
    }
    for (Key key : keys) {
      byAddress.put(key, found);
    }
    found.addresses.addAll(addresses);
    return found;
  }

  /** No address: receipts that name nobody. */
  private record Key(String account, @Nullable Address address) {}

  private record Placed(int position, Message message) {
    private Instant sentAt() {
      return message.message().sentAt();
    }
  }

  private static final class Draft {
    private static final Comparator<Placed> EFFECTIVE =
        Comparator.comparing(Placed::sentAt).thenComparingInt(Placed::position);

    private final String account;
    private final Collection<Address> addresses = new LinkedHashSet<>();
    private final List<Placed> messages = new ArrayList<>();
    private final SortedMap<Integer, Status> statuses = new TreeMap<>();
    private @Nullable String profileName;
    private boolean absorbed;

    private Draft(String account) {
      this.account = account;
    }

    private void absorb(Draft other) {
      addresses.addAll(other.addresses);
      messages.addAll(other.messages);
      statuses.putAll(other.statuses);
      profileName = profileName == null ? other.profileName : profileName;
      other.absorbed = true;
    }

    private Turn turn() {
      messages.sort(EFFECTIVE);
      List<Address> primaryFirst = new ArrayList<>(addresses);
      primaryFirst.sort(Comparator.comparing(Address::kind));
      return new Turn(
          account,
          primaryFirst,
          profileName,
          messages.stream().map(Placed::message).toList(),
          List.copyOf(statuses.values()));
    }
  }
}
