package org.tabib.edge.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.privacy.DataKey;

/**
 * Webhooks on this node's own disk, in order of arrival. One thread does all that touches the disk:
 * whatever is asked while it waits for the disk shares the next sync.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A provider waits longer than that; a disk that hangs must not keep its connections. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final int GROUP = 512;

  /** A million webhooks a millisecond, until the year 2248. */
  private static final int ARRIVALS_BITS = 20;

  /** Bodies in memory that wait for the disk. */
  private static final long UNWRITTEN_BYTES = 64L * 1024 * 1024;

  /** Left on the disk, so that what was drained can always be taken out. */
  private static final long RESERVE_BYTES = 8L * 1024 * 1024;

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

  private sealed interface Task {
    record Append(SpoolFile.Fresh fresh, CompletableFuture<Taken> taken) implements Task {}

    record Remove(long arrival, long size) implements Task {}

    record Read(Set<Long> known, int entries, long bytes, CompletableFuture<List<Entry>> found)
        implements Task {}

    record Close() implements Task {}
  }

  private final SpoolSettings settings;
  private final FolderLock lock;
  private final Path path;
  private final DataKey key;
  private final int maxPages;
  private final InstantSource clock;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final AtomicLong arrivals = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong entries = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong unwritten = new AtomicLong();
  private volatile Condition disk = Condition.WORKING;
  private volatile boolean atBound;
  private volatile @Nullable Instant oldest;

  /** Only the thread's own from here on. */
  private @Nullable SpoolFile file;

  private long rows;
  private long rowBytes;
  private boolean recount = true;
  private final Map<Long, Long> unremoved = new HashMap<>();

  private Spool(
      SpoolSettings settings, FolderLock lock, DataKey key, int maxPages, InstantSource clock) {
    this.settings = settings;
    this.lock = lock;
    this.path = settings.folder().resolve("spool.db");
    this.key = key;
    this.maxPages = maxPages;
    this.clock = clock;
    // Behind those of every earlier run, even while their file cannot be read.
    this.arrivals.set(clock.instant().toEpochMilli() << ARRIVALS_BITS);
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
      spool.reopen();
    } catch (SpoolFileException e) {
      spool.troubled(e);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
    spool.thread.start();
    return spool;
  }

  /** The next place in the order of arrival. */
  long arrival() {
    return arrivals.incrementAndGet();
  }

  /** Whether none waits: neither stored nor on its way to the disk. One volatile read. */
  boolean isEmpty() {
    return waiting.get() <= 0;
  }

  /** How many are not done with. */
  long waiting() {
    return Math.max(0, waiting.get());
  }

  /** Takes a webhook; answered when it is forced to disk. The stage never fails. */
  CompletionStage<Taken> append(long arrival, byte[] raw) {
    long size = SpoolFile.size(raw.length);
    Refusal refusal = reserve(size);
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
    if (disk == Condition.BROKEN) {
      return Refusal.DISK;
    }
    if (unwritten.addAndGet(size) > UNWRITTEN_BYTES) {
      unwritten.addAndGet(-size);
      return Refusal.DISK;
    }
    long entriesThen = entries.incrementAndGet();
    long bytesThen = bytes.addAndGet(size);
    if (entriesThen > settings.maxEntries() || bytesThen > settings.maxBytes()) {
      release(size);
      atBound = true;
      return Refusal.FULL;
    }
    waiting.incrementAndGet();
    return null;
  }

  private void release(long size) {
    unwritten.addAndGet(-size);
    entries.decrementAndGet();
    bytes.addAndGet(-size);
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
    waiting.decrementAndGet();
    tasks.add(new Task.Remove(entry.arrival(), entry.size()));
  }

  Condition condition() {
    return disk == Condition.WORKING && atBound && entries.get() > 0 ? Condition.FULL : disk;
  }

  long storedBytes() {
    return bytes.get();
  }

  /** How long the first entry has been there; zero when there is none. */
  Duration age() {
    Instant since = oldest;
    return since == null || isEmpty() ? Duration.ZERO : Duration.between(since, clock.instant());
  }

  // ── the thread ────────────────────────────────────────────────────────────────────────────────

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
        case Task.Remove(long arrival, long size) -> unremoved.put(arrival, size);
        case Task.Close close -> closing = true;
      }
    }
    try {
      perform(appends, reads);
    } catch (SpoolFileException e) {
      troubled(e);
    } catch (IOException | RuntimeException e) {
      LOG.error("the spool's thread met something unexpected: {}", e.getClass().getName());
      disk = Condition.FAILING;
      recount = true;
      letGo();
    } finally {
      appends.forEach(this::refuse);
      reads.forEach(read -> read.found().complete(List.of()));
    }
    return closing;
  }

  /** Answers what succeeds and takes it from the lists; what is left in them did not. */
  private void perform(List<Task.Append> appends, List<Task.Read> reads) throws IOException {
    if (disk == Condition.BROKEN) {
      return;
    }
    SpoolFile open = file == null ? reopen() : file;
    // First, because a full disk can be read all the same.
    for (Task.Read read : reads) {
      Set<Long> known = new HashSet<>(read.known());
      known.addAll(unremoved.keySet());
      read.found().complete(open.read(known, read.entries(), read.bytes()));
    }
    if (disk != Condition.WORKING && !unremoved.isEmpty()) {
      // May be what makes room.
      open.write(List.of(), unremoved.keySet());
      removed();
    }
    if ((disk != Condition.WORKING || !appends.isEmpty()) && !writable(open)) {
      appends.forEach(this::refuse);
      appends.clear();
    }
    if (!appends.isEmpty() || !unremoved.isEmpty()) {
      open.write(appends.stream().map(Task.Append::fresh).toList(), unremoved.keySet());
      removed();
      appends.forEach(this::stored);
      appends.clear();
      oldest = open.oldest();
      if (entries.get() == 0) {
        open.shrink(path);
      }
    }
  }

  private boolean writable(SpoolFile open) throws SpoolFileException {
    // A file with a bound of its own has all the room that it may have.
    boolean room = maxPages > 0 || path.toFile().getUsableSpace() >= RESERVE_BYTES;
    if (room && disk != Condition.WORKING) {
      open.tryOut();
      disk = Condition.WORKING;
      LOG.info("the spool can be written to again");
    } else if (!room && disk != Condition.FULL) {
      disk = Condition.FULL;
      LOG.error("the disk of the spool in {} is full: nothing is taken", settings.folder());
    }
    return room;
  }

  private void removed() {
    if (!unremoved.isEmpty()) {
      unremoved.values().forEach(this::remove);
      unremoved.clear();
      atBound = false;
    }
  }

  private void remove(long size) {
    entries.decrementAndGet();
    bytes.addAndGet(-size);
    rows--;
    rowBytes -= size;
  }

  private void stored(Task.Append append) {
    long size = SpoolFile.size(append.fresh().raw().length);
    unwritten.addAndGet(-size);
    rows++;
    rowBytes += size;
    append.taken().complete(new Taken.Stored());
  }

  private void refuse(Task.Append append) {
    release(SpoolFile.size(append.fresh().raw().length));
    waiting.decrementAndGet();
    append.taken().complete(new Taken.Refused(Refusal.DISK));
  }

  private SpoolFile reopen() throws IOException {
    SpoolFile opened = SpoolFile.open(path, key, maxPages);
    file = opened;
    if (recount) {
      recount(opened);
      recount = false;
    }
    return opened;
  }

  /** What is in the file counts: a commit that failed may have come to pass all the same. */
  private void recount(SpoolFile opened) throws SpoolFileException {
    Set<Long> present = opened.present(unremoved.keySet());
    unremoved
        .entrySet()
        .removeIf(
            gone -> {
              boolean is = !present.contains(gone.getKey());
              if (is) {
                remove(gone.getValue());
              }
              return is;
            });
    SpoolFile.Totals totals = opened.totals();
    long more = totals.entries() - rows;
    entries.addAndGet(more);
    waiting.addAndGet(more);
    bytes.addAndGet(totals.bytes() - rowBytes);
    rows = totals.entries();
    rowBytes = totals.bytes();
    arrivals.accumulateAndGet(totals.last(), Math::max);
    oldest = opened.oldest();
    if (more > 0) {
      LOG.info("{} webhooks wait in the spool", totals.entries());
    }
  }

  private void troubled(SpoolFileException trouble) {
    Condition before = disk;
    disk =
        switch (trouble.kind()) {
          case FULL -> Condition.FULL;
          case FAILING -> Condition.FAILING;
          case BROKEN -> Condition.BROKEN;
        };
    // SQLite rolls back what does not fit; of other failures it is not known when they came.
    recount |= trouble.kind() == SpoolFileException.Kind.FAILING;
    if (disk == Condition.BROKEN) {
      // What is in it cannot be drained: it must not keep everything else waiting behind it.
      waiting.set(0);
    }
    if (before != disk) {
      LOG.error("the spool in {} is {}", settings.folder(), disk, trouble);
    }
    letGo();
  }

  private void letGo() {
    SpoolFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (SpoolFileException e) {
        LOG.warn("the spool's file did not close: {}", e.kind());
      }
    }
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
      letGo();
    }
    lock.close();
  }
}
