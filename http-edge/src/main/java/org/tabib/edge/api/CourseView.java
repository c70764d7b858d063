package org.tabib.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A course as it was understood.
 *
 * @param asNeeded whether it is taken when needed: then nobody is reminded
 * @param doses the first of them, in the patient's time zone
 * @param total how many there are; none when it goes on until it is stopped
 * @param ends the last dose; none when it goes on until it is stopped
 * @param reminder none for a preview, and when it is taken as needed
 */
record CourseView(
    boolean dryRun,
    boolean asNeeded,
    String zone,
    List<Dose> doses,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer total,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable OffsetDateTime ends,
    @Nullable ReminderView reminder) {

  /**
   * @param amount how many of the dose; none where it is always one
   */
  record Dose(OffsetDateTime at, @Nullable String amount) {}
}
