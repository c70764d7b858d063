package org.tabib.engine.language;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a message: the script first, then word lists and groups of letters ({@code
 * detect.yaml}), which also know romanised writing. It would rather say nothing than guess: names,
 * numbers and words that every language has ({@code ok}) are of no language. What a person wrote
 * before is for the caller to weigh. Immutable and thread-safe.
 */
public final class LanguageDetector {
  private static final int STRONG = 2;
  private static final int FEWEST_SAMPLES = 30;

  /** The beginning of a long text tells its language. */
  private static final int READ = 300;

  /** What a point of the word lists is worth beside the likelihood of the letters. */
  private static final float POINT = 1.5f;

  /** Lead over the next language, in natural logarithms, with and without listed words. */
  private static final float LEAD = 1.0f;

  private static final float LEAD_WITHOUT_WORDS = 5f;

  /** Without listed words: three words can be a name. */
  private static final int FEWEST_WORDS = 4;

  private final List<Language> languages;
  private final Map<Integer, List<Integer>> byScript;
  private final List<Integer> everyone;
  private final Map<String, int[]> weights;
  private final CharacterGroups letters;

  private LanguageDetector(
      List<Language> languages,
      Map<Integer, List<Integer>> byScript,
      Map<String, int[]> weights,
      CharacterGroups letters) {
    this.languages = languages;
    this.byScript = byScript;
    this.weights = weights;
    this.letters = letters;
    this.everyone = new ArrayList<>();
    for (int i = 0; i < languages.size(); i++) {
      everyone.add(i);
    }
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
    List<List<String>> texts = new ArrayList<>();
    Map<Language, File> files = languages.readAll("detect.yaml", File.class, problems);
    for (int i = 0; i < count; i++) {
      Language language = languages.all().get(i);
      int index = i;
      List<String> own = new ArrayList<>();
      texts.add(own);
      Optional.ofNullable(files.get(language))
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
                for (List<String> lines : List.of(file.samples(), file.words(), file.strong())) {
                  lines.forEach(line -> own.add(TextNormaliser.normalise(line)));
                }
              });
    }
    problems.throwIfAny("Language detection");
    weighOwnWords(weights, texts, count);
    return new LanguageDetector(languages.all(), byScript, weights, CharacterGroups.train(texts));
  }

  /** Words that the samples of one language have and no other language's count a little too. */
  private static void weighOwnWords(
      Map<String, int[]> weights, List<List<String>> texts, int count) {
    Map<String, Set<Integer>> users = new HashMap<>();
    for (int i = 0; i < count; i++) {
      for (String text : texts.get(i)) {
        for (String word : text.split(" ", -1)) {
          if (word.length() > 2) {
            users.computeIfAbsent(word, w -> new HashSet<>()).add(i);
          }
        }
      }
    }
    users.forEach(
        (word, of) -> {
          if (of.size() == 1 && !weights.containsKey(word)) {
            weigh(weights, List.of(word), of.iterator().next(), 1, count);
          }
        });
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
   * share a script of their own and nothing tells them apart, the first of them in order.
   */
  public Optional<Language> detect(String text) {
    return detect(text, null);
  }

  /**
   * As {@link #detect(String)}; among languages of one script that nothing tells apart, the one
   * that the person usually writes in.
   *
   * @param usual none when nobody knows yet
   */
  public Optional<Language> detect(String text, @Nullable Language usual) {
    String normal = TextNormaliser.normalise(text.length() > READ ? text.substring(0, READ) : text);
    int script = mainScript(normal);
    @Nullable List<Integer> natives = byScript.get(script);
    if (natives != null && natives.size() == 1) {
      return Optional.of(languages.get(natives.get(0)));
    }
    if (natives == null && script != UScript.LATIN) {
      return Optional.empty();
    }
    String[] words = normal.split(" ", -1);
    int[] points = points(words);
    float[] scores = letters.score(normal);
    for (int i = 0; i < scores.length; i++) {
      scores[i] += POINT * points[i];
    }
    List<Integer> candidates = natives == null ? everyone : natives;
    int best = best(candidates, scores, -1);
    if (natives != null) {
      int own = usual == null ? -1 : languages.indexOf(usual);
      int first = natives.contains(own) ? own : natives.get(0);
      // Nobody changes language for one word that both have: it takes words that tell them apart.
      boolean clear = scores[best] - scores[first] >= LEAD && (own < 0 || points[best] >= STRONG);
      return Optional.of(languages.get(clear ? best : first));
    }
    int next = best(candidates, scores, best);
    float lead = next < 0 ? Float.MAX_VALUE : scores[best] - scores[next];
    boolean sure =
        points[best] >= STRONG
            ? lead >= LEAD
            : words.length >= FEWEST_WORDS && lead >= LEAD_WITHOUT_WORDS;
    return sure ? Optional.of(languages.get(best)) : Optional.empty();
  }

  private int[] points(String[] words) {
    int[] points = new int[languages.size()];
    for (String word : words) {
      int @Nullable [] weight = weights.get(word);
      for (int i = 0; weight != null && i < points.length; i++) {
        points[i] += weight[i];
      }
    }
    return points;
  }

  private static int best(List<Integer> candidates, float[] scores, int except) {
    int best = -1;
    for (int candidate : candidates) {
      if (candidate != except && (best < 0 || scores[candidate] > scores[best])) {
        best = candidate;
      }
    }
    return best;
  }

  /** The script of most letters. */
  private static int mainScript(String text) {
    int[] counts = new int[UScript.CODE_LIMIT];
    int most = UScript.COMMON;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c >= 'a' && c <= 'z') {
        counts[UScript.LATIN]++;
      } else if (UCharacter.isLetter(c)) {
        counts[UScript.getScript(c)]++;
      }
    }
    for (int script = 0; script < counts.length; script++) {
      most =
          counts[script] > 0 && (most == UScript.COMMON || counts[script] > counts[most])
              ? script
              : most;
    }
    return most;
  }
}
