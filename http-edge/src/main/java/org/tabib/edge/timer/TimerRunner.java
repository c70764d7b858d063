package org.tabib.edge.timer;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.tabib.edge.database.Presence;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.projections.store.ReadModelDatabase;
import org.tabib.projections.timer.TimerStore;
import org.tabib.projections.timer.TimerTable;

/**
 * Does what is due, on this node, next to all others that host entities. It has threads and
 * connections of its own: whatever piles up here, people who write are answered.
 */
public final class TimerRunner implements AutoCloseable {
  private final ReadModelDatabase database;
  private final List<TimerLane> lanes;
  private final TimerWatch watch;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TimerRunner(ReadModelDatabase database, List<TimerLane> lanes, TimerWatch watch) {
    this.database = database;
    this.lanes = lanes;
    this.watch = watch;
  }

  /**
   * What it works with.
   *
   * @param database a pool of its own, which it closes
   * @param presence whether PostgreSQL is there
   * @param clock says what is due
   */
  public record Parts(
      TimerSettings settings,
      ClusterSharding sharding,
      Function<String, Optional<PracticeConfig>> practices,
      ReadModelDatabase database,
      Presence presence,
      MeterRegistry meters,
      InstantSource clock) {}

  /** Starts it. The node is a member of its cluster, and its entities can be asked. */
  public static TimerRunner start(Parts parts) {
    return start(parts, TimerEntities.sharded(parts.sharding()));
  }

  static TimerRunner start(Parts parts, TimerEntities entities) {
    Jdbi jdbi = parts.database().jdbi();
    TimerStore store = new TimerStore(jdbi);
    TimerMetrics metrics = new TimerMetrics(parts.meters());
    Deliveries deliveries =
        new Deliveries(
            entities,
            new Telling(entities, store::conversationOf),
            new Night(parts.practices(), parts.clock()),
            parts.practices());
    String runner = UUID.randomUUID().toString();
    List<TimerLane> lanes =
        Arrays.stream(TimerTable.values())
            .map(
                table -> {
                  TimerSettings.Lane lane = parts.settings().of(table.lane());
                  Pace pace = new Pace(lane.rate(), InstantSource.system());
                  return new TimerLane(
                      table,
                      lane,
                      parts.database().dataSource(),
                      store,
                      runner,
                      parts.clock(),
                      new TimerFiring(pace, deliveries, store, metrics, parts.clock()));
                })
            .toList();
    TimerWatch watch = new TimerWatch(store, metrics, lanes, parts.presence(), parts.clock());
    lanes.forEach(TimerLane::start);
    watch.start();
    return new TimerRunner(parts.database(), lanes, watch);
  }

  /** The backlog in a few words; not one of them is a reason to take a node out of service. */
  public String told() {
    return watch.latest().map(Backlog::text).orElse("not looked at yet, or the database is away");
  }

  /** Ends what is being done, bounded; what has not begun is handed back. Again: nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    watch.close();
    lanes.parallelStream().forEach(TimerLane::close);
    database.close();
  }
}
