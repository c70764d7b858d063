package org.tabib.edge.spool;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.DataKey;

/**
 * Webhooks on this node's own disk, in order of arrival. One thread does all that touches the disk:
 * whatever is asked while it waits for the disk shares the next sync.
 */
final class Spool implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A provider waits longer than that; a disk that hangs must not keep its connections. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final int GROUP = 512;

  /** How it is. */
  enum Condition {
    WORKING,
    /** The bound is reached or the disk is full; passes when there is room. */
    FULL,
    /** The disk cannot be written to; tried again every second. */
    FAILING,
    /** The file is damaged: it is left as it is for a human, and nothing is taken. */
    BROKEN
  }

  /** Why a webhook was not taken. */
  enum Refusal {
    OFF,
    FULL,
    DISK
  }

  /** What became of a webhook. */
  sealed interface Taken {
    /** On the disk, forced. */
    record Stored() implements Taken {}

    /** Not taken; what was there before is unharmed. */
    record Refused(Refusal reason) implements Taken {}
  }

  /** What the thread is asked. */
  sealed interface Task {
    record Append(SpoolFile.Fresh fresh, CompletableFuture<Taken> taken) implements Task {
      /** What it takes on disk. */
      long size() {
        return SpoolFile.size(fresh.raw().length);
      }
    }

    record Remove(long arrival, long size) implements Task {}

    record Read(Set<Long> known, int entries, long bytes, CompletableFuture<List<Entry>> found)
        implements Task {}

    record Close() implements Task {}
  }

  private final SpoolSettings settings;
  private final FolderLock lock;
  private final InstantSource clock;
  private final SpoolLedger ledger;

  /** What it does, the thread does alone. */
  private final SpoolDisk disk;

  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;

  private Spool(
      SpoolSettings settings, FolderLock lock, DataKey key, int maxPages, InstantSource clock) {
    this.settings = settings;
    this.lock = lock;
    this.clock = clock;
    this.ledger = new SpoolLedger(settings, clock.instant().toEpochMilli());
    this.disk = new SpoolDisk(settings.folder(), key, maxPages, ledger);
    this.thread = Thread.ofPlatform().daemon().name("spool").unstarted(this::run);
  }

  /**
   * Takes the folder and what is in it. A disk that does not do its part now is tried again later.
   *
   * @throws IOException when the folder belongs to another process or cannot be made
   * @throws DataKey.WrongKeyException when the spool was sealed with another key
   */
  static Spool open(SpoolSettings settings, DataKey key, InstantSource clock) throws IOException {
    return open(settings, key, 0, clock);
  }

  static Spool open(SpoolSettings settings, DataKey key, int maxPages, InstantSource clock)
      throws IOException {
    FolderLock lock = FolderLock.take(settings.folder());
    Spool spool = new Spool(settings, lock, key, maxPages, clock);
    try {
      spool.disk.open();
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
    spool.thread.start();
    return spool;
  }

  /** The next place in the order of arrival. */
  long arrival() {
    return ledger.arrival();
  }

  /** Whether none waits: neither stored nor on its way to the disk. One volatile read. */
  boolean isEmpty() {
    return ledger.waiting() <= 0;
  }

  /** How many are not done with. */
  long waiting() {
    return Math.max(0, ledger.waiting());
  }

  /** Takes a webhook; answered when it is forced to disk. The stage never fails. */
  CompletionStage<Taken> append(long arrival, byte[] raw) {
    Refusal refusal = reserve(SpoolFile.size(raw.length));
    if (refusal != null) {
      return CompletableFuture.completedFuture(new Taken.Refused(refusal));
    }
    CompletableFuture<Taken> taken = new CompletableFuture<>();
    tasks.add(new Task.Append(new SpoolFile.Fresh(arrival, clock.instant(), raw), taken));
    return taken.completeOnTimeout(
        new Taken.Refused(Refusal.DISK), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private @Nullable Refusal reserve(long size) {
    if (!settings.on()) {
      return Refusal.OFF;
    }
    return disk.condition() == Condition.BROKEN ? Refusal.DISK : ledger.reserve(size);
  }

  /** The first entries that the caller does not know; none while the disk is in trouble. */
  CompletionStage<List<Entry>> read(Set<Long> known, int most, long mostBytes) {
    CompletableFuture<List<Entry>> found = new CompletableFuture<>();
    tasks.add(new Task.Read(known, most, mostBytes, found));
    return found;
  }

  /**
   * That entry is safe elsewhere: it is taken out soon. Repeating it after a crash does no harm.
   */
  void done(Entry entry) {
    ledger.done();
    tasks.add(new Task.Remove(entry.arrival(), entry.size()));
  }

  Condition condition() {
    Condition now = disk.condition();
    return now == Condition.WORKING && ledger.full() ? Condition.FULL : now;
  }

  long storedBytes() {
    return ledger.bytes();
  }

  /** How long the first entry has been there; zero when there is none. */
  Duration age() {
    Instant since = disk.oldest();
    return since == null || isEmpty() ? Duration.ZERO : Duration.between(since, clock.instant());
  }

  private void run() {
    List<Task> group = new ArrayList<>();
    boolean closing = false;
    while (!closing) {
      group.clear();
      try {
        Task first = tasks.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          tasks.drainTo(group, GROUP);
        }
      } catch (InterruptedException e) {
        // Nobody interrupts it; if somebody does, it stops as if told to.
        closing = true;
      }
      closing = serve(group) || closing;
    }
  }

  /** Whether it was told to stop. */
  private boolean serve(List<Task> group) {
    List<Task.Append> appends = new ArrayList<>();
    List<Task.Read> reads = new ArrayList<>();
    boolean closing = false;
    for (Task task : group) {
      switch (task) {
        case Task.Append append -> appends.add(append);
        case Task.Read read -> reads.add(read);
        case Task.Remove(long arrival, long size) -> disk.remove(arrival, size);
        case Task.Close close -> closing = true;
      }
    }
    disk.serve(appends, reads);
    return closing;
  }

  /** Finishes what was asked, then lets go of file and folder. Blocks, bounded. */
  @Override
  public void close() throws IOException {
    tasks.add(new Task.Close());
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      disk.close();
    }
    lock.close();
  }
}
