package org.tabib.edge.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.spool.Spool.Condition;
import org.tabib.edge.spool.Spool.Taken;
import org.tabib.edge.spool.Spool.Task;
import org.tabib.engine.privacy.DataKey;

/**
 * The file of a spool through good and bad times: opened, written in groups, let go in trouble,
 * tried again, recounted. For one thread; what others may ask is said where it is.
 */
final class SpoolDisk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolDisk.class);

  /** Left on the disk, so that what was drained can always be taken out. */
  private static final long RESERVE_BYTES = 8L * 1024 * 1024;

  private final Path folder;
  private final Path path;
  private final DataKey key;
  private final int maxPages;
  private final SpoolLedger ledger;
  private final Map<Long, Long> unremoved = new HashMap<>();
  private @Nullable SpoolFile file;
  private long rows;
  private long rowBytes;
  private boolean recount = true;
  private volatile Condition condition = Condition.WORKING;
  private volatile @Nullable Instant oldest;

  /**
   * @param maxPages 0: as many as the disk takes
   */
  SpoolDisk(Path folder, DataKey key, int maxPages, SpoolLedger ledger) {
    this.folder = folder;
    this.path = folder.resolve("spool.db");
    this.key = key;
    this.maxPages = maxPages;
    this.ledger = ledger;
  }

  /** How it is. For any thread. */
  Condition condition() {
    return condition;
  }

  /** When the first entry came, as of the last write. For any thread. */
  @Nullable Instant oldest() {
    return oldest;
  }

  /**
   * Opens the file for the first time. A disk that does not do its part now is tried again later.
   *
   * @throws DataKey.WrongKeyException when it was sealed with another key
   */
  void open() throws IOException {
    try {
      reopen();
    } catch (SpoolFileException e) {
      troubled(e);
    }
  }

  /** That entry is to be taken out with the next write. */
  void remove(long arrival, long size) {
    unremoved.put(arrival, size);
  }

  /**
   * Answers all of them; what it takes is forced to disk before it is answered. Called without any
   * it looks after itself: takes out what is done with, tries a disk in trouble again.
   *
   * @param appends emptied
   */
  void serve(List<Task.Append> appends, List<Task.Read> reads) {
    try {
      perform(appends, reads);
    } catch (SpoolFileException e) {
      troubled(e);
    } catch (IOException | RuntimeException e) {
      LOG.error("the spool's thread met something unexpected: {}", e.getClass().getName());
      condition = Condition.FAILING;
      recount = true;
      letGo();
    } finally {
      appends.forEach(this::refuse);
      reads.forEach(read -> read.found().complete(List.of()));
    }
  }

  /** Answers what succeeds and takes it from the lists; what is left in them did not. */
  private void perform(List<Task.Append> appends, List<Task.Read> reads) throws IOException {
    if (condition == Condition.BROKEN) {
      return;
    }
    SpoolFile open = file == null ? reopen() : file;
    // First, because a full disk can be read all the same.
    for (Task.Read read : reads) {
      Set<Long> known = new HashSet<>(read.known());
      known.addAll(unremoved.keySet());
      read.found().complete(open.read(known, read.entries(), read.bytes()));
    }
    if (condition != Condition.WORKING && !unremoved.isEmpty()) {
      // May be what makes room.
      open.write(List.of(), unremoved.keySet());
      removed();
    }
    if ((condition != Condition.WORKING || !appends.isEmpty()) && !writable(open)) {
      appends.forEach(this::refuse);
      appends.clear();
    }
    if (!appends.isEmpty() || !unremoved.isEmpty()) {
      open.write(appends.stream().map(Task.Append::fresh).toList(), unremoved.keySet());
      removed();
      appends.forEach(this::stored);
      appends.clear();
      oldest = open.oldest();
      if (ledger.entries() == 0) {
        open.shrink(path);
      }
    }
  }

  private boolean writable(SpoolFile open) throws SpoolFileException {
    // A file with a bound of its own has all the room that it may have.
    boolean room = maxPages > 0 || path.toFile().getUsableSpace() >= RESERVE_BYTES;
    if (room && condition != Condition.WORKING) {
      open.tryOut();
      condition = Condition.WORKING;
      LOG.info("the spool can be written to again");
    } else if (!room && condition != Condition.FULL) {
      condition = Condition.FULL;
      LOG.error("the disk of the spool in {} is full: nothing is taken", folder);
    }
    return room;
  }

  private void removed() {
    if (!unremoved.isEmpty()) {
      unremoved.values().forEach(this::removed);
      unremoved.clear();
      ledger.roomMade();
    }
  }

  private void removed(long size) {
    ledger.removed(size);
    rows--;
    rowBytes -= size;
  }

  private void stored(Task.Append append) {
    long size = append.size();
    ledger.stored(size);
    rows++;
    rowBytes += size;
    append.taken().complete(new Taken.Stored());
  }

  private void refuse(Task.Append append) {
    ledger.refused(append.size());
    append.taken().complete(new Taken.Refused(Spool.Refusal.DISK));
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
                removed(gone.getValue());
              }
              return is;
            });
    SpoolFile.Totals totals = opened.totals();
    long more = totals.entries() - rows;
    ledger.found(more, totals.bytes() - rowBytes, totals.last());
    rows = totals.entries();
    rowBytes = totals.bytes();
    oldest = opened.oldest();
    if (more > 0) {
      LOG.info("{} webhooks wait in the spool", totals.entries());
    }
  }

  private void troubled(SpoolFileException trouble) {
    Condition before = condition;
    condition =
        switch (trouble.kind()) {
          case FULL -> Condition.FULL;
          case FAILING -> Condition.FAILING;
          case BROKEN -> Condition.BROKEN;
        };
    // SQLite rolls back what does not fit; of other failures it is not known when they came.
    recount |= trouble.kind() == SpoolFileException.Kind.FAILING;
    if (condition == Condition.BROKEN) {
      ledger.givenUp();
    }
    if (before != condition) {
      LOG.error("the spool in {} is {}", folder, condition, trouble);
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

  @Override
  public void close() {
    letGo();
  }
}
