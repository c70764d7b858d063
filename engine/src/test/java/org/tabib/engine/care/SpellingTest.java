package org.tabib.engine.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> WORDS =
      List.of("fever", "headache", "diarrhoea", "breathlessness", "बुखार", "chest");
  private final Spelling spelling = new Spelling(WORDS, Set.of("never", "fever"));

  @Test
  void findsTheNearestFirst() {
    assertThat(new Spelling(List.of("diarrhoeas", "diarrhoea"), Set.of()).corrections("diarrhoeaa"))
        .startsWith("diarrhoea");
    assertThat(spelling.corrections("बुखारा")).containsExactly("बुखार");
    assertThat(spelling.corrections("fevr")).as("too short to be corrected").isEmpty();
    assertThat(spelling.corrections("haedache")).containsExactly("headache");
  }

  @Test
  void knowsWhatIsRight() {
    assertThat(spelling.isKnown("never")).isTrue();
    assertThat(spelling.isKnown("nevr")).isFalse();
  }

  @Property(tries = 300)
  void findsEveryWordThatLacksOneLetter(
      @ForAll @AlphaChars @StringLength(min = 6, max = 20) String word,
      @ForAll @IntRange(min = 1, max = 5) int letter) {
    String misspelt = word.substring(0, letter) + word.substring(letter + 1);
    assertThat(new Spelling(List.of(word, "another"), Set.of()).corrections(misspelt))
        .contains(word);
  }
}
