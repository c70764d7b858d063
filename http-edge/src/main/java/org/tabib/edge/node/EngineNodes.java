package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent.MemberEvent;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.StreamSupport;

/**
 * How many nodes share the work of conversations: members that are up and have the role {@code
 * engine}, or all that are up while nobody has it. Follows the cluster.
 */
final class EngineNodes implements IntSupplier {
  private static final String ROLE = "engine";

  private final AtomicInteger count = new AtomicInteger(1);

  private EngineNodes() {}

  /** Counts from now on; one until the cluster is known. */
  static EngineNodes follow(ActorSystem<?> system) {
    EngineNodes nodes = new EngineNodes();
    Cluster cluster = Cluster.get(system);
    system.systemActorOf(
        Behaviors.supervise(nodes.counting(cluster)).onFailure(SupervisorStrategy.restart()),
        "engine-nodes",
        Props.empty());
    return nodes;
  }

  private Behavior<MemberEvent> counting(Cluster cluster) {
    return Behaviors.setup(
        context -> {
          // The subscription begins with what is there already, told as events.
          cluster.subscriptions().tell(new Subscribe<>(context.getSelf(), MemberEvent.class));
          return Behaviors.receiveMessage(
              event -> {
                count.set(count(cluster.state().getMembers()));
                return Behaviors.same();
              });
        });
  }

  static int count(Iterable<Member> members) {
    long up = up(members, false);
    long engines = up(members, true);
    return (int) Math.max(1, engines > 0 ? engines : up);
  }

  private static long up(Iterable<Member> members, boolean engines) {
    return StreamSupport.stream(members.spliterator(), false)
        .filter(member -> member.status() == MemberStatus.up())
        .filter(member -> !engines || member.hasRole(ROLE))
        .count();
  }

  @Override
  public int getAsInt() {
    return count.get();
  }
}
