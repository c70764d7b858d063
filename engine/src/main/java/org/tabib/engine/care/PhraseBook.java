package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Sentences.Token;
import org.tabib.engine.language.TextNormaliser;

/** The phrases of one language, compiled: words are numbers, phrases hang at their rarest word. */
final class PhraseBook {
  /** Content words of others that may stand among the words of a phrase. */
  private static final int GAP = 2;

  /** The same for findings that count together, such as fever + stiff neck. */
  private static final int WIDE_GAP = 6;

  private static final int UNKNOWN = -1;
  private static final int AND = -2;
  private static final int SHORTEST_STEM = 3;

  private final Map<String, Integer> words = new HashMap<>();
  private final Map<String, Integer> stems = new HashMap<>();
  private final Set<String> fillers;
  private final Map<Integer, List<Phrase>> exactByFirst = new HashMap<>();
  private final Map<Integer, List<Phrase>> byRarest = new HashMap<>();

  private record Phrase(int complaint, int[] words, boolean exact, boolean together) {
    int reach() {
      return words.length - 1 + (together ? WIDE_GAP : GAP);
    }
  }

  PhraseBook(CareFile file, Set<String> fillers, ToIntFunction<String> complaintIndex) {
    this.fillers = fillers;
    List<Phrase> phrases = new ArrayList<>();
    Map<String, String> canonical = new HashMap<>();
    file.spellings()
        .forEach(
            (word, others) ->
                others.forEach(
                    other ->
                        canonical.put(
                            TextNormaliser.normalise(other), TextNormaliser.normalise(word))));
    canonical.forEach(
        (other, word) -> words.put(other, words.computeIfAbsent(word, w -> words.size())));
    file.phrases()
        .forEach(
            (id, list) -> {
              for (String phrase : list) {
                phrases.add(compile(complaintIndex.applyAsInt(id), phrase));
              }
            });
    Map<Integer, Integer> frequency = new HashMap<>();
    for (Phrase phrase : phrases) {
      for (int word : phrase.words()) {
        frequency.merge(word, 1, Integer::sum);
      }
    }
    for (Phrase phrase : phrases) {
      int anchor = phrase.words()[0];
      for (int word : phrase.words()) {
        boolean rarer = frequency.getOrDefault(word, 0) < frequency.getOrDefault(anchor, 0);
        anchor = rarer && !phrase.exact() ? word : anchor;
      }
      (phrase.exact() ? exactByFirst : byRarest)
          .computeIfAbsent(anchor, w -> new ArrayList<>())
          .add(phrase);
    }
  }

  private Phrase compile(int complaint, String phrase) {
    boolean exact = phrase.startsWith("=");
    List<Integer> numbers = new ArrayList<>();
    for (String raw : (exact ? phrase.substring(1) : phrase).strip().split("\\s+", -1)) {
      String word = TextNormaliser.normalise(raw);
      boolean stem = raw.endsWith("*");
      if (word.isEmpty()) {
        continue;
      }
      if (exact || !fillers.contains(word)) {
        int next = words.size() + stems.size();
        numbers.add(
            stem
                ? stems.computeIfAbsent(word, w -> 1_000_000 + stems.size())
                : words.computeIfAbsent(word, w -> next));
      }
    }
    return new Phrase(
        complaint, numbers.stream().mapToInt(n -> n).toArray(), exact, phrase.contains("+"));
  }

  /** How many words of a phrase count; all of them when it is exact. */
  static long meaningfulWords(String phrase, Set<String> fillers) {
    boolean exact = phrase.startsWith("=");
    return Arrays.stream(TextNormaliser.normalise(phrase).split(" ", -1))
        .filter(word -> !word.isEmpty() && (exact || !fillers.contains(word)))
        .count();
  }

  Set<String> vocabulary() {
    return words.keySet();
  }

  Set<String> knownWords() {
    Set<String> known = new HashSet<>(words.keySet());
    known.addAll(fillers);
    return known;
  }

