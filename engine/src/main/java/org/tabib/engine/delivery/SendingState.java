package org.tabib.engine.delivery;

import java.time.Instant;
import java.util.List;

/**
 * How sending goes on this node.
 *
 * @param accounts those that were sent from since the start, by id
 */
public record SendingState(List<Account> accounts) {
  public SendingState {
    accounts = List.copyOf(accounts);
  }

  /** Nothing was sent yet. */
  public static final SendingState NONE = new SendingState(List.of());

  /**
   * One account.
   *
   * @param id the channel account's (WhatsApp: the phone-number id)
   * @param breaker open: the account cannot be sent from, messages wait
   * @param since when the breaker opened; when it last closed
   * @param held conversations whose next message waits for the account
   */
  public record Account(String id, Breaker.Phase breaker, Instant since, int held) {}
}
