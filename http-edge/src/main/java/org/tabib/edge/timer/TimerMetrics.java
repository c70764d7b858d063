package org.tabib.edge.timer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.tabib.engine.timer.TimerTask;

/**
 * What operators see of timers, by kind; no personal data.
 *
 * <ul>
 *   <li>{@code tabib_timers_fired_total}, {@code tabib_timers_dropped_total} (by reason: stale,
 *       moot, nobody, refused), {@code tabib_timers_failed_total} (attempts; they are repeated)
 *   <li>{@code tabib_timers_lateness_seconds}: how late they were when they were done, by lane
 *   <li>{@code tabib_timers_due}, {@code tabib_timers_overdue}: whose time has come, and came more
 *       than a minute ago; of the whole cluster, told by every node
 *   <li>{@code tabib_timers_waiting}: all of them, estimated
 * </ul>
 */
final class TimerMetrics {
  private final MeterRegistry meters;
  private final MultiGauge due;
  private final MultiGauge overdue;
  private volatile double waiting = Double.NaN;

  TimerMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.due =
        MultiGauge.builder("tabib.timers.due")
            .description("Timers whose time has come and that are not done yet")
            .register(meters);
    this.overdue =
        MultiGauge.builder("tabib.timers.overdue")
            .description("Timers that should have been done more than a minute ago")
            .register(meters);
    Gauge.builder("tabib.timers.waiting", this, metrics -> metrics.waiting)
        .description("Timers in all, estimated")
        .register(meters);
  }

  void fired(org.tabib.engine.timer.Timer timer, Duration late) {
    meters.counter("tabib.timers.fired", "kind", timer.task().kind()).increment();
    lateness(timer.task().lane()).record(late.isNegative() ? Duration.ZERO : late);
  }

  void dropped(String kind, Outcome.Reason reason) {
    meters.counter("tabib.timers.dropped", "kind", kind, "reason", reason.text()).increment();
  }

  void failed(String kind) {
    meters.counter("tabib.timers.failed", "kind", kind).increment();
  }

  void seen(Backlog backlog) {
    waiting = backlog.waiting();
    due.register(backlog.due().stream().map(kind -> row(kind.kind(), kind.due())).toList(), true);
    overdue.register(
        backlog.due().stream().map(kind -> row(kind.kind(), kind.overdue())).toList(), true);
  }

  /** The database did not answer. */
  void unseen() {
    waiting = Double.NaN;
    due.register(List.of(), true);
    overdue.register(List.of(), true);
  }

  private static MultiGauge.Row<Number> row(String kind, long count) {
    return MultiGauge.Row.of(Tags.of("kind", kind), count);
  }

  private Timer lateness(TimerTask.Lane lane) {
    return Timer.builder("tabib.timers.lateness")
        .description("How late timers were done")
        .tag("lane", lane.name().toLowerCase(Locale.ROOT))
        .publishPercentiles(0.5, 0.99)
        .register(meters);
  }
}
