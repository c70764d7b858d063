package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import org.tabib.edge.whatsapp.Accounts;
import org.tabib.edge.whatsapp.GraphClient;
import org.tabib.edge.whatsapp.GraphMetrics;
import org.tabib.edge.whatsapp.GraphSettings;
import org.tabib.engine.delivery.Channel;

/**
 * The way to the Graph API. In demo mode without one it leads to the simulator on this very node,
 * whose port is known only once it is bound.
 */
final class GraphChannel {
  private static final String SIMULATOR = "/simulator/graph/v25.0";

  private volatile String graphUrl;
  private final GraphClient client;
  private final Accounts accounts;

  private GraphChannel(
      Settings settings, ActorSystem<?> system, MeterRegistry meters, String graphUrl) {
    this.graphUrl = graphUrl;
    this.accounts = account -> account(settings, account);
    this.client =
        new GraphClient(
            accounts,
            GraphSettings.standard(),
            new GraphMetrics(meters),
            Clock.systemUTC(),
            system);
  }

  static GraphChannel create(Settings settings, ActorSystem<?> system, MeterRegistry meters) {
    return new GraphChannel(settings, system, meters, settings.whatsapp().graphUrl());
  }

  private Optional<Accounts.Account> account(Settings settings, String phoneNumberId) {
    String url = graphUrl;
    return url.isEmpty() || !phoneNumberId.equals(settings.whatsapp().phoneNumberId())
        ? Optional.empty()
        : Optional.of(new Accounts.Account(phoneNumberId, settings.whatsapp().accessToken(), url));
  }

  Channel channel() {
    return client;
  }

  Accounts accounts() {
    return accounts;
  }

  /** Whether nobody was named who stands in for Meta: this node's simulator will. */
  boolean simulated() {
    return graphUrl.isEmpty();
  }

  /** The simulator serves there from now on. */
  void simulatorAt(InetSocketAddress address) {
    graphUrl = "http://" + address.getHostString() + ":" + address.getPort() + SIMULATOR;
  }

  void close() {
    client.close();
  }
}
