package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.tabib.edge.whatsapp.Accounts;
import org.tabib.edge.whatsapp.GraphClient;
import org.tabib.edge.whatsapp.GraphMetrics;
import org.tabib.edge.whatsapp.GraphSettings;
import org.tabib.edge.whatsapp.SendingMetrics;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.GuardedChannel;
import org.tabib.engine.delivery.SendingLimits;
import org.tabib.engine.delivery.SendingState;

/**
 * The way to the Graph API. In demo mode without one it leads to the simulator on this very node,
 * whose port is known only once it is bound.
 */
final class GraphChannel {
  private static final String SIMULATOR = "/simulator/graph/v25.0";

  private volatile String graphUrl;
  private final GraphClient client;
  private final GuardedChannel guarded;
  private final Accounts accounts;

  private GraphChannel(
      Settings settings,
      ActorSystem<?> system,
      MeterRegistry meters,
      IntSupplier nodes,
      String graphUrl) {
    this.graphUrl = graphUrl;
    this.accounts = account -> account(settings, account);
    this.client =
        new GraphClient(
            accounts,
            GraphSettings.standard(),
            new GraphMetrics(meters),
            Clock.systemUTC(),
            system);
    SendingMetrics sending = new SendingMetrics(meters);
    this.guarded =
        new GuardedChannel(
            client,
            SendingLimits.of(settings.sending().rate()),
            nodes,
            sending,
            InstantSource.system(),
            // Spreads those who wait only: no secret depends on it, and every thread uses it.
            () -> ThreadLocalRandom.current().nextLong());
    sending.watch(guarded);
  }

  /**
   * @param nodes how many nodes send, this one included
   */
  static GraphChannel create(
      Settings settings, ActorSystem<?> system, MeterRegistry meters, IntSupplier nodes) {
    return new GraphChannel(settings, system, meters, nodes, settings.whatsapp().graphUrl());
  }

  private Optional<Accounts.Account> account(Settings settings, String phoneNumberId) {
    String url = graphUrl;
    return url.isEmpty() || !ours(settings, phoneNumberId)
        ? Optional.empty()
        : Optional.of(new Accounts.Account(phoneNumberId, settings.whatsapp().accessToken(), url));
  }

  private static boolean ours(Settings settings, String phoneNumberId) {
    String configured = settings.whatsapp().phoneNumberId();
    return phoneNumberId.equals(configured)
        || (settings.mode() == Settings.Mode.DEMO
            && DemoAccounts.of(configured).afya().contains(phoneNumberId));
  }

  Channel channel() {
    return guarded;
  }

  /** How sending goes now. */
  SendingState state() {
    return guarded.state();
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
