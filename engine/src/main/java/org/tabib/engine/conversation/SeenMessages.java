package org.tabib.engine.conversation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Remembers which inbound messages were handled, by 64-bit hash in daily buckets: 8 days, because
 * WhatsApp repeats a webhook for up to 7 (webhooks/overview), and at most 2 000, oldest forgotten
 * first. Compact, because every idle conversation carries one.
 *
 * @param days the days (since 1970-01-01, UTC) that have messages, ascending
 * @param counts how many messages each of them has
 * @param hashes the messages' hashes, in the order of the days
 */
public record SeenMessages(int[] days, int[] counts, long[] hashes) {
  static final int KEPT_DAYS = 8;
  static final int LIMIT = 2000;

  /** Nothing seen. */
  public static final SeenMessages NONE = new SeenMessages(new int[0], new int[0], new long[0]);

  public boolean contains(String messageId) {
    long wanted = hash(messageId);
    for (long hash : hashes) {
      if (hash == wanted) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param day the day on which it was handled (days since 1970-01-01, UTC), not before the last
   *     one
   */
  public SeenMessages with(String messageId, int day) {
    int last = days.length == 0 ? day : Math.max(day, days[days.length - 1]);
    int forgottenDays = 0;
    int forgotten = 0;
    while (forgottenDays < days.length && days[forgottenDays] <= last - KEPT_DAYS) {
      forgotten += counts[forgottenDays++];
    }
    boolean sameDay = forgottenDays < days.length && days[days.length - 1] == last;
    int kept = days.length - forgottenDays;
    int[] newDays = Arrays.copyOfRange(days, forgottenDays, days.length + (sameDay ? 0 : 1));
    int[] newCounts = Arrays.copyOfRange(counts, forgottenDays, counts.length + (sameDay ? 0 : 1));
    if (!sameDay) {
      newDays[kept] = last;
    }
    newCounts[newCounts.length - 1]++;
    long[] newHashes = Arrays.copyOfRange(hashes, forgotten, hashes.length + 1);
    newHashes[newHashes.length - 1] = hash(messageId);
    SeenMessages all = new SeenMessages(newDays, newCounts, newHashes);
    return newHashes.length > LIMIT ? all.withoutOldest() : all;
  }

  private SeenMessages withoutOldest() {
    boolean emptied = counts[0] == 1;
    int[] fewer = Arrays.copyOfRange(counts, emptied ? 1 : 0, counts.length);
    if (!emptied) {
      fewer[0]--;
    }
    return new SeenMessages(
        emptied ? Arrays.copyOfRange(days, 1, days.length) : days,
        fewer,
        Arrays.copyOfRange(hashes, 1, hashes.length));
  }

  /** FNV-1a with a final mix (public domain constants); stored, so it never changes. */
  static long hash(String messageId) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : messageId.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeenMessages that
        && Arrays.equals(days, that.days)
        && Arrays.equals(counts, that.counts)
        && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return "SeenMessages[" + hashes.length + "]";
  }
}
