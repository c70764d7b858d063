package org.tabib.projections.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.TriageScale;
import org.tabib.projections.queue.QueueStatistics;

/**
 * What happened at a clinic on a day or in a week. Made twice from the same events it is the same.
 * No personal data.
 *
 * @param clinicNames as they were when it was made, by language tag
 * @param servicePoints display names by id, by language tag, as they were
 * @param doctors display names by id, by language tag, as they were
 * @param to inclusive
 * @param noShows booked visits of these days that nobody came to
 * @param ratings none when reviews are not kept here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
    String clinicId,
    Map<String, String> clinicNames,
    Map<String, Map<String, String>> servicePoints,
    Map<String, Map<String, String>> doctors,
    ZoneId zone,
    ReportPeriod period,
    LocalDate from,
    LocalDate to,
    TriageScale scale,
    QueueStatistics queue,
    Visits visits,
    @Nullable Ratings ratings) {

  /** Booked visits that begin in the period. */
  public record Visits(long booked, long completed, long cancelled, long noShows) {}

  /**
   * Reviews of the period's visits.
   *
   * @param average from 1 to 5; none without reviews
   */
  public record Ratings(long count, @Nullable Double average, Map<Integer, Long> byRating) {}
}
