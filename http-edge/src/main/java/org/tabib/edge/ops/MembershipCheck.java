package org.tabib.edge.ops;

import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import org.tabib.edge.ops.Health.Check;

/** Whether this node is a full member of its cluster. */
public final class MembershipCheck {
  private static final String NAME = "cluster";

  private MembershipCheck() {}

  public static HealthCheck of(ActorSystem<?> system) {
    Cluster cluster = Cluster.get(system);
    return HealthCheck.now(
        NAME,
        () -> {
          MemberStatus status = cluster.selfMember().status();
          return new Check(NAME, status == MemberStatus.up(), "this member is " + status);
        });
  }
}
