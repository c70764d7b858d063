package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.tabib.engine.language.TextNormaliser;

/** The phrases of one language, compiled: words are numbers, phrases hang at their rarest word. */
final class PhraseBook {
  /** Content words of others that may stand among the words of a phrase. */
  private static final int GAP = 2;

  /** The same for findings that count together, such as fever + stiff neck. */
  private static final int WIDE_GAP = 6;

  private final int language;
  private final Lexicon lexicon;
  private final Grammar grammar;
  private final Set<String> fillers;
  private final Map<Integer, List<Phrase>> exactByFirst = new HashMap<>();
  private final Map<Integer, List<Phrase>> byRarest = new HashMap<>();

  private record Phrase(int complaint, int[] words, boolean exact, boolean together) {
    int reach() {
      return words.length - 1 + (together ? WIDE_GAP : GAP);
    }

    boolean has(int number) {
      for (int word : words) {
        if (word == number) {
          return true;
        }
      }
      return false;
    }
  }

  PhraseBook(
      int language,
      CareFile file,
      Lexicon lexicon,
      Grammar grammar,
      ToIntFunction<String> complaintIndex) {
    this.language = language;
    this.lexicon = lexicon;
    this.grammar = grammar;
    this.fillers = CareCheck.normalised(file.fillers());
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
        numbers.add(lexicon.number(language, word, stem));
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

  /** Adds the matches of this language. */
  void find(Message message, List<Match> found) {
    if (!knowsAny(message)) {
      return;
    }
    Line line = new Line(message);
    for (int at = 0; at < line.ids.length; at++) {
      for (Phrase phrase : hanging(exactByFirst, line, at)) {
        add(phrase, line, line.exactly(phrase, at), found);
      }
    }
    for (int at = 0; at < line.count; at++) {
      for (Phrase phrase : hanging(byRarest, line, line.content[at])) {
        add(phrase, line, line.around(phrase, at), found);
      }
    }
  }

  private boolean knowsAny(Message message) {
    for (int[] numbers : message.numbers()) {
      if (numbers[language] != Lexicon.UNKNOWN) {
        return true;
      }
    }
    return false;
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

  private void add(Phrase phrase, Line line, BitSet match, List<Match> found) {
    if (!match.isEmpty()) {
      found.add(Match.in(language, phrase.complaint(), match, line.denies(phrase, match)));
    }
  }

  /** The words of one text as this language knows them. */
  private final class Line {
    final Message message;
    final int[] ids;
    final int[] seconds;
    final int[] clauses;
    final int[] content;
    int count = 0;

    Line(Message message) {
      this.message = message;
      this.ids = new int[message.size()];
      this.seconds = new int[message.size()];
      this.content = new int[message.size()];
      this.clauses = grammar.clauses(message);
      for (int i = 0; i < ids.length; i++) {
        String word = message.word(i);
        ids[i] = message.numbers()[i][language];
        int stem = message.stems()[i][language];
        boolean ownWord = stem == ids[i] || lexicon.isSpelled(language, word);
        seconds[i] = ownWord ? Lexicon.UNKNOWN : stem;
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

    private boolean isAnd(int token) {
      return grammar.is(Grammar.AND, message.word(token));
    }

    /** Whether a word that was found by its stem ends in a denial. */
    boolean denies(Phrase phrase, BitSet match) {
      for (int at = match.nextSetBit(0); at >= 0; at = match.nextSetBit(at + 1)) {
        int stem = message.stems()[at][language];
        if (stem != Lexicon.UNKNOWN
            && phrase.has(stem)
            && lexicon.exact(message.word(at))[language] != stem
            && lexicon.deniesItself(language, message.word(at), stem)) {
          return true;
        }
      }
      return false;
    }

    BitSet exactly(Phrase phrase, int start) {
      BitSet match = new BitSet();
      for (int i = 0; i < phrase.words().length; i++) {
        int at = start + i;
        if (at >= ids.length || !is(at, phrase.words()[i]) || clauses[at] != clauses[start]) {
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
      int clause = clauses[content[anchor]];
      if (last - first > reach || (!phrase.together() && straddles(first, last, clause))) {
        return new BitSet();
      }
      BitSet match = new BitSet();
      places.stream().forEach(place -> match.set(content[place]));
      return match;
    }

    private int nearest(int word, int anchor, int reach, boolean together, BitSet taken) {
      for (int distance = 1; distance <= reach; distance++) {
        for (int side = -1; side <= 1; side += 2) {
          int place = anchor + side * distance;
          if (place >= 0
              && place < count
              && is(content[place], word)
              && isWith(content[anchor], content[place], together)
              && !taken.get(place)) {
            return place;
          }
        }
      }
      return -1;
    }

    private boolean isWith(int one, int other, boolean together) {
      return together
          ? message.tokens().get(one).sentence() == message.tokens().get(other).sentence()
          : clauses[one] == clauses[other];
    }

    /**
     * Whether an "and" separates the words so that they belong to two things: "back pain and chest
     * congestion" is no chest pain, "pain in arm and chest" is.
     */
    private boolean straddles(int first, int last, int clause) {
      boolean joined = false;
      for (int place = first; place <= last; place++) {
        joined |= isAnd(content[place]);
      }
      int next = last + 1;
      return joined && next < count && clauses[content[next]] == clause && !isAnd(content[next]);
    }
  }
}
