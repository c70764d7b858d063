package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Languages LANGUAGES = Languages.load();
  private static final Words WORDS = Words.load(LANGUAGES);
  private static final List<Word> OPTS = List.of(Word.STOP, Word.START);

  @ParameterizedTest
  @ValueSource(strings = {"rouco", "homa", "inawasha", "tosse"})
  void aComplaintIsNotAnotherSpellingOfAWord(String complaint) {
    assertThat(WORDS.wholeMessage(complaint)).isEmpty();
    assertThat(WORDS.means(Word.STOP, complaint)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i would like to book a slot with the heart doctor|BOOK",
        "hello i need an appointment for my father|BOOK",
        "please cancel my monday appointment|CANCEL",
        "I cannot come tomorrow|CANCEL",
        "sorry, we won't come today|CANCEL",
        "can you change the time of my appointment|RESCHEDULE",
        "i want to shift my appointment to friday|RESCHEDULE",
        "can i talk to a real person please|HUMAN",
        "when is my next appointment?|MY_VISITS",
        "please speak in english|LANGUAGE",
        "i don't understand this|HELP",
        "mujhe kal ka appointment chahiye|BOOK",
        "mujhe kal ke liye doctor ko dikhana hai|BOOK",
        "मुझे कल डॉक्टर को दिखाना है|BOOK",
        "main kal nahi aa paunga|CANCEL",
        "mera appointment kal wala cancel kar dijiye|CANCEL",
        "मेरा अपॉइंटमेंट कब का है|MY_VISITS",
        "appointment ka time badalna tha|RESCHEDULE",
        "kripya hindi mein baat kijiye|LANGUAGE",
        "mujhe kisi se baat karni thi|HUMAN",
        "no, cancel my appointment|CANCEL",
        "yes|YES",
        "stop|STOP",
        "dhanyavaad|THANKS",
        "thank you so much|THANKS",
        "don't cancel my appointment|-",
        "I did not cancel my appointment|-",
        "mera appointment cancel mat karo|-",
        "mera appointment cancel nahi karna hai|-",
        "please stop the pain|-",
        "i have fever since monday|-",
        "mujhe bukhar hai|-"
      })
  void readsWhatAMessageAsksFor(String text, String expected) {
    for (Language language : LANGUAGES.all()) {
      assertThat(WORDS.intent(text, language).map(Word::name).orElse("-"))
          .as(language.tag())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "please stop",
        "stop please sir",
        "kindly stop messages please",
        "message band karo please",
        "bandh karo",
        "mesage mat bhejo",
        "कृपया बंद करें",
        "STOPPPP"
      })
  void optsOutOnPoliteAndMisspeltWholeMessages(String text) {
    assertThat(WORDS.means(Word.STOP, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "please stop the pain",
        "how do i stop the bleeding",
        "stop the vomiting please",
        "cancel my appointment",
        "i want to stop my medicine",
        "khoon band karo",
        "dard band karo",
        "ulti band nahi ho rahi",
        "dard roko",
        "खून बंद नहीं हो रहा",
        "bleeding won't stop",
        "don't stop"
      })
  void doesNotOptOutOnSentencesOfIllnessOrVisits(String text) {
    assertThat(WORDS.means(Word.STOP, text)).isFalse();
    for (Language language : LANGUAGES.all()) {
      assertThat(WORDS.intent(text, language).filter(OPTS::contains)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is the worst service ever",
        "nobody answers my messages!!",
        "are you stupid?",
        "this is uselessss",
        "I will complain to the consumer court",
        "aap log jawab kyu nahi dete",
        "koi jawaab nahi deta",
        "bakwaas hai ye sab",
        "यह घटिया सर्विस है",
        "कोई फोन नहीं उठाता"
      })
  void noticesAnger(String text) {
    assertThat(WORDS.upset(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i feel terrible pain",
        "my stomach is upset",
        "mujhe bahut pareshani hai saans lene me",
        "thank you",
        "मुझे बहुत दर्द हो रहा है",
        "the pain is getting worse"
      })
  void doesNotTakeIllnessForAnger(String text) {
    assertThat(WORDS.upset(text)).isFalse();
  }

  @Property(tries = 300)
  void anyTextHasAtMostOneIntentAndNeverThrows(@ForAll String text) {
    WORDS.upset(text);
    for (Language language : LANGUAGES.all()) {
      assertThat(WORDS.intent(text, language)).isEqualTo(WORDS.intent(text, language));
    }
  }
}
