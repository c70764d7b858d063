package org.tabib.edge.whatsapp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;

/**
 * Who wrote. Personal data.
 *
 * @param addresses all addresses known from the payload, at least one; the telephone number first,
 *     because every kind of message can be sent to it, then the business-scoped id
 * @param profileName the name the person chose to show
 */
public record Sender(List<Address> addresses, @Nullable String profileName) {
  public Sender {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a sender has an address");
    }
  }

  /** Where an answer goes. */
  public Address primary() {
    return addresses.getFirst();
  }

  @Override
  public String toString() {
    return "Sender" + addresses;
  }
}
