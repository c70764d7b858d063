package org.tabib.engine.understanding;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.care.Assessment;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.care.Facts;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.LanguageDetector;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Readers;
import org.tabib.engine.language.Sex;
import org.tabib.engine.language.TimeOfDay;
import org.tabib.engine.language.When;
import org.tabib.engine.language.Word;
import org.tabib.engine.language.Words;

/**
 * Reads messages with all readers together. Immutable and thread-safe; the same text always reads
 * the same.
 */
public final class Understanding {
  private static final Set<Asking> PATIENT =
      EnumSet.of(Asking.AGE, Asking.SEX, Asking.SYMPTOMS, Asking.MENU);
  private static final Set<Asking> WHEN = EnumSet.of(Asking.DATE, Asking.TIME, Asking.MENU);

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

  /** As {@link #read(String, Language, Asking, LocalDate, Facts)}, of a patient unknown so far. */
  public Reading read(String text, Language preferred, @Nullable Asking asking, LocalDate today) {
    return read(text, preferred, asking, today, Facts.UNKNOWN);
  }

  /**
   * What a text says.
   *
   * @param preferred language that decides where two disagree on a word
   * @param asking what the person was asked for: other readers then keep out of the answer; null:
   *     nothing was asked
   * @param today what "tomorrow" counts from, in the practice's time zone
   * @param patient what is known of the patient, which can make a complaint more urgent
   */
  public Reading read(
      String text, Language preferred, @Nullable Asking asking, LocalDate today, Facts patient) {
    Assessment assessment =
        asking == Asking.NAME ? care.assessAsWritten(text) : care.assess(text, patient);
    When when = isOneOf(asking, WHEN) ? readers.when(text, preferred, today) : When.UNKNOWN;
    return new Reading(
        detector.detect(text).orElse(null),
        intent(text, preferred, asking).orElse(null),
        assessment,
        asking == Asking.NAME ? readers.name(text).orElse(null) : null,
        age(text, preferred, asking, assessment.facts()),
        sex(text, asking, assessment.facts()),
        when.days(),
        time(text, preferred, asking, when));
  }

  /**
   * A name can have the words of a request in it, so an answer with a name is only one as a whole.
   */
  private Optional<Word> intent(String text, Language preferred, @Nullable Asking asking) {
    return asking == Asking.NAME
        ? words.wholeMessage(text, preferred)
        : words.intent(text, preferred);
  }

  /** A whole answer first, then what a sentence mentions. */
  private @Nullable Age age(String text, Language preferred, @Nullable Asking asking, Facts facts) {
    if (!isOneOf(asking, PATIENT)) {
      return null;
    }
    // A bare number is an age only when it was asked for.
    return (asking == Asking.AGE ? readers.age(text, preferred) : Optional.<Age>empty())
        .orElse(facts.age());
  }

  private @Nullable Sex sex(String text, @Nullable Asking asking, Facts facts) {
    if (!isOneOf(asking, PATIENT)) {
      return null;
    }
    return (asking == Asking.SEX ? readers.sex(text) : Optional.<Sex>empty()).orElse(facts.sex());
  }

  private @Nullable TimeOfDay time(
      String text, Language preferred, @Nullable Asking asking, When when) {
    return (asking == Asking.TIME ? readers.time(text, preferred) : when.time()).orElse(null);
  }

  private static boolean isOneOf(@Nullable Asking asking, Set<Asking> some) {
    return asking == null || some.contains(asking);
  }
}
