package org.tabib.edge.ops;

import akka.actor.typed.ActorSystem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.tabib.edge.database.Presence;
import org.tabib.projections.run.ProjectionHealth;

/**
 * What the routes for operators are made from.
 *
 * @param database pinged for readiness
 * @param presence what a probe saw of it a moment ago
 * @param blocking where the ping may block
 * @param projections the latest look at the projections
 * @param leaving whether this node has been told to stop: it still answers, and wants no more work
 * @param spool how the spool is
 */
public record OpsParts(
    ActorSystem<?> system,
    DataSource database,
    Presence presence,
    Executor blocking,
    Supplier<ProjectionHealth> projections,
    BooleanSupplier leaving,
    Supplier<Health.Check> spool,
    PrometheusMeterRegistry meters) {}
