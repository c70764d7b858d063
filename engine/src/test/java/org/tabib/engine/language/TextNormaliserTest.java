package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextNormaliserTest {
  @ParameterizedTest
  @CsvSource({
    "não, nao",
    "VOCÊ, voce",
    "amanhã de manhã, amanha de manha",
    "हिन्दी, हिंदी",
    "सितम्बर, सितंबर",
    "इन्फेक्शन, इंफेक्शन",
    "गयी, गई",
    "चाहिये, चाहिए",
    "हाँ, हां",
    "ज़ुकाम, जुकाम",
    "दुःख, दुख",
    "अॅसिडिटी, ॲसिडिटी",
    "ডাক্তাব়, ডাক্তাব",
    "কো\u200Cনো, কোনো",
    "হ্যাঁ, হ্যা",
    "হঠাৎ, হঠাত্",
    "জঙ্গল, জংগল",
    "ঔষধ, ঔষধ",
    "மௌனம், மெளனம்",
    "ஔவை, ஒளவை",
    "టెమ్పరేచర్, టెంపరేచర్",
    "కాని, కాని"
  })
  void bringsVariantsToOneForm(String one, String other) {
    assertThat(TextNormaliser.normalise(one)).isEqualTo(TextNormaliser.normalise(other));
  }

  @Test
  void composesVowelSignsThatAreTypedInParts() {
    assertThat(TextNormaliser.normalise("ক\u09C7\u09BE")).isEqualTo("ক\u09CB");
    assertThat(TextNormaliser.normalise("க\u0BC6\u0BBE")).isEqualTo("க\u0BCA");
    assertThat(TextNormaliser.normalise("క\u0C46\u0C56")).isEqualTo("క\u0C48");
    assertThat(TextNormaliser.normalise("দ\u09AF\u09BC")).isEqualTo("দ\u09AF");
    assertThat(TextNormaliser.normalise("दुसऱ\u094Dया")).isEqualTo("दुसर\u094Dया");
    assertThat(TextNormaliser.normalise("दुसर\u094D\u200Dया")).isEqualTo("दुसर\u094Dया");
  }

  @Test
  void keepsWordsApartThatDifferInMoreThanSpelling() {
    assertThat(TextNormaliser.normalise("जन्म")).isEqualTo("जन्म");
    assertThat(TextNormaliser.normalise("मध्ये")).isEqualTo("मध्ये");
    assertThat(TextNormaliser.normalise("ये")).isEqualTo("ये");
    assertThat(TextNormaliser.normalise("ёж й")).isEqualTo("ёж й");
  }

  @Property(tries = 2000)
  void isIdempotentInIndicScripts(
      @ForAll @CharRange(from = '\u0900', to = '\u0D7F') @StringLength(max = 16) String text) {
    String once = TextNormaliser.normalise(text);
    assertThat(TextNormaliser.normalise(once)).isEqualTo(once);
  }

  @Property(tries = 2000)
  void isIdempotentInLatinScript(
      @ForAll @CharRange(from = ' ', to = '\u036F') @StringLength(max = 16) String text) {
    String once = TextNormaliser.normalise(text);
    assertThat(TextNormaliser.normalise(once)).isEqualTo(once);
    assertThat(once).isEqualTo(once.strip());
  }
}
