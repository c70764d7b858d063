package org.tabib.engine.language;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person typed as the answer to a question. People mix languages, so the words of all
 * languages are understood; where two languages disagree on a word, the given one decides, then the
 * order of languages. Every reader answers empty for what it cannot read and throws for no text.
 * Immutable and thread-safe.
 */
public final class Readers {
  private final NameReader names;
  private final SexReader sexes;
  private final NumberReader numbers;
  private final Map<String, AgeReader> ages = new HashMap<>();
  private final Map<String, WhenReader> whens = new HashMap<>();

  private Readers(Languages languages, Map<Language, ReadingFile> files) {
    List<ReadingFile> inOrder = languages.all().stream().map(files::get).toList();
    Lexicon lexicon = new Lexicon(files);
    this.names = new NameReader(inOrder);
    this.sexes = new SexReader(inOrder, lexicon);
    this.numbers = new NumberReader(inOrder, lexicon);
    for (Language language : languages.all()) {
      List<Language> preferred = new ArrayList<>(languages.all());
      preferred.remove(language);
      preferred.add(0, language);
      List<ReadingFile> own = preferred.stream().map(files::get).toList();
      NumberReader ownNumbers = new NumberReader(own, lexicon);
      ages.put(language.tag(), new AgeReader(own, ownNumbers, lexicon));
      whens.put(
          language.tag(),
          new WhenReader(
              lexicon,
              new TimeReader(preferred, own, ownNumbers, lexicon),
              new DateReader(preferred, own, ownNumbers, lexicon)));
    }
    lexicon.complete();
  }

  /**
   * Loads {@code reading.yaml} of all languages.
   *
   * @throws IllegalStateException listing every problem
   */
  public static Readers load(Languages languages) {
    Problems problems = new Problems();
    Map<Language, ReadingFile> files =
        languages.readAll("reading.yaml", ReadingFile.class, problems);
    files.forEach(
        (language, file) -> ReadingCheck.check(language.tag() + "/reading.yaml", file, problems));
    problems.throwIfAny("Reading");
    return new Readers(languages, files);
  }

  /**
   * A person's name as written, 2 to 80 graphemes in any script, without emoji, controls and a
   * sentence around it ("my name is …"). Empty for numbers, addresses, pure punctuation and
   * sentences.
   */
  public Optional<String> name(String text) {
    return names.read(text);
  }

  /** An age of 0 to 120 years: "34", "3 months", "१२", "1.5 years", "2 साल 3 महीने". */
  public Optional<Age> age(String text, Language language) {
    return of(ages, language).read(text);
  }

  /** A sex, from a word for it in any language. */
  public Optional<Sex> sex(String text) {
    return sexes.read(text);
  }

  /**
   * A day for a visit, never before {@code today} (both in the practice's time zone): "tomorrow",
   * "कल" (the coming one), a weekday (its next occurrence after today), "25/12" (day first), "25
   * Dec", ISO. Of several days the earliest.
   */
  public Optional<LocalDate> date(String text, Language language, LocalDate today) {
    return of(whens, language).read(text, today).days().stream()
        .filter(day -> !day.isBefore(today))
        .findFirst();
  }

  /**
   * Days and time of day that a text speaks of, alone or within a sentence, also in the past
   * ("since yesterday"). A word for both yesterday and tomorrow gives both days, unless other words
   * tell which ("kal se" yesterday, "kal aana hai" tomorrow). Of an hour from 1 to 12 the words
   * around it decide; without them 1 to 6 is after noon and 7 to 11 before.
   *
   * @param today the day on which it is said, in the practice's time zone
   */
  public When when(String text, Language language, LocalDate today) {
    return of(whens, language).read(text, today);
  }

  /**
   * A time of day as the answer to a question for it: as {@link #when}, or an hour alone ("10").
   */
  public Optional<TimeOfDay> time(String text, Language language) {
    return of(whens, language).time(text);
  }

  /** The number of a choice: "2", "२", "2️⃣", "option 2", "two", "दो". */
  public OptionalInt number(String text) {
    return numbers.choice(text);
  }

  private static <T> T of(Map<String, T> readers, Language language) {
    @Nullable T reader = readers.get(language.tag());
    if (reader == null) {
      throw new IllegalArgumentException("no readers for language " + language.tag());
    }
    return reader;
  }
}
