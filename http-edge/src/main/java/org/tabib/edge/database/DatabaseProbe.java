package org.tabib.edge.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks PostgreSQL several times a second whether it is there and takes writes, over a connection of
 * its own, so that nobody else has to find out by waiting. A server that is frozen counts as away
 * after the patience; one that is stopped or killed is noticed at the next question.
 */
public final class DatabaseProbe implements Presence, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseProbe.class);

  /** A standby that was not promoted answers, but takes nothing. */
  private static final String QUESTION = "SELECT NOT pg_is_in_recovery()";

  private final String url;
  private final Properties properties;
  private final Duration every;
  private final Duration patience;
  private final List<Runnable> whenAway = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean answers = true;
  private final AtomicInteger outages = new AtomicInteger();
  private @Nullable Connection connection;

  private DatabaseProbe(String url, DatabaseSettings settings, Duration every, Duration patience) {
    this.url = url;
    this.every = every;
    this.patience = patience;
    this.properties = properties(settings, patience);
    this.thread = Thread.ofPlatform().daemon().name("database-probe").unstarted(this::run);
  }

  private static Properties properties(DatabaseSettings settings, Duration patience) {
    String seconds = Long.toString(Math.max(1, patience.toSeconds()));
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("ApplicationName", "tabib-probe");
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("sslResponseTimeout", Long.toString(patience.toMillis()));
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  /**
   * Begins to ask; until the first answer it takes the database to be there.
   *
   * @param every from one question to the next
   * @param patience for an answer; whole seconds
   */
  static DatabaseProbe start(
      String url, DatabaseSettings settings, Duration every, Duration patience) {
    DatabaseProbe probe = new DatabaseProbe(url, settings, every, patience);
    probe.thread.start();
    return probe;
  }

  @Override
  public boolean answers() {
    return answers;
  }

  @Override
  public int outages() {
    return outages.get();
  }

  @Override
  public void whenAway(Runnable action) {
    whenAway.add(action);
  }

  private void run() {
    try {
      do {
        look();
      } while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("the database probe is interrupted");
    } finally {
      hangUp();
    }
  }

  private void look() {
    String trouble = trouble();
    if (trouble == null && !answers) {
      answers = true;
      LOG.info("PostgreSQL answers again");
    } else if (trouble != null && answers && closed.getCount() > 0) {
      outages.incrementAndGet();
      answers = false;
      LOG.error("PostgreSQL is away: {}", trouble);
      whenAway.forEach(DatabaseProbe::run);
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("an action on the loss of PostgreSQL failed: {}", e.getClass().getName());
    }
  }

  /** What is wrong; null: nothing. */
  private @Nullable String trouble() {
    long start = System.nanoTime();
    Connection kept = connection;
    if (kept != null) {
      try {
        return ask(kept);
      } catch (SQLException e) {
        hangUp();
        if (System.nanoTime() - start >= patience.toNanos()) {
          return "no answer within " + patience.toMillis() + " ms";
        }
        // A connection may be closed by something in between: a new one tells.
      }
    }
    try {
      Connection fresh = DriverManager.getConnection(url, properties);
      connection = fresh;
      return ask(fresh);
    } catch (SQLException e) {
      hangUp();
      return "no connection, " + e.getSQLState();
    }
  }

  private static @Nullable String ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      return row.next() && row.getBoolean(1) ? null : "it takes no writes";
    }
  }

  private void hangUp() {
    Connection kept = connection;
    connection = null;
    if (kept != null) {
      try {
        kept.close();
      } catch (SQLException e) {
        LOG.debug("the probe's connection did not close", e);
      }
    }
  }

  /** Asks no more. Blocks for one question at most. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(patience.multipliedBy(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
