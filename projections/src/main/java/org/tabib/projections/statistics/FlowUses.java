package org.tabib.projections.statistics;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.statistics.Statistics.Bookings;
import org.tabib.projections.statistics.Statistics.FlowUse;
import org.tabib.projections.statistics.Statistics.StepUse;

/** What became of flows, and what bookings cost, within a range. */
final class FlowUses {
  private static final String STEPS =
      """
      select flow, language, step,
             count(*) filter (where ended_at is not null and completed)     as completed,
             count(*) filter (where ended_at is not null and not completed) as left_there,
             count(*) filter (where ended_at is null)                       as silent
      from read.flow_run
      where %s
        and (ended_at >= :from and ended_at < :to
             or ended_at is null and moved_at >= :from and moved_at < :to and moved_at < :silent)
      """;
  private static final String BOOKED =
      """
      select count(*)                                                      as count,
             avg(messages)::float8                                         as mean,
             percentile_disc(0.5) within group (order by messages)         as p50,
             percentile_disc(0.9) within group (order by messages)         as p90
      from read.flow_run
      where %s and booked and ended_at >= :from and ended_at < :to
      """;

  private final Handle handle;
  private final String whose;
  private final StatisticsQueries.Range range;
  private final Map<String, Object> values = new HashMap<>();

  /**
   * @param whose the condition on {@code :id}
   */
  FlowUses(Handle handle, String whose, String id, StatisticsQueries.Range range) {
    this.handle = handle;
    this.whose = whose;
    this.range = range;
    values.put("id", id);
    values.put("from", range.from().atOffset(ZoneOffset.UTC));
    values.put("to", range.to().atOffset(ZoneOffset.UTC));
    put("flow", range.flow());
    put("language", range.language());
  }

  private void put(String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  private record Use(String flow, String language) {}

  List<FlowUse> uses() {
    Map<Use, List<StepUse>> steps = new LinkedHashMap<>();
    query(STEPS, "group by flow, language, step order by flow, language, step")
        .bind("silent", range.now().minus(Statistics.SILENCE).atOffset(ZoneOffset.UTC))
        .map(
            (row, context) ->
                steps
                    .computeIfAbsent(
                        new Use(row.getString("flow"), row.getString("language")),
                        use -> new ArrayList<>())
                    .add(
                        new StepUse(
                            row.getString("step"),
                            row.getLong("completed"),
                            row.getLong("left_there"),
                            row.getLong("silent"))))
        .list();
    return steps.entrySet().stream()
        .map(
            entry ->
                new FlowUse(
                    entry.getKey().flow(),
                    entry.getKey().language(),
                    entry.getValue().stream().mapToLong(StepUse::completed).sum(),
                    entry.getValue().stream().mapToLong(StepUse::left).sum(),
                    entry.getValue().stream().mapToLong(StepUse::silent).sum(),
                    entry.getValue()))
        .toList();
  }

  Bookings bookings() {
    return query(BOOKED, "")
        .map(
            (row, context) ->
                new Bookings(
                    row.getLong("count"),
                    row.getObject("mean", Double.class),
                    row.getObject("p50", Integer.class),
                    row.getObject("p90", Integer.class)))
        .one();
  }

  private Query query(String sql, String end) {
    return handle
        .createQuery(
            sql.formatted(whose)
                + (range.flow() == null ? "" : "  and flow = :flow\n")
                + (range.language() == null ? "" : "  and language = :language\n")
                + end)
        .bindMap(values);
  }
}
