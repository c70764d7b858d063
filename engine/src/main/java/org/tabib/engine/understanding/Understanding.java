package org.tabib.engine.understanding;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.LanguageDetector;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Readers;
import org.tabib.engine.language.Sex;
import org.tabib.engine.language.Word;
import org.tabib.engine.language.Words;

/**
 * Reads messages with all readers together. Immutable and thread-safe; the same text always reads
 * the same.
 */
public final class Understanding {
  private final LanguageDetector detector;
  private final Words words;
  private final Readers readers;
  private final CareKnowledge care;

  public Understanding(
      LanguageDetector detector, Words words, Readers readers, CareKnowledge care) {
    this.detector = detector;
    this.words = words;
    this.readers = readers;
    this.care = care;
  }

  /**
   * Loads what it needs of all languages.
   *
   * @throws IllegalStateException listing every problem of the files
   */
  public static Understanding load(Languages languages) {
    return new Understanding(
        LanguageDetector.load(languages),
        Words.load(languages),
        Readers.load(languages),
        CareKnowledge.load(languages));
  }

  /**
   * What a text says.
   *
   * @param preferred language that decides where two disagree on a word
   * @param asking what the person was asked for, which is then looked for first and not mistaken
   *     for something else; null: nothing was asked
   * @param today what "tomorrow" counts from, in the practice's time zone
   */
  public Reading read(String text, Language preferred, @Nullable Asking asking, LocalDate today) {
    Optional<Language> language = detector.detect(text);
    Optional<Word> intent = words.wholeMessage(text, preferred);
    Assessment assessment = asking == Asking.NAME ? care.assessAsWritten(text) : care.assess(text);
    Optional<Age> age =
        wanted(asking, Asking.AGE) ? readers.age(text, preferred) : Optional.empty();
    Optional<Sex> sex = wanted(asking, Asking.SEX) ? readers.sex(text) : Optional.empty();
    List<LocalDate> dates =
        wanted(asking, Asking.DATE)
            ? readers.date(text, preferred, today).stream().toList()
            : List.of();
    return new Reading(
        language.orElse(null),
        intent.orElse(null),
        assessment,
        asking == Asking.NAME ? readers.name(text).orElse(null) : null,
        age.orElse(null),
        sex.orElse(null),
        dates,
        null);
  }

  /** Without a question everything is looked for. */
  private static boolean wanted(@Nullable Asking asking, Asking what) {
    return asking == null || asking == what;
  }
}
