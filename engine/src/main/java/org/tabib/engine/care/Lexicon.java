package org.tabib.engine.care;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.Romanised;
import org.tabib.engine.language.TextNormaliser;

/**
 * The words of all languages' phrases as numbers, one look-up for all languages. All spellings of a
 * word have its number. A word that only stands in phrases has its own number and that of the stem
 * it begins with: "வயிறு வலிக்குது" is found by phrases with just this word and by those with the
 * stem of pain.
 */
final class Lexicon {
  static final int UNKNOWN = -1;
  private static final int SHORTEST_STEM = 3;

  private final int languages;
  private final int[] nothing;
  private final Map<String, int[]> words = new HashMap<>();
  private final Map<String, int[]> stems = new HashMap<>();
  private final Map<String, int[]> folded = new HashMap<>();
  private final Map<String, int[]> foldedStems = new HashMap<>();
  private final List<Set<String>> spelled;
  private final List<List<String>> denyEndings;

  /** Numbers that stand for a denial themselves: "முடியவில்லை". Their endings deny nothing more. */
  private final Set<Integer> denials = new HashSet<>();

  private int last = UNKNOWN;

  Lexicon(List<CareFile> files) {
    this.languages = files.size();
    this.nothing = new int[languages];
    Arrays.fill(nothing, UNKNOWN);
    this.spelled = files.stream().<Set<String>>map(file -> new HashSet<String>()).toList();
    this.denyEndings =
        files.stream().map(file -> DenyEndings.of(file.context().denyEndings())).toList();
    for (int language = 0; language < languages; language++) {
      spell(language, files.get(language).spellings());
    }
  }

  /** A word that has spellings of its own stays itself where another word lists it too. */
  private void spell(int language, Map<String, List<String>> spellings) {
    Set<String> canonical = spelled.get(language);
    spellings.keySet().forEach(word -> canonical.add(TextNormaliser.normalise(word)));
    Set<String> keys = Set.copyOf(canonical);
    spellings.forEach(
        (word, others) -> {
          int number = number(language, TextNormaliser.normalise(word), false);
          for (String other : others) {
            String normal = TextNormaliser.normalise(other);
            if (other.endsWith("*")) {
              put(stems, language, normal, number);
            } else if (!keys.contains(normal)) {
              put(words, language, normal, number);
              canonical.add(normal);
            }
          }
        });
  }

  /** The number of a word of a phrase, a new one if need be. */
  int number(int language, String word, boolean stem) {
    Map<String, int[]> numbers = stem ? stems : words;
    int known = numbers.getOrDefault(word, nothing)[language];
    if (known != UNKNOWN) {
      return known;
    }
    put(numbers, language, word, ++last);
    return last;
  }

  private void put(Map<String, int[]> numbers, int language, String word, int number) {
    numbers.computeIfAbsent(word, w -> nothing.clone())[language] = number;
  }

  /** Ready for looking up, once all phrases are numbered. */
  void complete() {
    words.forEach(
        (word, numbers) -> {
          for (int language = 0; language < languages; language++) {
            if (numbers[language] != UNKNOWN && endsInDenial(word, language, 0)) {
              denials.add(numbers[language]);
            }
          }
        });
    boolean[] indic = new boolean[languages];
    words.forEach(
        (word, numbers) -> {
          if (!isLatin(word) && !Romanised.spellings(word).isEmpty()) {
            for (int language = 0; language < languages; language++) {
              indic[language] |= numbers[language] != UNKNOWN;
            }
          }
        });
    fold(words, folded, indic);
    fold(stems, foldedStems, indic);
  }

  private void fold(Map<String, int[]> from, Map<String, int[]> into, boolean[] indic) {
    record Keyed(int[] numbers, Set<String> keys) {}
    // Keys cost far more than putting them away, so that they are worked out side by side.
    List<Keyed> keyed =
        from.entrySet().parallelStream()
            .filter(word -> isOfAny(indic, word.getValue()))
            .map(word -> new Keyed(word.getValue(), keys(word.getKey())))
            .toList();
    for (Keyed word : keyed) {
      for (String key : word.keys()) {
        int[] folds = into.computeIfAbsent(key, k -> nothing.clone());
        for (int language = 0; language < languages; language++) {
          int number = word.numbers()[language];
          if (indic[language] && number != UNKNOWN) {
            // The lower number is the word that has spellings of its own.
            folds[language] =
                folds[language] == UNKNOWN ? number : Math.min(folds[language], number);
          }
        }
      }
    }
  }

  private boolean isOfAny(boolean[] some, int[] numbers) {
    for (int language = 0; language < languages; language++) {
      if (some[language] && numbers[language] != UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  /** All words that are written out. */
  Set<String> words() {
    return words.keySet();
  }

  /** Per language the number of exactly this word; shared, not to be changed. */
  int[] exact(String word) {
    return words.getOrDefault(word, nothing);
  }

  /** Whether the word is among the spellings, not only in phrases. */
  boolean isSpelled(int language, String word) {
    return spelled.get(language).contains(word);
  }

  /** Per language the number of the longest stem the word begins with. */
  int[] stem(String word) {
    return longest(stems, word);
  }

  /** Per language the number of a word that sounds alike; only for words that nobody knows. */
  int[] soundsLike(String word) {
    int[] found = nothing;
    for (String key : typedKeys(word)) {
      found = orElse(orElse(found, folded.getOrDefault(key, nothing)), longest(foldedStems, key));
    }
    return found;
  }

  private static Set<String> typedKeys(String word) {
    return isLatin(word)
        ? Romanised.key(word).map(Set::of).orElseGet(Set::of)
        : inScript(word, Romanised.keys(word));
  }

  /** A native word is found by how it is typed in Latin letters, and by its own script only. */
  private static Set<String> keys(String word) {
    Set<String> latin = Romanised.keys(word);
    if (isLatin(word)) {
      return latin;
    }
    Set<String> keys = new HashSet<>(latin);
    keys.addAll(inScript(word, latin));
    return keys;
  }

  private static Set<String> inScript(String word, Set<String> latin) {
    // The Indic blocks are 128 characters each.
    char script = (char) (word.charAt(0) & ~0x7F);
    Set<String> keys = new HashSet<>();
    latin.forEach(key -> keys.add(script + key));
    return keys;
  }

  private static boolean isLatin(String word) {
    return word.charAt(0) < 0x80;
  }

  private int[] longest(Map<String, int[]> stems, String word) {
    int[] found = nothing;
    for (int length = word.length(); length >= SHORTEST_STEM; length--) {
      int @Nullable [] numbers = stems.get(word.substring(0, length));
      if (numbers != null) {
        found = orElse(found, numbers);
      }
    }
    return found;
  }

  /** The first where it knows the word, else the second. */
  int[] orElse(int[] first, int[] second) {
    if (first == nothing || second == nothing) {
      return first == nothing ? second : first;
    }
    int[] both = first.clone();
    for (int language = 0; language < languages; language++) {
      both[language] = both[language] == UNKNOWN ? second[language] : both[language];
    }
    return both;
  }

  boolean isNothing(int[] numbers) {
    return numbers == nothing;
  }

  /** Whether a word that was found by this stem's number denies it in its ending. */
  boolean deniesItself(int language, String word, int number) {
    return !denials.contains(number) && endsInDenial(word, language, SHORTEST_STEM - 1);
  }

  private boolean endsInDenial(String word, int language, int before) {
    List<String> endings = denyEndings.get(language);
    for (int i = 0; i < endings.size(); i++) {
      if (word.length() > endings.get(i).length() + before && word.endsWith(endings.get(i))) {
        return true;
      }
    }
    return false;
  }
}
