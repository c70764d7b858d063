package org.tabib.projections.run;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.ShardedDaemonProcessSettings;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import akka.projection.ProjectionBehavior;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs each slice of a projection once in the cluster, on nodes whose role it is. */
final class SliceProcesses {
  private final ActorSystem<?> system;
  private final String role;

  /**
   * @param role empty for all nodes
   */
  SliceProcesses(ActorSystem<?> system, String role) {
    this.system = system;
    this.role = role;
  }

  /**
   * @param slice what runs a slice, given its tag
   */
  void start(
      String projection,
      List<String> slices,
      Function<String, Behavior<ProjectionBehavior.Command>> slice) {
    ShardedDaemonProcessSettings everywhere = ShardedDaemonProcessSettings.create(system);
    ShardedDaemonProcess.get(system)
        .init(
            ProjectionBehavior.Command.class,
            "projection-" + projection,
            slices.size(),
            index -> slice.apply(slices.get(index)),
            role.isEmpty() ? everywhere : everywhere.withRole(role),
            Optional.of(ProjectionBehavior.stopMessage()));
  }
}
