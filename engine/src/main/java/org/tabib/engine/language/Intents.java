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
  private final Set<String> deniesBefore = new HashSet<>();
  private final Set<String> deniesAfter = new HashSet<>();

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
  void addDenials(List<String> before, List<String> after) {
    before.forEach(word -> deniesBefore.add(TextNormaliser.normalise(word)));
    after.forEach(word -> deniesAfter.add(TextNormaliser.normalise(word)));
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
    boolean denied = false;
    boolean cancels = false;
    for (int id = present.nextSetBit(0); id >= 0; id = present.nextSetBit(id + 1)) {
      for (Phrase phrase : byFirst.getOrDefault(id, List.of())) {
        if (isIn(phrase, present)) {
          boolean cancel = phrase.word() == Word.CANCEL;
          boolean no = cancel && isDenied(phrase, words, ids);
          denied |= no;
          cancels |= cancel && !no;
          if (!no) {
            found.add(phrase);
          }
        }
      }
    }
    if (denied && !cancels) {
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
    int first = words.length;
    int last = -1;
    for (int i = 0; i < words.length; i++) {
      if (isOf(phrase, ids[i])) {
        first = Math.min(first, i);
        last = i;
      }
    }
    for (int i = Math.max(0, first - DENIAL_REACH); i < words.length; i++) {
      boolean before = i < last && deniesBefore.contains(words[i]);
      boolean after = i > first && i <= last + DENIAL_REACH && deniesAfter.contains(words[i]);
      if ((before || after) && !isOf(phrase, ids[i])) {
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
