package org.tabib.edge.ops;

import java.util.List;
import java.util.function.Supplier;
import org.tabib.engine.delivery.Breaker;
import org.tabib.engine.delivery.SendingState;

/**
 * Tells which accounts cannot be sent from. Always healthy: messages wait for their account without
 * loss, and no other node could send them, so that a provider's outage must not take this one out
 * of the load balancer.
 */
public final class ChannelsCheck {
  private ChannelsCheck() {}

  /**
   * @param sending how sending goes now
   */
  public static HealthCheck of(Supplier<SendingState> sending) {
    return HealthCheck.told("channels", () -> told(sending.get()));
  }

  private static String told(SendingState sending) {
    List<String> broken =
        sending.accounts().stream()
            .filter(account -> account.breaker() != Breaker.Phase.CLOSED)
            .map(
                account ->
                    account.id() + " since " + account.since() + ", " + account.held() + " wait")
            .toList();
    return broken.isEmpty()
        ? "accounts in use: " + sending.accounts().size()
        : "cannot be sent from: " + String.join("; ", broken);
  }
}
