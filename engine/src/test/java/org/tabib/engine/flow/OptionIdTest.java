package org.tabib.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionIdTest {

  @Property(tries = 500)
  void readsWhatItWrites(
      @ForAll int turn,
      @ForAll @StringLength(min = 1, max = 20) @CharRange(from = 'a', to = 'z') String flow,
      @ForAll @StringLength(min = 1, max = 20) @CharRange(from = 'a', to = 'z') String step,
      @ForAll String value) {
    OptionId id = new OptionId(turn, flow, step, value);

    assertThat(OptionId.parse(id.text())).contains(id);
  }

  @Property(tries = 500)
  void noTextMakesItThrow(@ForAll String text) {
    OptionId.parse(text).ifPresent(id -> assertThat(OptionId.parse(id.text())).contains(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "book", "1|menu", "1|menu|book", "x|menu.menu|book", "|menu.menu|book"})
  void knowsWhatIsNotOurs(String text) {
    assertThat(OptionId.parse(text)).isEmpty();
  }
}
