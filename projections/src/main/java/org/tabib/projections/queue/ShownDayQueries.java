package org.tabib.projections.queue;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;
import org.tabib.engine.queue.EarlierDays;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.Shown;

/** What a clinic's days showed, as far as the projection has come. */
public final class ShownDayQueries implements EarlierDays {
  static final String BEFORE =
      """
      select day, shown from read.queue_shown
      where clinic_id = :clinic and day >= :from::date and day < :day::date
      order by day
      """;

  private final Jdbi jdbi;
  private final Executor queries;

  /**
   * @param jdbi on the read models' database
   * @param queries runs what is asked of it; may block, so no actor dispatcher
   */
  public ShownDayQueries(Jdbi jdbi, Executor queries) {
    this.jdbi = jdbi;
    this.queries = queries;
  }

  @Override
  public CompletionStage<Shown> before(QueueId day) {
    return CompletableFuture.supplyAsync(() -> Shown.faded(daysBefore(day), day.date()), queries);
  }

  private List<Shown.OnDay> daysBefore(QueueId day) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(BEFORE)
                .bind("clinic", day.clinicId())
                .bind("from", day.date().minusDays(Shown.HORIZON).toString())
                .bind("day", day.date().toString())
                .map(
                    (row, context) ->
                        new Shown.OnDay(
                            row.getObject("day", LocalDate.class),
                            ShownDays.read(row.getString("shown"))))
                .list());
  }
}
