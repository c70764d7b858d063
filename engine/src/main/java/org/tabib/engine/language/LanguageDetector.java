package org.tabib.engine.language;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a message: the script first, then word lists ({@code detect.yaml}), which
 * also hold romanised words. It would rather say nothing than guess. Immutable and thread-safe.
 */
public final class LanguageDetector {
  private static final int STRONG = 2;
  private static final int FEWEST_SAMPLES = 30;

  private final List<Language> languages;
  private final Map<Integer, List<Integer>> byScript;
  private final Map<String, int[]> weights;

  private LanguageDetector(
      List<Language> languages, Map<Integer, List<Integer>> byScript, Map<String, int[]> weights) {
    this.languages = languages;
    this.byScript = byScript;
    this.weights = weights;
  }

  /**
   * A language's {@code detect.yaml}.
   *
   * @param scripts ISO 15924 codes of the scripts it is written in natively, beside Latin
   * @param strong words that hardly any other language has
   * @param words frequent words
   * @param samples everyday sentences, native and romanised, for the frequencies of letter groups
   */
  record File(
      List<String> scripts, List<String> strong, List<String> words, List<String> samples) {}

  /**
   * Loads the scripts and word lists.
   *
   * @throws IllegalStateException listing every problem
   */
  public static LanguageDetector load(Languages languages) {
    Problems problems = new Problems();
    Map<Integer, List<Integer>> byScript = new HashMap<>();
    Map<String, int[]> weights = new HashMap<>();
    int count = languages.all().size();
    for (int i = 0; i < count; i++) {
      Language language = languages.all().get(i);
      int index = i;
      languages
          .read(language, "detect.yaml", File.class, problems)
          .ifPresent(
              file -> {
                check(language.tag() + "/detect.yaml", file, problems);
                for (String code : file.scripts()) {
                  int script = UScript.getCodeFromName(code);
                  if (script == UScript.INVALID_CODE) {
                    problems.add(language.tag() + "/detect.yaml: no script " + code);
                  }
                  byScript.computeIfAbsent(script, s -> new ArrayList<>()).add(index);
                }
                weigh(weights, file.words(), index, 1, count);
                weigh(weights, file.strong(), index, STRONG, count);
              });
    }
    problems.throwIfAny("Language detection");
    return new LanguageDetector(languages.all(), byScript, weights);
  }

  private static void check(String path, File file, Problems problems) {
    if (file.strong().isEmpty()) {
      problems.add(path + ": strong is empty");
    }
    if (file.samples().size() < FEWEST_SAMPLES) {
      problems.add(
          path + ": samples has " + file.samples().size() + " sentences, needs " + FEWEST_SAMPLES);
    }
  }

  private static void weigh(
      Map<String, int[]> weights, List<String> words, int index, int weight, int count) {
    for (String word : words) {
      weights.computeIfAbsent(TextNormaliser.normalise(word), w -> new int[count])[index] = weight;
    }
  }

  /**
   * The language of a text; empty when unsure, for example for {@code ok}. When several languages
   * share the script and no word tells them apart, the first of them in order.
   */
  public Optional<Language> detect(String text) {
    String normal = TextNormaliser.normalise(text);
    @Nullable List<Integer> candidates = byScript.get(mainScript(normal));
    if (candidates != null && candidates.size() == 1) {
      return Optional.of(languages.get(candidates.get(0)));
    }
    int[] scores = new int[languages.size()];
    for (String word : normal.split(" ", -1)) {
      int @Nullable [] weight = weights.get(word);
      for (int i = 0; weight != null && i < scores.length; i++) {
        scores[i] += weight[i];
      }
    }
    return candidates == null ? clearWinner(scores) : Optional.of(best(candidates, scores));
  }

  private Language best(List<Integer> candidates, int[] scores) {
    int best = candidates.get(0);
    for (int candidate : candidates) {
      if (scores[candidate] > scores[best]) {
        best = candidate;
      }
    }
    return languages.get(best);
  }

  /** One common word can occur in any language: a winner needs two points, and a lead. */
  private Optional<Language> clearWinner(int[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    for (int i = 0; i < scores.length; i++) {
      if (i != best && scores[i] == scores[best]) {
        return Optional.empty();
      }
    }
    return scores[best] >= STRONG ? Optional.of(languages.get(best)) : Optional.empty();
  }

  private static int mainScript(String text) {
    Map<Integer, Integer> counts = new HashMap<>();
    text.codePoints()
        .filter(UCharacter::isLetter)
        .forEach(c -> counts.merge(UScript.getScript(c), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse(UScript.COMMON);
  }
}
