package org.tabib.engine.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DataKeyTest {
  private final DataKey key = DataKey.generate();

  @Property(tries = 300)
  void opensWhatItSealed(@ForAll byte[] clear, @ForAll String context) {
    assertThat(key.open(context, key.seal(context, clear))).isEqualTo(clear);
  }

  @Property(tries = 300)
  void refusesWhatWasChanged(
      @ForAll byte[] clear,
      @ForAll @IntRange(max = 10_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int how) {
    byte[] sealed = key.seal("person", clear);
    sealed[where % sealed.length] ^= (byte) how;

    assertThatThrownBy(() -> key.open("person", sealed))
        .isInstanceOfAny(DataKey.WrongKeyException.class, IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void refusesWhatWasCutShort(@ForAll byte[] clear, @ForAll @IntRange(max = 10_000) int length) {
    byte[] sealed = key.seal("person", clear);
    byte[] cut = Arrays.copyOf(sealed, length % sealed.length);

    assertThatThrownBy(() -> key.open("person", cut))
        .isInstanceOfAny(DataKey.WrongKeyException.class, IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void refusesAnotherPersonsContext(
      @ForAll byte[] clear, @ForAll String context, @ForAll String other) {
    Assume.that(!Arrays.equals(context.getBytes(UTF_8), other.getBytes(UTF_8)));
    byte[] sealed = key.seal(context, clear);

    assertThatThrownBy(() -> key.open(other, sealed)).isInstanceOf(DataKey.WrongKeyException.class);
  }

  @Property(tries = 300)
  void refusesWhatAnotherKeySealed(
      @ForAll byte[] clear, @ForAll @Size(32) byte[] one, @ForAll @Size(32) byte[] two) {
    Assume.that(!Arrays.equals(one, two));
    byte[] sealed = DataKey.of(one).seal("person", clear);

    assertThatThrownBy(() -> DataKey.of(two).open("person", sealed))
        .isInstanceOf(DataKey.WrongKeyException.class);
  }

  @Test
  void neverSealsTheSameTwiceAlike() {
    assertThat(key.seal("person", new byte[8])).isNotEqualTo(key.seal("person", new byte[8]));
  }

  @Test
  void travelsOnlyWrapped() {
    DataKey outer = DataKey.generate();
    byte[] wrapped = key.wrappedBy(outer, "data:sehat");

    assertThat(DataKey.unwrap(outer, "data:sehat", wrapped)).isEqualTo(key);
    assertThatThrownBy(() -> DataKey.unwrap(outer, "alias:sehat", wrapped))
        .isInstanceOf(DataKey.WrongKeyException.class);
    assertThatThrownBy(() -> DataKey.unwrap(DataKey.generate(), "data:sehat", wrapped))
        .isInstanceOf(DataKey.WrongKeyException.class);
  }

  @Test
  void hashesAlikeUnderTheSameKeyOnly() {
    assertThat(key.hash("PHONE:1")).isEqualTo(key.hash("PHONE:1")).hasSize(32);
    assertThat(key.hash("PHONE:1")).isNotEqualTo(key.hash("PHONE:2"));
    assertThat(key.hash("PHONE:1")).isNotEqualTo(DataKey.generate().hash("PHONE:1"));
  }

  @Test
  void refusesKeysOfAnotherLengthAndShowsNone() {
    assertThatThrownBy(() -> DataKey.of(new byte[16])).hasMessageContaining("32");
    assertThat(key).hasToString("DataKey[…]");
  }
}
