package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.util.function.IntSupplier;

/**
 * How many nodes host entities right now: what is shared out between them (a provider's rate, say)
 * is divided by it. At least 1, also before this node is a member. Cheap: asks nobody.
 */
public final class Members implements IntSupplier {
  private final Cluster cluster;

  public Members(ActorSystem<?> system) {
    this.cluster = Cluster.get(system);
  }

  @Override
  public int getAsInt() {
    int hosts = 0;
    for (Member member : cluster.state().getMembers()) {
      // One that leaves still hosts until its shards are handed over.
      boolean there =
          member.status() == MemberStatus.up() || member.status() == MemberStatus.leaving();
      if (there && member.hasRole(Role.ENGINE.text())) {
        hosts++;
      }
    }
    return Math.max(1, hosts);
  }
}
