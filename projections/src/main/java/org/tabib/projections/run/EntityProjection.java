package org.tabib.projections.run;

import akka.projection.ProjectionId;
import java.util.ArrayList;
import java.util.List;

/**
 * All read models of one entity type, filled together: every slice × reader polls the journal, so
 * readers of the same events share one.
 *
 * @param name what metrics, alarms and commands call it
 * @param slices the journal's tags, fixed for ever; each is read by itself
 * @param models written in this order; a later one may look at what an earlier one wrote
 */
public record EntityProjection<E>(
    String name, Class<E> events, List<String> slices, List<ReadModel<E>> models) {
  public EntityProjection {
    slices = List.copyOf(slices);
    models = List.copyOf(models);
  }

  /** The same with one more model, written last. */
  public EntityProjection<E> and(ReadModel<E> model) {
    List<ReadModel<E>> more = new ArrayList<>(models);
    more.add(model);
    return new EntityProjection<>(name, events, slices, more);
  }

  ProjectionId id(String slice) {
    return ProjectionId.of(name, slice);
  }

  /** Every table that only this projection fills. */
  public List<String> tables() {
    return models.stream().flatMap(model -> model.tables().stream()).toList();
  }
}
