package org.tabib.edge.whatsapp;

import java.util.Optional;

/** The WhatsApp accounts that messages are sent from. May change at any time. Never blocks. */
@FunctionalInterface
public interface Accounts {

  /** What is needed to send from that number. */
  Optional<Account> find(String phoneNumberId);

  /**
   * One business telephone number.
   *
   * @param accessToken secret
   * @param graphUrl base of the Graph API, version included, without a final slash
   */
  record Account(String phoneNumberId, String accessToken, String graphUrl) {
    @Override
    public String toString() {
      return "Account[" + phoneNumberId + "]";
    }
  }
}
