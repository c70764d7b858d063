package org.tabib.edge.spool;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.spool.Spool.Refusal;

/**
 * What a spool holds, what is on its way into it, and what may still come: counts and the order of
 * arrival, without the disk. For any thread.
 */
final class SpoolLedger {
  /** A million webhooks a millisecond, until the year 2248. */
  private static final int ARRIVALS_BITS = 20;

  /** Bodies in memory that wait for the disk. */
  private static final long UNWRITTEN_BYTES = 64L * 1024 * 1024;

  private final SpoolSettings settings;
  private final AtomicLong arrivals;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong entries = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong unwritten = new AtomicLong();
  private volatile boolean atBound;

  /**
   * @param millis now: arrivals come behind those of every earlier run, even while their file
   *     cannot be read
   */
  SpoolLedger(SpoolSettings settings, long millis) {
    this.settings = settings;
    this.arrivals = new AtomicLong(millis << ARRIVALS_BITS);
  }

  /** The next place in the order of arrival. */
  long arrival() {
    return arrivals.incrementAndGet();
  }

  /** Those that are not done with; below zero for a moment while a file is being recounted. */
  long waiting() {
    return waiting.get();
  }

  /** Stored or on their way to the disk, done with but not taken out included. */
  long entries() {
    return entries.get();
  }

  /** What they take on disk. */
  long bytes() {
    return bytes.get();
  }

  /** Whether one was refused for want of room and none has been taken out since. */
  boolean full() {
    return atBound && entries.get() > 0;
  }

  /** Makes room for one on its way to the disk; or says why there is none. */
  @Nullable Refusal reserve(long size) {
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

  /** One that had room reserved is on the disk. */
  void stored(long size) {
    unwritten.addAndGet(-size);
  }

  /** One that had room reserved did not come to the disk. */
  void refused(long size) {
    release(size);
    waiting.decrementAndGet();
  }

  /** One is safe elsewhere; it is on the disk still. */
  void done() {
    waiting.decrementAndGet();
  }

  /** One that was done with is on the disk no more. */
  void removed(long size) {
    entries.decrementAndGet();
    bytes.addAndGet(-size);
  }

  /** Some were taken out: there is room again. */
  void roomMade() {
    atBound = false;
  }

  /**
   * The file holds more, or less, than was known.
   *
   * @param last the highest arrival in it
   */
  void found(long moreEntries, long moreBytes, long last) {
    entries.addAndGet(moreEntries);
    waiting.addAndGet(moreEntries);
    bytes.addAndGet(moreBytes);
    arrivals.accumulateAndGet(last, Math::max);
  }

  /** What is there cannot be drained: it must not keep everything else waiting behind it. */
  void givenUp() {
    waiting.set(0);
  }
}
