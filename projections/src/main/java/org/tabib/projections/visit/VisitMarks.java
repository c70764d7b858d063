package org.tabib.projections.visit;

import org.jspecify.annotations.Nullable;

/**
 * What was written and said about a visit, in numbers.
 *
 * @param version of the doctor's record; 0 when there is none
 * @param unseen updates that nobody has read
 * @param rating none before the patient gave one
 */
public record VisitMarks(int version, int updates, int unseen, @Nullable Integer rating) {
  /** Nothing was. */
  public static final VisitMarks NONE = new VisitMarks(0, 0, 0, null);
}
