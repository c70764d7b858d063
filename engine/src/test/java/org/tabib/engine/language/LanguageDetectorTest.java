package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
  private static final Languages LANGUAGES = Languages.load();
  private static final LanguageDetector DETECTOR = LanguageDetector.load(LANGUAGES);

  @ParameterizedTest
  @ValueSource(strings = {"ठीक", "नमस्कार", "अपॉइंटमेंट"})
  void whatTellsLanguagesOfAScriptNotApartIsInTheUsualOne(String text) {
    Language marathi = LANGUAGES.find("mr").orElseThrow();
    assertThat(DETECTOR.detect(text, marathi)).contains(marathi);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|is there any slot left for this evening",
        "en|my ear has been aching and i cannot sleep",
        "en|she fell from the stairs and broke her arm",
        "en|can someone call me back",
        "hi|aankh laal ho gayi hai aur pani aa raha hai",
        "hi|papa ko chakkar aa rahe the",
        "hi|mummy ki tabiyat kharab hai",
        "hi|pair sujan ho gaya hai",
        "hi|मेरी बेटी को बुखार है",
        "hi|kitne paise lagenge bataiye zara",
        "hi|नमस्ते"
      })
  void tellsTheLanguage(String tag, String text) {
    assertThat(DETECTOR.detect(text).map(Language::tag)).contains(tag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok",
        "hi",
        "5",
        "👍",
        "",
        "Ramesh Kumar",
        "Maria da Silva",
        "John",
        "Priya",
        "25/12",
        "hmm",
        "مرحبا كيف حالك",
        "?",
        "doctor",
        "10:30",
        "A. R. Rahman"
      })
  void saysNothingOfWhatEveryLanguageHas(String text) {
    assertThat(DETECTOR.detect(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"हाँ", "ठीक है", "सोमवार"})
  void takesTheFirstLanguageOfAScriptThatNothingTellsApart(String text) {
    assertThat(DETECTOR.detect(text).map(Language::tag)).contains("hi");
  }

  @Property(tries = 500)
  void neverThrows(@ForAll String text) {
    assertThat(DETECTOR.detect(text)).isEqualTo(DETECTOR.detect(text));
  }

  @Property(tries = 500)
  void takesDevanagariForALanguageThatIsWrittenInIt(
      @ForAll @CharRange(from = 'क', to = 'ह') @StringLength(min = 1, max = 30) String text) {
    assertThat(DETECTOR.detect(text)).isPresent();
  }
}
