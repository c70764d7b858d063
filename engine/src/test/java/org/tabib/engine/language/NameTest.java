package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invented names as people of the eight languages bear them. */
class NameTest {
  private static final Readers READERS = Readers.load(Languages.load());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Meenakshi",
        "K. Selvam",
        "S. R. Murugan",
        "மீனாட்சி சுந்தரம்",
        "க. அருண்",
        "Venkata Ramana Rao",
        "వెంకట రమణ",
        "অনন্যা চক্রবর্তী",
        "Md. Rafiqul Islam",
        "ज्ञानेश्वर पाटील",
        "Wanjiku Kamau",
        "Ng'ang'a wa Thiong'o",
        "João da Conceição",
        "Maria D'Ávila",
        "Ana-Lúcia",
        "Asha",
        "Om"
      })
  void keepsNamesAsWritten(String name) {
    assertThat(READERS.name(name)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5", "👍", "K.", "what is this", "मुझे बुखार है", "mujhe dard hai", "www.x.com"})
  void refusesWhatIsNoName(String text) {
    assertThat(READERS.name(text)).isEmpty();
  }
}
