package org.tabib.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.Leave;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembersTest {
  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  @AfterEach
  void stop() {
    systems.forEach(ActorSystem::terminate);
    systems.forEach(system -> system.getWhenTerminated().toCompletableFuture().join());
  }

  @Test
  void countsNodesThatHaveTheRoleAsTheyComeAndGo() {
    ActorSystem<Void> first = node("[\"engine\", \"edge\"]");
    Members nodes = new Members(first);
    assertThat(nodes.getAsInt()).isEqualTo(1);

    join(first, first);
    join(node("[\"edge\"]"), first);
    ActorSystem<Void> third = node("[\"engine\"]");
    join(third, first);
    await().until(() -> nodes.getAsInt() == 2);

    Cluster.get(first).manager().tell(new Leave(Cluster.get(third).selfMember().address()));
    await().until(() -> nodes.getAsInt() == 1);
  }

  private static void join(ActorSystem<Void> system, ActorSystem<Void> cluster) {
    Cluster.get(system).manager().tell(Join.create(Cluster.get(cluster).selfMember().address()));
  }

  private ActorSystem<Void> node(String roles) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "nodes",
            ConfigFactory.parseString(
                    """
                    akka.actor.provider = cluster
                    akka.loglevel = OFF
                    akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    akka.coordinated-shutdown.exit-jvm = off
                    akka.cluster.roles = %s
                    """
                        .formatted(roles))
                .withFallback(ConfigFactory.load()));
    systems.add(system);
    return system;
  }
}
