package org.tabib.engine.language;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What longer sentences ask for: all words of a phrase, anywhere in the message. The phrase with
 * most words decides, then the word that comes first in {@link #ORDER}, then the language asked
 * for. A cancellation that is denied ("don't cancel my appointment") asks for nothing.
 */
final class Intents {
  /** Every talk of a visit has words of booking in it, so booking comes last. */
  private static final List<Word> ORDER =
      List.of(
          Word.RESCHEDULE,
          Word.CANCEL,
          Word.MY_VISITS,
          Word.HUMAN,
          Word.LANGUAGE,
          Word.HELP,
          Word.BOOK);

  /** How near a denial must stand to the words that it denies. */
  private static final int DENIAL_REACH = 3;

  private final KnownWords known = new KnownWords();
  private final Map<Integer, List<Phrase>> byFirst = new HashMap<>();

  /** By language: a word that denies in one is an everyday word in another (wala). */
  private final Map<String, Set<String>> deniesBefore = new HashMap<>();

  private final Map<String, Set<String>> deniesAfter = new HashMap<>();

  private record Phrase(Word word, int[] ids, String language) {}

  void add(Language language, Map<Word, List<String>> intents) {
    boolean romanised = Lexicon.hasOwnScript(language);
    intents.forEach(
        (word, phrases) -> {
          for (String written : phrases) {
            int[] ids = known.learn(written, romanised);
            if (ids.length > 0) {
              byFirst
                  .computeIfAbsent(ids[0], id -> new ArrayList<>())
                  .add(new Phrase(word, ids, language.tag()));
            }
          }
        });
  }

  /** Words that deny what stands behind, and what stands before them. */
  void addDenials(Language language, List<String> before, List<String> after) {
    String tag = language.tag();
    deniesBefore.computeIfAbsent(tag, t -> new HashSet<>()).addAll(Vocabulary.set(before));
    deniesAfter.computeIfAbsent(tag, t -> new HashSet<>()).addAll(Vocabulary.set(after));
  }

  Optional<Word> find(String normal, Language preferred) {
    String[] words = normal.split(" ", -1);
    int[][] ids = known.of(words);
    BitSet present = new BitSet(known.count());
    for (int[] own : ids) {
      for (int id : own) {
        present.set(id);
      }
    }
    List<Phrase> found = new ArrayList<>();
    Set<String> denied = new HashSet<>();
    Set<String> cancels = new HashSet<>();
    for (int id = present.nextSetBit(0); id >= 0; id = present.nextSetBit(id + 1)) {
      for (Phrase phrase : byFirst.getOrDefault(id, List.of())) {
        if (isIn(phrase, present)) {
          if (phrase.word() == Word.CANCEL) {
            (isDenied(phrase, words, ids) ? denied : cancels).add(phrase.language());
          }
          found.add(phrase);
        }
      }
    }
    // "nahi aa paunga" cancels by its own denial, whatever else of its language it denies.
    denied.removeAll(cancels);
    if (!denied.isEmpty()) {
      return Optional.empty();
    }
    return found.stream()
        .min(
            Comparator.comparingInt((Phrase phrase) -> -phrase.ids().length)
                .thenComparingInt(phrase -> ORDER.indexOf(phrase.word()))
                .thenComparing(phrase -> !phrase.language().equals(preferred.tag())))
        .map(Phrase::word);
  }

  private static boolean isIn(Phrase phrase, BitSet present) {
    for (int id : phrase.ids()) {
      if (!present.get(id)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word that denies, and is not of the phrase itself, stands near its words. */
  private boolean isDenied(Phrase phrase, String[] words, int[][] ids) {
    Set<String> before = deniesBefore.getOrDefault(phrase.language(), Set.of());
    Set<String> after = deniesAfter.getOrDefault(phrase.language(), Set.of());
    int first = words.length;
    int last = -1;
    for (int i = 0; i < words.length; i++) {
      if (isOf(phrase, ids[i])) {
        first = Math.min(first, i);
        last = i;
      }
    }
    for (int i = Math.max(0, first - DENIAL_REACH); i < words.length; i++) {
      boolean ahead = i < last && before.contains(words[i]);
      boolean behind = i > first && i <= last + DENIAL_REACH && after.contains(words[i]);
      if ((ahead || behind) && !isOf(phrase, ids[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(Phrase phrase, int[] ids) {
    for (int id : ids) {
      for (int own : phrase.ids()) {
        if (id == own) {
          return true;
        }
      }
    }
    return false;
  }
}
