package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.tabib.engine.care.CareKnowledge;

/** What must hold for any text at all. */
class ReadingPropertiesTest {
  private static final Languages LANGUAGES = Languages.load();
  private static final Readers READERS = Readers.load(LANGUAGES);
  private static final Words WORDS = Words.load(LANGUAGES);
  private static final LanguageDetector DETECTOR = LanguageDetector.load(LANGUAGES);
  private static final CareKnowledge CARE = CareKnowledge.load(LANGUAGES);

  @Property(tries = 1000)
  void normalisingTwiceChangesNothing(@ForAll("texts") String text) {
    String once = TextNormaliser.normalise(text);
    assertThat(TextNormaliser.normalise(once)).isEqualTo(once);
  }

  @Property(tries = 500)
  void noTextMakesAReaderThrow(@ForAll("texts") String text) {
    for (Language language : LANGUAGES.all()) {
      READERS.date(text, language, LocalDate.of(2026, 11, 24));
      READERS.age(text, language);
      WORDS.wholeMessage(text, language);
    }
    READERS.sex(text);
    READERS.number(text);
    DETECTOR.detect(text);
    assertThat(CARE.assess(text).specialty()).isIn(CARE.specialties());
  }

  @Property(tries = 500)
  void namesAreOfReasonableLengthAndWithoutControls(@ForAll("texts") String text) {
    READERS
        .name(text)
        .ifPresent(
            name -> {
              assertThat(name.codePoints()).noneMatch(Character::isISOControl);
              assertThat(name).isEqualTo(name.strip()).isNotEmpty();
              assertThat(READERS.name(name)).contains(name);
            });
  }

  @Property(tries = 500)
  void datesAreNeverInThePast(@ForAll("dateLike") String text, @ForAll("days") LocalDate today) {
    for (Language language : LANGUAGES.all()) {
      READERS
          .date(text, language, today)
          .ifPresent(date -> assertThat(date).isAfterOrEqualTo(today));
    }
  }

  @Property(tries = 300)
  void readsBackTheDatesItDisplays(
      @ForAll("days") LocalDate today, @ForAll @IntRange(max = 360) int ahead) {
    LocalDate date = today.plusDays(ahead);
    for (Language language : LANGUAGES.all()) {
      assertThat(READERS.date(Display.date(language, date), language, today))
          .as(Display.date(language, date))
          .contains(date);
    }
  }

  @Property(tries = 300)
  void readsBackTheAgesItDisplays(
      @ForAll @IntRange(max = 120) int years, @ForAll @IntRange(max = 11) int months) {
    Age age = new Age(years, months);
    assertThat(Age.parse(age.toIso())).isEqualTo(age);
    for (Language language : LANGUAGES.all()) {
      assertThat(READERS.age(Display.age(language, age), language)).contains(age);
    }
  }

  @Property(tries = 300)
  void readsEveryNumberOfYearsUpToTheOldest(@ForAll @IntRange(max = 2000) int years) {
    for (Language language : LANGUAGES.all()) {
      assertThat(READERS.age(years + "", language).isPresent())
          .isEqualTo(years <= Age.OLDEST_YEARS);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> wild = Arbitraries.strings().all().ofMaxLength(60);
    Arbitrary<String> indic =
        Arbitraries.strings()
            .withCharRange('\u0900', '\u0DFF')
            .withChars(" .,'-\u200c\u200d")
            .ofMaxLength(40);
    Arbitrary<String> plain =
        Arbitraries.strings().alpha().numeric().withChars(" .,:/-'*").ofMaxLength(40);
    return Arbitraries.oneOf(wild, indic, plain, dateLike());
  }

  @Provide
  Arbitrary<String> dateLike() {
    Arbitrary<String> words =
        Arbitraries.of(
            "today",
            "kal",
            "परसों",
            "monday",
            "शुक्रवार",
            "25",
            "12",
            "dec",
            "मई",
            "2026",
            "in",
            "days",
            "/",
            "-",
            ".",
            "31",
            "29",
            "feb",
            "3",
            "th",
            "बाद",
            "years",
            "no");
    return Combinators.combine(words.list().ofMaxSize(4), Arbitraries.of(" ", ""))
        .as((list, glue) -> String.join(glue, list));
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(2024, 1, 1).toEpochDay(), LocalDate.of(2040, 12, 31).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }
}
