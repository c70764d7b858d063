package org.tabib.edge.ops;

import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.util.function.BooleanSupplier;
import org.tabib.edge.ops.Health.Check;

/** Whether this node is a full member of its cluster. */
public final class MembershipCheck {
  private static final String NAME = "cluster";

  private MembershipCheck() {}

  /**
   * @param leaving whether this node has been told to stop: it still answers, and wants no more
   *     work
   */
  public static HealthCheck of(ActorSystem<?> system, BooleanSupplier leaving) {
    Cluster cluster = Cluster.get(system);
    return HealthCheck.now(
        NAME,
        () -> {
          if (leaving.getAsBoolean()) {
            return new Check(NAME, false, "this member is about to leave");
          }
          MemberStatus status = cluster.selfMember().status();
          return new Check(NAME, status == MemberStatus.up(), "this member is " + status);
        });
  }
}
