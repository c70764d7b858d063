package org.tabib.projections.run;

import akka.projection.ProjectionId;
import java.util.List;
import java.util.function.Supplier;

/**
 * One entity type's events on their way out.
 *
 * @param name what metrics, alarms and commands call it
 * @param slices the journal's tags, each read by itself
 * @param outlet makes the way out of one slice; a new one after every failure
 */
public record OutboundProjection<E>(
    String name, Class<E> events, List<String> slices, Supplier<Outlet<E>> outlet) {
  public OutboundProjection {
    slices = List.copyOf(slices);
  }

  ProjectionId id(String slice) {
    return ProjectionId.of(name, slice);
  }

  /** The same for those who look at offsets only: it fills no table. */
  EntityProjection<E> watched() {
    return new EntityProjection<>(name, events, slices, List.of());
  }
}
