package org.tabib.edge.spool;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.database.Presence;
import org.tabib.edge.ops.Health.Check;
import org.tabib.edge.whatsapp.Intake;
import org.tabib.engine.privacy.DataKey;

/**
 * The edge's durable spool: verified webhooks are put on this node's disk and acknowledged while
 * PostgreSQL is away, and drained in order when it is back (docs/adr/0007-spool.md).
 */
public final class EdgeSpool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeSpool.class);
  private static final byte[] PURPOSE = "tabib spool 1".getBytes(StandardCharsets.UTF_8);

  private final Spool spool;
  private final Presence database;
  private final SpoolMetrics metrics;
  private final InstantSource clock;
  private @Nullable Drain drain;
  private boolean closed;

  private EdgeSpool(Spool spool, Presence database, SpoolMetrics metrics, InstantSource clock) {
    this.spool = spool;
    this.database = database;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Takes the folder and finds what an earlier run left in it. Blocks for a moment.
   *
   * @param master the key of the bodies is derived from it
   * @throws IOException when the folder belongs to another process, cannot be made, or was sealed
   *     under another master key
   */
  public static EdgeSpool open(
      SpoolSettings settings,
      DataKey master,
      Presence database,
      MeterRegistry meters,
      InstantSource clock)
      throws IOException {
    Spool spool;
    try {
      spool = Spool.open(settings, master.derived(PURPOSE), clock);
    } catch (DataKey.WrongKeyException e) {
      throw new IOException(
          "the spool in " + settings.folder() + " was sealed under another TABIB_MASTER_KEY", e);
    }
    SpoolMetrics metrics =
        new SpoolMetrics(meters, spool, () -> !database.answers() || !spool.isEmpty());
    return new EdgeSpool(spool, database, metrics, clock);
  }

  /** Puts the spool before the journal's side, and begins to drain what is in it. Once. */
  public synchronized Intake before(Intake journal) {
    drain = Drain.start(spool, journal, database, Patience.STANDARD, metrics, clock);
    return new SpoolingIntake(journal, spool, database, metrics);
  }

  /** For readiness: red when it takes nothing. */
  public Check check() {
    Spool.Condition condition = spool.condition();
    return new Check(
        "spool",
        condition == Spool.Condition.WORKING,
        condition.name().toLowerCase(Locale.ROOT) + ", " + spool.waiting() + " waiting");
  }

  /** Stops draining, finishes what is on its way to the disk, lets go of the folder. Repeatable. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (drain != null) {
      drain.close();
    }
    try {
      spool.close();
    } catch (IOException e) {
      LOG.warn("the spool did not close: {}", e.getClass().getName());
    }
  }
}
