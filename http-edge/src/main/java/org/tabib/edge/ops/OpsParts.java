package org.tabib.edge.ops;

import akka.actor.typed.ActorSystem;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.tabib.engine.delivery.SendingState;
import org.tabib.projections.run.ProjectionHealth;

/**
 * What the routes for operators are made from.
 *
 * @param database pinged for readiness
 * @param blocking where the ping may block
 * @param projections the latest look at the projections
 * @param sending how sending goes now
 */
public record OpsParts(
    ActorSystem<?> system,
    DataSource database,
    Executor blocking,
    Supplier<ProjectionHealth> projections,
    Supplier<SendingState> sending,
    PrometheusMeterRegistry meters) {}
