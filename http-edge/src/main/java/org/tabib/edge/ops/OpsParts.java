package org.tabib.edge.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * What the routes for operators are made from.
 *
 * @param checks what readiness looks at, in the order in which it is told
 */
public record OpsParts(List<HealthCheck> checks, PrometheusMeterRegistry meters) {
  public OpsParts {
    checks = List.copyOf(checks);
  }
}
