package org.tabib.edge.timer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.timer.TimerFormat;
import org.tabib.projections.timer.TimerStore;
import org.tabib.projections.timer.TimerTable;

/**
 * One lane of this node: a db-scheduler on its table. Nodes compete for rows (lock and fetch, skip
 * locked); a row that a node took is another's when that node has not said that it lives for half a
 * minute.
 */
final class TimerLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TimerLane.class);

  /** What is due now is found within this. */
  private static final Duration POLLING = Duration.ofMillis(500);

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration STOPPING = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Longer than any number of doublings that stays below the longest pause. */
  private static final int MOST_DOUBLINGS = 10;

  private final TimerTable table;
  private final TimerStore store;
  private final String runner;
  private final InstantSource clock;
  private final TimerFiring firing;
  private final Scheduler scheduler;

  /**
   * @param runner this run of this node, unlike any other; at most 50 characters
   */
  TimerLane(
      TimerTable table,
      TimerSettings.Lane settings,
      DataSource database,
      TimerStore store,
      String runner,
      InstantSource clock,
      TimerFiring firing) {
    this.table = table;
    this.store = store;
    this.runner = runner;
    this.clock = clock;
    this.firing = firing;
    CustomTask<byte[]> task =
        Tasks.custom(TimerTable.TASK, byte[].class)
            .onFailure(this::tryAgain)
            .onDeadExecution((dead, operations) -> revive(dead, operations))
            .execute((row, context) -> execute(row));
    String name = "timer-" + table.name().toLowerCase(Locale.ROOT);
    ExecutorService workers = Executors.newFixedThreadPool(settings.threads(), threads(name));
    this.scheduler =
        Scheduler.create(database, task)
            .tableName(table.table())
            .schedulerName(new SchedulerName.Fixed(runner))
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
            .serializer(new AsStored())
            .clock(clock::instant)
            .threads(settings.threads())
            .executorService(workers)
            .dueExecutor(Executors.newSingleThreadExecutor(threads(name + "-poll")))
            .housekeeperExecutor(Executors.newScheduledThreadPool(2, threads(name + "-keep")))
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(POLLING)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(STOPPING)
            // Said in our own words, once, without what the row holds.
            .failureLogging(LogLevel.OFF, false)
            .build();
  }

  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
  }

  void start() {
    scheduler.start();
  }

  /** Polls no more until it is told to: the database is away. */
  void rest(boolean resting) {
    if (resting == scheduler.getSchedulerState().isPaused()) {
      return;
    }
    if (resting) {
      scheduler.pause();
    } else {
      scheduler.resume();
    }
  }

  private CompletionHandler<byte[]> execute(TaskInstance<byte[]> row) {
    return switch (firing.fire(row.getId(), row.getData())) {
      case Outcome.Done done -> new CompletionHandler.OnCompleteRemove<>();
      case Outcome.Dropped dropped -> new CompletionHandler.OnCompleteRemove<>();
      case Outcome.Repeated(var next) ->
          (complete, operations) ->
              operations.reschedule(complete, next.due(), TimerFormat.write(next));
      case Outcome.Later later ->
          (complete, operations) -> operations.reschedule(complete, later.at());
      case Outcome.TryAgain again -> throw new NotNow(again.code());
    };
  }

  private void tryAgain(ExecutionComplete failed, ExecutionOperations<byte[]> operations) {
    int before = failed.getExecution().consecutiveFailures;
    Duration pause = pause(before);
    LOG.warn(
        "a timer could not be done, attempt {} ({}); next in {}",
        before + 1,
        failed.getCause().map(TimerLane::reason).orElse("unknown"),
        pause);
    operations.reschedule(failed, clock.instant().plus(pause));
  }

  private void revive(ExecutionComplete dead, ExecutionOperations<byte[]> operations) {
    LOG.warn("a timer was left by a node that does not answer; it is done here or elsewhere");
    operations.reschedule(dead, clock.instant());
  }

  private static String reason(Throwable cause) {
    return cause instanceof NotNow now ? now.code : cause.getClass().getSimpleName();
  }

  /** Doubles from two seconds to a minute. */
  static Duration pause(int failuresBefore) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failuresBefore, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /**
   * Lets what is being done come to its end, bounded, and gives the rest back, so that another node
   * need not wait for this one to look dead.
   */
  @Override
  public void close() {
    scheduler.stop();
    try {
      int back = store.handBack(table, runner);
      if (back > 0) {
        LOG.info("{} timers handed back", back);
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "timers could not be handed back ({}); others take them within {}",
          e.getClass().getSimpleName(),
          HEARTBEAT.multipliedBy(MISSED_HEARTBEATS + 2L));
    }
  }

  /** Somebody did not answer: db-scheduler tells a failure by an exception. */
  private static final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    NotNow(String code) {
      super(code, null, false, false);
      this.code = code;
    }
  }

  /** Rows are read where they are used, by their own format. */
  private static final class AsStored implements Serializer {
    @Override
    public byte[] serialize(Object data) {
      return (byte[]) data;
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] stored) {
      return type.cast(stored);
    }
  }
}
