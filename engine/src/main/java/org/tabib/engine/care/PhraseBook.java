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
import org.tabib.engine.care.Sentences.Token;
import org.tabib.engine.language.TextNormaliser;

/** The phrases of one language, compiled: words are numbers, phrases hang at their rarest word. */
final class PhraseBook {
  /** Content words of others that may stand among the words of a phrase. */
  private static final int GAP = 2;

  /** The same for findings that count together, such as fever + stiff neck. */
  private static final int WIDE_GAP = 6;

  private static final int AND = -2;

  private final Lexicon lexicon;
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
    this.lexicon = new Lexicon(file.spellings());
    List<Phrase> phrases = new ArrayList<>();
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
        numbers.add(lexicon.number(word, stem));
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
    return lexicon.words();
  }

  Set<String> knownWords() {
    Set<String> known = new HashSet<>(lexicon.words());
    known.addAll(fillers);
    return known;
  }

  /** Adds the matches of this language. */
  void find(List<Token> tokens, List<List<String>> candidates, Set<String> and, List<Match> found) {
    Line line = new Line(tokens, candidates, and);
    if (!line.any) {
      return;
    }
    for (int at = 0; at < line.ids.length; at++) {
      for (Phrase phrase : hanging(exactByFirst, line, at)) {
        add(phrase, line.exactly(phrase, at), found);
      }
    }
    for (int at = 0; at < line.count; at++) {
      for (Phrase phrase : hanging(byRarest, line, line.content[at])) {
        add(phrase, line.around(phrase, at), found);
      }
    }
  }

  private static List<Phrase> hanging(Map<Integer, List<Phrase>> phrases, Line line, int token) {
    List<Phrase> first = phrases.getOrDefault(line.ids[token], List.of());
    List<Phrase> second = phrases.getOrDefault(line.seconds[token], List.of());
    if (second.isEmpty()) {
      return first;
    }
    List<Phrase> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private static void add(Phrase phrase, BitSet match, List<Match> found) {
    if (!match.isEmpty()) {
      found.add(new Match(phrase.complaint(), match));
    }
  }

  /** The words of one text as this language knows them. */
  private final class Line {
    final List<Token> tokens;
    final int[] ids;
    final int[] seconds;
    final int[] content;
    int count = 0;
    boolean any = false;

    Line(List<Token> tokens, List<List<String>> candidates, Set<String> and) {
      this.tokens = tokens;
      this.ids = new int[tokens.size()];
      this.seconds = new int[tokens.size()];
      this.content = new int[tokens.size()];
      for (int i = 0; i < ids.length; i++) {
        String word = tokens.get(i).text();
        ids[i] = and.contains(word) ? AND : lexicon.number(candidates.get(i));
        seconds[i] = lexicon.secondNumber(word);
        any |= ids[i] >= 0;
        if (!isFiller(word, ids[i])) {
          content[count++] = i;
        }
      }
    }

    /** Numbers say how long or how many, except where a phrase names one ("fever 103"). */
    private boolean isFiller(String word, int id) {
      return fillers.contains(word) || (id == Lexicon.UNKNOWN && Character.isDigit(word.charAt(0)));
    }

    private boolean is(int token, int word) {
      return ids[token] == word || seconds[token] == word;
    }

    BitSet exactly(Phrase phrase, int start) {
      BitSet match = new BitSet();
      for (int i = 0; i < phrase.words().length; i++) {
        int at = start + i;
        if (at >= ids.length
            || !is(at, phrase.words()[i])
            || tokens.get(at).clause() != tokens.get(start).clause()) {
          return new BitSet();
        }
        match.set(at);
      }
      return match;
    }

    BitSet around(Phrase phrase, int anchor) {
      int reach = phrase.reach();
      BitSet places = new BitSet();
      places.set(anchor);
      boolean anchorTaken = false;
      for (int word : phrase.words()) {
        if (!anchorTaken && is(content[anchor], word)) {
          anchorTaken = true;
          continue;
        }
        int place = nearest(word, anchor, reach, phrase.together(), places);
        if (place < 0) {
          return new BitSet();
        }
        places.set(place);
      }
      int first = places.nextSetBit(0);
      int last = places.length() - 1;
      int clause = tokens.get(content[anchor]).clause();
      if (last - first > reach || (!phrase.together() && straddles(first, last, clause))) {
        return new BitSet();
      }
      BitSet match = new BitSet();
      places.stream().forEach(place -> match.set(content[place]));
      return match;
    }

    private int nearest(int word, int anchor, int reach, boolean together, BitSet taken) {
      Token from = tokens.get(content[anchor]);
      for (int distance = 1; distance <= reach; distance++) {
        for (int side = -1; side <= 1; side += 2) {
          int place = anchor + side * distance;
          if (place >= 0
              && place < count
              && is(content[place], word)
              && isWith(from, tokens.get(content[place]), together)
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
    private boolean straddles(int first, int last, int clause) {
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
}
