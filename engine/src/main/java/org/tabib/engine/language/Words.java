package org.tabib.engine.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words that mean something anywhere in a dialogue, from {@code words.yaml} of every language. A
 * message means a word as a whole: {@code stop} opts out, {@code please stop the pain} does not.
 * Politeness around the word does not matter ({@code stop please}), nor do drawn-out letters
 * ({@code yesss}), nor how a word of an Indic language is spelt in Latin letters ({@code
 * dhanyavaad}). What a longer sentence asks for is another question, with {@link #intent} for an
 * answer, and never an opt-out. Immutable and thread-safe.
 */
public final class Words {
  private static final Pattern DRAWN_OUT = Pattern.compile("(\\p{L})\\1{2,}");

  private static final Pattern FIRST_CLAUSE = Pattern.compile("\\s*([^,.;!।]{1,20})[,.;!।]+");

  /** No phrase is this long; an essay is not worth the work. */
  private static final int LONGEST_PHRASE = 80;

  private static final int LONGEST_SENTENCE = 1000;
  private static final int MOST_POLITENESS = 3;

  private final Map<String, Phrasebook> byLanguage;
  private final Phrasebook anywhere;
  private final Map<Word, Phrasebook> meaning;
  private final Set<String> polite;
  private final Intents intents;
  private final UpsetPhrases upset;
  private final Replies replies;

  /**
   * Complaints as languages of Latin script write them. None of them is another spelling of a word:
   * "rouco" (hoarse) sounds like Hindi for stop.
   */
  private final Set<String> complaints;

  private Words(
      Map<String, Phrasebook> byLanguage,
      Phrasebook anywhere,
      Map<Word, Phrasebook> meaning,
      Set<String> polite,
      Intents intents,
      UpsetPhrases upset,
      Replies replies,
      Set<String> complaints) {
    this.complaints = complaints;
    this.byLanguage = byLanguage;
    this.anywhere = anywhere;
    this.meaning = meaning;
    this.polite = polite;
    this.intents = intents;
    this.upset = upset;
    this.replies = replies;
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
    Map<String, Phrasebook> byLanguage = new HashMap<>();
    Phrasebook anywhere = new Phrasebook();
    Map<Word, Phrasebook> meaning = new HashMap<>();
    Set<String> polite = new HashSet<>();
    Intents intents = new Intents();
    UpsetPhrases upset = new UpsetPhrases();
    Replies replies = new Replies();
    Set<String> complaints = new HashSet<>();
    Map<Language, WordsFile> files = languages.readAll("words.yaml", WordsFile.class, problems);
    for (Language language : languages.all()) {
      Phrasebook own = new Phrasebook();
      Optional.ofNullable(files.get(language))
          .ifPresent(
              file -> {
                file.check(language.tag() + "/words.yaml", problems);
                file.polite().forEach(p -> polite.add(TextNormaliser.normalise(p)));
                add(file.words(), own, meaning, Lexicon.hasOwnScript(language));
                intents.add(language, file.intents());
                upset.add(language, file.upset());
                replies.add(language, file.replies());
                intents.addDenials(
                    language, List.of(), file.words().getOrDefault(Word.NO, List.of()));
              });
      List<List<String>> lists =
          languages.lists(
              language,
              "care.yaml",
              "/context/denyBefore",
              "/context/denyAfter",
              "/phrases",
              "/spellings");
      if (!Lexicon.hasOwnScript(language)) {
        lists.get(2).forEach(phrase -> complaints.add(TextNormaliser.normalise(phrase)));
        lists.get(3).forEach(word -> complaints.add(TextNormaliser.normalise(word)));
      }
      intents.addDenials(language, lists.get(0), lists.get(1));
      byLanguage.put(language.tag(), own);
      anywhere.addAll(own);
    }
    Phrasebook others = new Phrasebook();
    languages
        .parse("opt-out.yaml", OptOut.class, problems)
        .ifPresent(file -> add(file.words(), others, meaning, false));
    anywhere.addAll(others);
    problems.throwIfAny("Words");
    return new Words(byLanguage, anywhere, meaning, polite, intents, upset, replies, complaints);
  }

  private static void add(
      Map<Word, List<String>> words,
      Phrasebook into,
      Map<Word, Phrasebook> meaning,
      boolean romanised) {
    for (Word word : Word.values()) {
      for (String phrase : words.getOrDefault(word, List.of())) {
        String normal = WordsFile.normalOrSymbols(phrase);
        into.add(normal, word, romanised);
        meaning.computeIfAbsent(word, w -> new Phrasebook()).add(normal, word, romanised);
      }
    }
  }

  /** What the whole message means in any language; the first language in order decides. */
  public Optional<Word> wholeMessage(String text) {
    List<String> forms = forms(text);
    return exact(forms, anywhere).or(() -> spelt(forms, anywhere));
  }

  /** As {@link #wholeMessage(String)}, but the preferred language decides when it knows it. */
  public Optional<Word> wholeMessage(String text, Language preferred) {
    List<String> forms = forms(text);
    @Nullable Phrasebook own = byLanguage.get(preferred.tag());
    if (own == null) {
      return wholeMessage(text);
    }
    // As written in any language goes before another spelling in the preferred one.
    return exact(forms, own)
        .or(() -> exact(forms, anywhere))
        .or(() -> spelt(forms, own))
        .or(() -> spelt(forms, anywhere));
  }

  /**
   * Whether the whole message means this word in at least one language; by another spelling only
   * when it means nothing as it is written.
   */
  public boolean means(Word word, String text) {
    @Nullable Phrasebook own = meaning.get(word);
    if (own == null) {
      return false;
    }
    List<String> forms = forms(text);
    return exact(forms, own).isPresent()
        || (exact(forms, anywhere).isEmpty()
            && spelt(forms, anywhere).filter(meant -> meant == word).isPresent());
  }

  /**
   * What a message asks for: its meaning as a whole, or else what the words in it ask for, in any
   * order and language. A longer sentence never opts out or in, and one that denies a cancellation
   * ("don't cancel my appointment") asks for nothing.
   */
  public Optional<Word> intent(String text, Language preferred) {
    Optional<Word> whole = wholeMessage(text, preferred);
    if (whole.isPresent() || text.length() > LONGEST_SENTENCE) {
      return whole;
    }
    return intents.find(TextNormaliser.normalise(withoutAnswer(text, preferred)), preferred);
  }

  /** Without a yes or no before the sentence: "no, cancel my appointment" denies nothing. */
  private String withoutAnswer(String text, Language preferred) {
    Matcher answer = FIRST_CLAUSE.matcher(text);
    if (!answer.lookingAt()) {
      return text;
    }
    Optional<Word> said = wholeMessage(answer.group(1), preferred);
    return said.filter(word -> word == Word.NO || word == Word.YES).isPresent()
        ? text.substring(answer.end())
        : text;
  }

  /**
   * What the whole message answers to something that we told without being asked, in any language;
   * the preferred one decides when it knows it.
   */
  public Optional<Reply> reply(String text, Language preferred) {
    return replies.of(forms(text), preferred);
  }

  /** Whether a message shows anger or complaint about the service, in any language. */
  public boolean upset(String text) {
    return text.length() <= LONGEST_SENTENCE && upset.isIn(TextNormaliser.normalise(text));
  }

  private static Optional<Word> exact(List<String> forms, Phrasebook words) {
    for (String form : forms) {
      Optional<Word> word = words.of(form);
      if (word.isPresent()) {
        return word;
      }
    }
    return Optional.empty();
  }

  private Optional<Word> spelt(List<String> forms, Phrasebook words) {
    if (forms.stream().anyMatch(complaints::contains)) {
      return Optional.empty();
    }
    for (String form : forms) {
      Optional<Word> word = words.spelt(form);
      if (word.isPresent()) {
        return word;
      }
    }
    return Optional.empty();
  }

  private List<String> forms(String text) {
    // An essay may be long before it is normalised, too.
    String normal = text.length() > LONGEST_SENTENCE ? text : WordsFile.normalOrSymbols(text);
    List<String> forms = new ArrayList<>(4);
    if (normal.length() <= LONGEST_PHRASE) {
      forms.add(normal);
      String bare = normal;
      for (int i = 0; i < MOST_POLITENESS; i++) {
        String less = withoutPoliteness(bare);
        if (less.equals(bare)) {
          break;
        }
        bare = less;
        forms.add(bare);
      }
      if (DRAWN_OUT.matcher(bare).find()) {
        forms.add(DRAWN_OUT.matcher(bare).replaceAll("$1"));
        forms.add(DRAWN_OUT.matcher(bare).replaceAll("$1$1"));
      }
    }
    return forms;
  }

  /** Without one polite phrase, of up to three words, at the end or else at the beginning. */
  private String withoutPoliteness(String normal) {
    int end = normal.length();
    for (int words = 0; words < MOST_POLITENESS && end > 0; words++) {
      end = normal.lastIndexOf(' ', end - 1);
      if (end > 0 && polite.contains(normal.substring(end + 1))) {
        return normal.substring(0, end);
      }
    }
    int start = -1;
    for (int words = 0; words < MOST_POLITENESS; words++) {
      start = normal.indexOf(' ', start + 1);
      if (start < 0) {
        break;
      }
      if (polite.contains(normal.substring(0, start))) {
        return normal.substring(start + 1);
      }
    }
    return normal;
  }
}
