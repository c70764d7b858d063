package org.tabib.engine.care;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * An index of words by their forms with up to so many letters left out, as hashes in two flat
 * arrays: as strings the forms of all languages' words would take ten times the memory. Different
 * forms can share a hash, so what is found must be compared.
 */
final class ShortenedForms {
  private static final int BUCKET_BITS = 16;
  private static final int NONE = -1;

  private final long[] hashes;
  private final int[] words;

  /** Where the hashes with these highest bits begin. */
  private final int[] starts = new int[(1 << BUCKET_BITS) + 1];

  /**
   * @param words the words; they are found by their place in the list
   * @param edits how many letters may be left out of each
   */
  ShortenedForms(List<String> words, int[] edits) {
    Collector all = new Collector();
    for (int i = 0; i < edits.length; i++) {
      int word = i;
      forms(words.get(i), edits[i], hash -> all.add(hash, word));
    }
    this.hashes = new long[all.size];
    this.words = new int[all.size];
    // Counted into their buckets: sorting hundreds of thousands took a fifth of the whole loading.
    for (int i = 0; i < all.size; i++) {
      starts[bucket(all.hashes[i]) + 1]++;
    }
    for (int bucket = 0; bucket < 1 << BUCKET_BITS; bucket++) {
      starts[bucket + 1] += starts[bucket];
    }
    int[] next = starts.clone();
    for (int i = 0; i < all.size; i++) {
      int at = next[bucket(all.hashes[i])]++;
      hashes[at] = all.hashes[i];
      this.words[at] = all.words[i];
    }
  }

  /** Calls with each word that shares a form with this one; with some more than once. */
  void find(String word, int edits, IntConsumer found) {
    forms(
        word,
        edits,
        hash -> {
          int bucket = bucket(hash);
          for (int at = starts[bucket]; at < starts[bucket + 1]; at++) {
            if (hashes[at] == hash) {
              found.accept(words[at]);
            }
          }
        });
  }

  private static int bucket(long hash) {
    return (int) (hash >>> (Long.SIZE - BUCKET_BITS));
  }

  /** Takes a form. */
  private interface Form {
    void accept(long hash);
  }

  private static void forms(String word, int edits, Form form) {
    if (edits == 0) {
      return;
    }
    form.accept(hash(word, NONE, NONE));
    for (int i = 0; i < word.length(); i++) {
      form.accept(hash(word, i, NONE));
      for (int j = i + 1; edits > 1 && j < word.length(); j++) {
        form.accept(hash(word, i, j));
      }
    }
  }

  private static long hash(String word, int without, int andWithout) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      if (i != without && i != andWithout) {
        hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
      }
    }
    // FNV leaves its highest bits, by which we look up, too much alike: mix them (Murmur's finish).
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }

  private static final class Collector {
    private long[] hashes = new long[1 << 14];
    private int[] words = new int[1 << 14];
    private int size = 0;

    void add(long hash, int word) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, size * 2);
        words = Arrays.copyOf(words, size * 2);
      }
      hashes[size] = hash;
      words[size++] = word;
    }
  }
}
