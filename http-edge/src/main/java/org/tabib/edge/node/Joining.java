package org.tabib.edge.node;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.tabib.edge.node.ClusterSettings.HostPort;
import org.tabib.edge.node.ClusterSettings.Way;

/** A node's way into its cluster. */
final class Joining {
  private static final Duration MANAGEMENT = Duration.ofSeconds(20);

  private final ClusterSettings settings;
  private final CompletableFuture<Boolean> up = new CompletableFuture<>();

  private Joining(ClusterSettings settings) {
    this.settings = settings;
  }

  /** Starts to join, and Akka Management where it is wanted. */
  static Joining begin(ActorSystem<?> system, ClusterSettings settings) throws Exception {
    Joining joining = new Joining(settings);
    akka.cluster.Cluster.get(system.classicSystem())
        .registerOnMemberUp(() -> joining.up.complete(true));
    system.getWhenTerminated().thenRun(() -> joining.up.complete(false));
    if (settings.managementPort().isPresent()) {
      AkkaManagement.get(system.classicSystem())
          .start()
          .toCompletableFuture()
          .get(MANAGEMENT.toMillis(), TimeUnit.MILLISECONDS);
    }
    Cluster cluster = Cluster.get(system);
    switch (settings.way()) {
      case Way.Alone alone -> cluster.manager().tell(Join.create(cluster.selfMember().address()));
      case Way.SeedNodes(var nodes) ->
          cluster
              .manager()
              .tell(
                  new JoinSeedNodes(
                      nodes.stream().map(node -> address(settings.name(), node)).toList()));
      case Way.Discovery discovery -> ClusterBootstrap.get(system.classicSystem()).start();
    }
    return joining;
  }

  private static Address address(String name, HostPort node) {
    return new Address("akka", name, node.host(), node.port());
  }

  /**
   * Waits until this node is a member. Blocks, bounded.
   *
   * @throws CannotJoinException when it is none in time
   */
  void await() throws InterruptedException {
    try {
      if (up.get(settings.joinTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      throw new CannotJoinException(
          "Tabib cannot start: the cluster refused this node, see the log. " + advice());
    } catch (TimeoutException e) {
      throw new CannotJoinException(
          "Tabib cannot start: after %d s it is still no member of the cluster '%s'. %s"
              .formatted(settings.joinTimeout().toSeconds(), settings.name(), advice()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String advice() {
    return switch (settings.way()) {
      case Way.Alone alone -> "It is a node of its own at " + settings.self() + ".";
      case Way.SeedNodes(var nodes) ->
          ("Seed nodes: %s. At least one must run and be reached from here, it must reach this node"
                  + " at %s, and a new cluster is begun by the first of the list only"
                  + " (TABIB_CLUSTER_SEED_NODES, TABIB_CLUSTER_HOST, TABIB_CLUSTER_PORT).")
              .formatted(
                  nodes.stream().map(HostPort::toString).collect(Collectors.joining(", ")),
                  settings.self());
      case Way.Discovery discovery ->
          ("%d nodes must be found by '%s' through %s and answer at their management ports"
                  + " (TABIB_CLUSTER_CONTACT_POINTS, TABIB_CLUSTER_SERVICE,"
                  + " TABIB_CLUSTER_DISCOVERY, TABIB_MANAGEMENT_PORT).")
              .formatted(discovery.contactPoints(), discovery.service(), discovery.method());
    };
  }
}