  /** Adds the matches of this language. */
  void find(List<Token> tokens, List<List<String>> candidates, Set<String> and, List<Match> found) {
    int[] ids = new int[tokens.size()];
    int[] content = new int[tokens.size()];
    int count = 0;
    boolean any = false;
    for (int i = 0; i < ids.length; i++) {
      ids[i] = and.contains(tokens.get(i).text()) ? AND : number(candidates.get(i));
      any |= ids[i] >= 0;
      boolean filler = isFiller(tokens.get(i).text(), ids[i]);
      if (!filler) {
        content[count++] = i;
      }
    }
    if (!any) {
      return;
    }
    for (int at = 0; at < ids.length; at++) {
      for (Phrase phrase : exactByFirst.getOrDefault(ids[at], List.of())) {
        add(phrase, exactly(phrase, at, ids, tokens), found);
      }
    }
    for (int at = 0; at < count; at++) {
      for (Phrase phrase : byRarest.getOrDefault(ids[content[at]], List.of())) {
        add(phrase, around(phrase, at, ids, content, count, tokens), found);
      }
    }
  }

  private static void add(Phrase phrase, BitSet match, List<Match> found) {
    if (!match.isEmpty()) {
      found.add(new Match(phrase.complaint(), match));
    }
  }

  private int number(List<String> candidates) {
    for (String candidate : candidates) {
      @Nullable Integer number = words.get(candidate);
      if (number != null) {
        return number;
      }
    }
    String word = candidates.get(0);
    for (int length = word.length(); !stems.isEmpty() && length >= SHORTEST_STEM; length--) {
      @Nullable Integer number = stems.get(word.substring(0, length));
      if (number != null) {
        return number;
      }
    }
    return UNKNOWN;
  }

  /** Numbers say how long or how many, except where a phrase names one ("fever 103"). */
  private boolean isFiller(String word, int id) {
    return fillers.contains(word) || (id == UNKNOWN && Character.isDigit(word.charAt(0)));
  }

  private static BitSet exactly(Phrase phrase, int start, int[] ids, List<Token> tokens) {
    BitSet match = new BitSet();
    for (int i = 0; i < phrase.words().length; i++) {
      int at = start + i;
      if (at >= ids.length
          || ids[at] != phrase.words()[i]
          || tokens.get(at).clause() != tokens.get(start).clause()) {
        return new BitSet();
      }
      match.set(at);
    }
    return match;
  }

  private static BitSet around(
      Phrase phrase, int anchor, int[] ids, int[] content, int count, List<Token> tokens) {
    int reach = phrase.reach();
    boolean together = phrase.together();
    Token at = tokens.get(content[anchor]);
    BitSet places = new BitSet();
    places.set(anchor);
    boolean anchorTaken = false;
    for (int word : phrase.words()) {
      if (word == ids[content[anchor]] && !anchorTaken) {
        anchorTaken = true;
        continue;
      }
      int place = nearest(word, anchor, reach, together, ids, content, count, tokens, places);
      if (place < 0) {
        return new BitSet();
      }
      places.set(place);
    }
    int first = places.nextSetBit(0);
    int last = places.length() - 1;
    if (last - first > reach
        || (!together && straddles(first, last, at.clause(), ids, content, count, tokens))) {
      return new BitSet();
    }
    BitSet match = new BitSet();
    places.stream().forEach(place -> match.set(content[place]));
    return match;
  }

  private static int nearest(
      int word,
      int anchor,
      int reach,
      boolean together,
      int[] ids,
      int[] content,
      int count,
      List<Token> tokens,
      BitSet taken) {
    for (int distance = 1; distance <= reach; distance++) {
      for (int place : new int[] {anchor - distance, anchor + distance}) {
        if (place >= 0
            && place < count
            && ids[content[place]] == word
            && isWith(tokens.get(content[anchor]), tokens.get(content[place]), together)
            && !taken.get(place)) {
          return place;
        }
      }
    }
    return -1;
  }

  private static boolean isWith(Token one, Token other, boolean together) {
    return together ? one.sentence() == other.sentence() : one.clause() == other.clause();
  }

  /**
   * Whether an "and" separates the words so that they belong to two things: "back pain and chest
   * congestion" is no chest pain, "pain in arm and chest" is.
   */
  private static boolean straddles(
      int first, int last, int clause, int[] ids, int[] content, int count, List<Token> tokens) {
    boolean joined = false;
    for (int place = first; place <= last; place++) {
      joined |= ids[content[place]] == AND;
    }
    int next = last + 1;
    return joined
        && next < count
        && tokens.get(content[next]).clause() == clause
        && ids[content[next]] != AND;
  }
}
