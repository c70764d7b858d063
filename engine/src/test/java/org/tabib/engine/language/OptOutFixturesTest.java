package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opt-out: the messages of the WhatsApp fixtures 42 and 43. */
class OptOutFixturesTest {
  private final Words words = Words.load(Languages.load());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "  stop. ",
        "PARAR",
        "parar por favor",
        "BAJA",
        "रोकें",
        "إيقاف",
        "SAIR",
        "unsubscribe me",
        "S\u200BT\u200CO\u200DP"
      })
  void optsOutOnAWholeMessageThatMeansStop(String text) {
    assertThat(words.wholeMessage(text)).contains(Word.STOP);
    assertThat(words.means(Word.STOP, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "não quero parar",
        "CANCELAR",
        "START",
        "cancel my appointment",
        "please stop the pain",
        "\u200B\u2060\u3164",
        "nul:\u0000 bell:\u0007 tab:\t nl:\n"
      })
  void doesNotOptOutOnAnythingElse(String text) {
    assertThat(words.means(Word.STOP, text)).isFalse();
  }

  @Test
  void removesBidiAndInvisibleCharacters() {
    assertThat(TextNormaliser.normalise("PA\u202ERAC\u202C \u2066x\u2069\uFEFF\u00AD"))
        .isEqualTo("parac x");
    assertThat(TextNormaliser.normalise("\u200B\u2060\u3164")).isEmpty();
    assertThat(TextNormaliser.normalise("nul:\u0000 bell:\u0007 tab:\t nl:\n"))
        .isEqualTo("nul bell tab nl");
    assertThat(TextNormaliser.normalise("٣ १२ 2️⃣")).isEqualTo("3 12 2");
  }
}
