package org.tabib.projections.statistics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the practices' business looks like to operators: the last 24 hours of all practices
 * together, read from the statistics every now and then. They are gauges, not counters, because a
 * rebuild counts anew; every node tells the same, so take the greatest, not the sum.
 *
 * <ul>
 *   <li>{@code tabib_business_messages}: by {@code direction} and {@code kind}
 *   <li>{@code tabib_business_flows}: by {@code flow} and {@code outcome} (completed, left, silent)
 *   <li>{@code tabib_business_booking_messages}: our messages per booking, mean
 *   <li>{@code tabib_business_bookings}: how many bookings that is of
 *   <li>{@code tabib_business_crowded_turns}: turns that said more than one thing
 * </ul>
 */
public final class BusinessMetrics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BusinessMetrics.class);
  private static final Duration SHOWN = Duration.ofHours(24);

  /** A person decides what a provider calls a kind: what is not known is counted together. */
  private static final Set<String> KINDS =
      Set.of(
          "text",
          "choice",
          "image",
          "audio",
          "video",
          "document",
          "sticker",
          "location",
          "contacts",
          "form",
          "reaction",
          "edit",
          "revoke",
          "welcome",
          "order",
          "system",
          "unsupported",
          "buttons",
          "rows",
          "template");

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final MultiGauge messages;
  private final MultiGauge flows;
  private final MultiGauge bookings;
  private final MultiGauge bookingMessages;
  private final MultiGauge crowdedTurns;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("business-metrics").factory());

  private BusinessMetrics(Jdbi jdbi, MeterRegistry meters, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.messages = MultiGauge.builder("tabib.business.messages").register(meters);
    this.flows = MultiGauge.builder("tabib.business.flows").register(meters);
    this.bookings = MultiGauge.builder("tabib.business.bookings").register(meters);
    this.bookingMessages = MultiGauge.builder("tabib.business.booking.messages").register(meters);
    this.crowdedTurns = MultiGauge.builder("tabib.business.crowded.turns").register(meters);
  }

  /** Looks at once and then at this interval, on a thread of its own. */
  public static BusinessMetrics start(
      Jdbi jdbi, MeterRegistry meters, InstantSource clock, Duration interval) {
    BusinessMetrics metrics = new BusinessMetrics(jdbi, meters, clock);
    metrics.thread.scheduleWithFixedDelay(
        metrics::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return metrics;
  }

  private void look() {
    try {
      OffsetDateTime from = clock.instant().minus(SHOWN).atOffset(ZoneOffset.UTC);
      show(
          messages,
          """
          select subject, case when detail in (<kinds>) then detail else 'other' end as detail,
                 sum(count) as value
          from read.practice_count where period >= :from and measure = 'message' group by 1, 2
          """,
          List.of("direction", "kind"),
          from);
      show(
          flows,
          """
          select flow, case when ended_at is null then 'silent'
                            when completed        then 'completed'
                            else 'left' end as outcome,
                 count(*) as value
          from read.flow_run
          where ended_at >= :from
             or ended_at is null and moved_at >= :from - interval '1 day' and moved_at < :from
          group by 1, 2
          """,
          List.of("flow", "outcome"),
          from);
      show(
          bookings,
          "select count(*) as value from read.flow_run where ended_at >= :from and booked",
          List.of(),
          from);
      show(
          bookingMessages,
          """
          select avg(messages) as value from read.flow_run where ended_at >= :from and booked
          having count(*) > 0
          """,
          List.of(),
          from);
      show(
          crowdedTurns,
          """
          select coalesce(sum(count), 0) as value
          from read.practice_count where period >= :from and measure = 'crowded-turn'
          """,
          List.of(),
          from);
    } catch (RuntimeException e) {
      // What was seen last stays; the next look may succeed.
      LOG.warn("cannot look at the statistics: {}", e.getClass().getSimpleName());
    }
  }

  private void show(MultiGauge gauge, String sql, List<String> labels, OffsetDateTime from) {
    List<Row<?>> rows = new ArrayList<>();
    jdbi.useHandle(
        handle -> {
          var query = handle.createQuery(sql).bind("from", from);
          if (sql.contains("<kinds>")) {
            query.bindList("kinds", List.copyOf(KINDS));
          }
          query
              .map(
                  (row, context) -> {
                    Tags tags = Tags.empty();
                    for (int i = 0; i < labels.size(); i++) {
                      tags = tags.and(labels.get(i), row.getString(i + 1));
                    }
                    return rows.add(Row.of(tags, row.getDouble("value")));
                  })
              .list();
        });
    gauge.register(rows, true);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
