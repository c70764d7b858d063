package org.tabib.edge.ops;

import akka.actor.typed.ActorSystem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.tabib.edge.ops.Health.Check;
import org.tabib.projections.run.ProjectionHealth;

/**
 * What the routes for operators are made from.
 *
 * @param database pinged for readiness
 * @param blocking where the ping may block
 * @param projections the latest look at the projections
 * @param notes checks that are told without a say in readiness
 */
public record OpsParts(
    ActorSystem<?> system,
    DataSource database,
    Executor blocking,
    Supplier<ProjectionHealth> projections,
    PrometheusMeterRegistry meters,
    Supplier<List<Check>> notes) {

  /** Without notes. */
  public OpsParts(
      ActorSystem<?> system,
      DataSource database,
      Executor blocking,
      Supplier<ProjectionHealth> projections,
      PrometheusMeterRegistry meters) {
    this(system, database, blocking, projections, meters, List::of);
  }
}
