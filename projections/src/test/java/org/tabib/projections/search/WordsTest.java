package org.tabib.projections.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.language.TextNormaliser;

class WordsTest {
  private static List<String> seen(String text) {
    return Words.of(text).stream().map(word -> text.substring(word.start(), word.end())).toList();
  }

  private static List<String> beginnings(String word) {
    return Words.of(word).getFirst().forms().getFirst().beginnings();
  }

  @Test
  void cutsTextOfEveryScriptIntoItsWords() {
    assertThat(seen("Fever, since   yesterday!")).containsExactly("Fever", "since", "yesterday");
    assertThat(seen("मुझे बुखार है।")).containsExactly("मुझे", "बुखार", "है");
    assertThat(seen("எனக்கு காய்ச்சல்.")).containsExactly("எனக்கு", "காய்ச்சல்");
    assertThat(seen("আমার জ্বর, কাশি")).containsExactly("আমার", "জ্বর", "কাশি");
    assertThat(seen("dor de cabeça…não")).containsExactly("dor", "de", "cabeça", "não");
    assertThat(seen("nina homa, kichwa")).containsExactly("nina", "homa", "kichwa");
  }

  @Test
  void keepsPlacesBehindEmojiAndInvisibleCharacters() {
    String text = "😷👩‍⚕️ cou\u00adgh \uD83E\uDD12fe\u200bver";
    assertThat(seen(text)).containsExactly("cou\u00adgh", "fe\u200bver");
    assertThat(Words.of(text).stream().map(w -> w.forms().getFirst().text()))
        .containsExactly("cough", "fever");
  }

  @Test
  void readsCharactersThatStandForWordsAsThese() {
    assertThat(Words.of("℡ 5㎏").stream().map(w -> w.forms().getFirst().text()))
        .containsExactly("tel", "5kg");
  }

  @Test
  void takesAnApostropheAsAPartOfItsWord() {
    assertThat(seen("can't 'quoted' d’água rock'"))
        .containsExactly("can't", "quoted", "d’água", "rock");
  }

  @Test
  void triesOneAndTwoOfALetterThatIsDrawnOut() {
    assertThat(Words.of("Goooood").getFirst().is(Words.of("good").getFirst().forms())).isTrue();
    assertThat(Words.of("pleaaaase").getFirst().is(Words.of("please").getFirst().forms())).isTrue();
    assertThat(Words.of("fever").getFirst().is(Words.of("feeever").getFirst().forms())).isTrue();
    assertThat(Words.of("9000").getFirst().is(Words.of("90").getFirst().forms()))
        .as("digits are meant as they are")
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "dor, true",
    "ok, false",
    "पेट, true",
    "है, false",
    "பல், true",
    "কাশি, true",
    "জ্বর, true",
    "नी, false",
    "a, false",
    "దగ్గు, true",
    "108, true"
  })
  void makesTokensOfWordsOfThreeCharactersAndTwoGraphemes(String word, boolean indexed) {
    assertThat(Words.of(word).getFirst().forms().getFirst().longEnough()).isEqualTo(indexed);
  }

  @Test
  void beginsWordsAtGraphemes() {
    assertThat(beginnings("fever")).containsExactly("fev", "feve", "fever");
    assertThat(beginnings("बुखार")).containsExactly("बुख" + "ा", "बुखार");
    assertThat(beginnings("காய்ச்சல்")).containsExactly("காய்", "காய்ச்", "காய்ச்ச", "காய்ச்சல்");
    assertThat(beginnings("gastroenterologista")).hasSize(8).last().isEqualTo("gastroente");
  }

  @Test
  void beginsAWordOnlyWhereAGraphemeEnds() {
    Word fever = Words.of("बुखार").getFirst();
    assertThat(fever.beginsWith(Words.of("बुखा").getFirst().forms())).isTrue();
    assertThat(fever.beginsWith(Words.of("बुख").getFirst().forms())).isFalse();
  }

  @Property
  void plainWordsNeedNoNormaliser(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 12) String word) {
    assertThat(Words.of(word)).hasSize(1);
    String text = Words.of(word).getFirst().forms().getFirst().text();
    if (!word.matches("(?i).*([a-z])\\1\\1.*")) {
      assertThat(text).isEqualTo(TextNormaliser.normalise(word));
    }
  }

  @Property
  void neverFailsAndKeepsPlacesInOrder(@ForAll @StringLength(max = 60) String text) {
    int end = 0;
    for (Word word : Words.of(text)) {
      assertThat(word.start()).isLessThan(word.end());
      assertThat(word.end()).isGreaterThanOrEqualTo(end).isLessThanOrEqualTo(text.length());
      end = word.end();
    }
  }
}
