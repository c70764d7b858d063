package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsAsWrittenTest {
  record Lists(List<String> words) {}

  @Test
  void keepsWordsThatYamlTakesForTruthValues() {
    assertThat(read("words: [no, yes, on, off, y, n]"))
        .containsExactly("no", "yes", "on", "off", "y", "n");
  }

  @Test
  void keepsNumbersAsTheyAreWritten() {
    assertThat(read("words: [007, 1.50, 108, true]")).containsExactly("007", "1.50", "108", "true");
  }

  @Test
  void tellsTheLineOfAWrongKey() {
    Problems problems = new Problems();
    record Sexes(Map<Sex, List<String>> words) {}
    assertThat(Languages.parse("some.yaml", "words:\n  OTHERS: [x]\n", Sexes.class, problems))
        .isEmpty();
    assertThat(catchThrowable(() -> problems.throwIfAny("Some")))
        .hasMessageContaining("OTHERS")
        .hasMessageContaining(" at 2");
  }

  private static List<String> read(String yaml) {
    Problems problems = new Problems();
    List<String> words =
        Languages.parse("some.yaml", yaml, Lists.class, problems).map(Lists::words).orElseThrow();
    assertThat(problems.isEmpty()).isTrue();
    return words;
  }
}
