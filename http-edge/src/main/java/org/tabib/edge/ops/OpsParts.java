package org.tabib.edge.ops;

import akka.actor.typed.ActorSystem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.tabib.projections.run.ProjectionHealth;

/**
 * What the routes for operators are made from.
 *
 * @param database pinged for readiness
 * @param blocking where the ping may block
 * @param projections the latest look at the projections
 * @param leaving whether this node has been told to stop: it still answers, and wants no more work
 */
public record OpsParts(
    ActorSystem<?> system,
    DataSource database,
    Executor blocking,
    Supplier<ProjectionHealth> projections,
    BooleanSupplier leaving,
    PrometheusMeterRegistry meters) {}
