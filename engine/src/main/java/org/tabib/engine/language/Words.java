package org.tabib.engine.language;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words that mean something anywhere in a dialogue, from {@code words.yaml} of every language. A
 * message means a word only as a whole: {@code stop} opts out, {@code please stop the pain} does
 * not. Politeness around the word does not matter ({@code stop please}), nor do drawn-out letters
 * ({@code yesss}). Immutable and thread-safe.
 */
public final class Words {
  private static final Pattern DRAWN_OUT = Pattern.compile("(\\p{L})\\1{2,}");

  private final Map<String, Map<String, Word>> byLanguage;
  private final Map<String, Word> anywhere;
  private final Map<Word, Set<String>> phrases;
  private final Set<String> polite;

  private Words(
      Map<String, Map<String, Word>> byLanguage,
      Map<String, Word> anywhere,
      Map<Word, Set<String>> phrases,
      Set<String> polite) {
    this.byLanguage = byLanguage;
    this.anywhere = anywhere;
    this.phrases = phrases;
    this.polite = polite;
  }

  /** {@code opt-out.yaml}: STOP and START in languages that we do not otherwise speak. */
  record OptOut(Map<Word, List<String>> words) {}

  /**
   * Loads the words of all languages.
   *
   * @throws IllegalStateException listing every problem, for example a word without phrases
   */
  public static Words load(Languages languages) {
    Problems problems = new Problems();
    Map<String, Map<String, Word>> byLanguage = new HashMap<>();
    Map<String, Word> anywhere = new HashMap<>();
    Map<Word, Set<String>> phrases = new EnumMap<>(Word.class);
    Set<String> polite = new HashSet<>();
    for (Language language : languages.all()) {
      Map<String, Word> own = new HashMap<>();
      languages
          .read(language, "words.yaml", WordsFile.class, problems)
          .ifPresent(
              file -> {
                file.check(language.tag() + "/words.yaml", problems);
                file.polite().forEach(p -> polite.add(TextNormaliser.normalise(p)));
                add(file.words(), own);
              });
      byLanguage.put(language.tag(), own);
      own.forEach(anywhere::putIfAbsent);
      own.forEach((phrase, word) -> index(phrases, word, phrase));
    }
    Map<String, Word> others = new HashMap<>();
    languages
        .parse("opt-out.yaml", OptOut.class, problems)
        .ifPresent(file -> add(file.words(), others));
    others.forEach(anywhere::putIfAbsent);
    others.forEach((phrase, word) -> index(phrases, word, phrase));
    problems.throwIfAny("Words");
    return new Words(byLanguage, anywhere, phrases, polite);
  }

  private static void index(Map<Word, Set<String>> phrases, Word word, String phrase) {
    phrases.computeIfAbsent(word, w -> new HashSet<>()).add(phrase);
  }

  private static void add(Map<Word, List<String>> words, Map<String, Word> into) {
    words.forEach(
        (word, phrases) ->
            phrases.forEach(phrase -> into.put(WordsFile.normalOrSymbols(phrase), word)));
  }

  /** What the whole message means in any language; the first language in order decides. */
  public Optional<Word> wholeMessage(String text) {
    return lookUp(text, anywhere);
  }

  /** As {@link #wholeMessage(String)}, but the preferred language decides when it knows it. */
  public Optional<Word> wholeMessage(String text, Language preferred) {
    return lookUp(text, byLanguage.getOrDefault(preferred.tag(), Map.of()))
        .or(() -> wholeMessage(text));
  }

  /** Whether the whole message means this word in at least one language. */
  public boolean means(Word word, String text) {
    Set<String> own = phrases.getOrDefault(word, Set.of());
    return forms(text).stream().anyMatch(own::contains);
  }

  private Optional<Word> lookUp(String text, Map<String, Word> words) {
    return forms(text).stream().filter(words::containsKey).map(words::get).findFirst();
  }

  private List<String> forms(String text) {
    String normal = WordsFile.normalOrSymbols(text);
    List<String> forms = new ArrayList<>(4);
    // No phrase is this long; an essay is not worth the work.
    if (normal.length() <= 80) {
      forms.add(normal);
      forms.add(withoutPoliteness(normal));
      if (DRAWN_OUT.matcher(normal).find()) {
        forms.add(DRAWN_OUT.matcher(normal).replaceAll("$1"));
        forms.add(DRAWN_OUT.matcher(normal).replaceAll("$1$1"));
      }
    }
    return forms;
  }

  private String withoutPoliteness(String normal) {
    for (String word : polite) {
      if (normal.endsWith(" " + word)) {
        return normal.substring(0, normal.length() - word.length() - 1);
      }
      if (normal.startsWith(word + " ")) {
        return normal.substring(word.length() + 1);
      }
    }
    return normal;
  }
}
