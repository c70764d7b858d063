package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private final Signature signature = new Signature(List.of(Fixtures.SECRET));

  static List<String> files() {
    return Fixtures.names();
  }

  @ParameterizedTest
  @MethodSource("files")
  void acceptsWhatTheIndexSaysIsSigned(String file) {
    byte[] body = Fixtures.bytes(file);
    assertThat(body).hasSize(Fixtures.sizes().get(file));
    assertThat(signature.matches(Fixtures.signatures().get(file), body)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("files")
  void refusesWhenOneByteChanged(String file) {
    byte[] body = Fixtures.bytes(file).clone();
    body[body.length / 2] ^= 1;
    assertThat(signature.matches(Fixtures.signatures().get(file), body)).isFalse();
  }

  @Test
  void acceptsHexOfEitherCase() {
    byte[] body = Fixtures.numbered("01");
    String upper = Fixtures.sign(body).substring(7).toUpperCase(Locale.ROOT);
    assertThat(signature.matches("sha256=" + upper, body)).isTrue();
  }

  @Test
  void acceptsEmptyBodyThatIsSigned() {
    assertThat(signature.matches(Fixtures.sign(new byte[0]), new byte[0])).isTrue();
  }

  @Test
  void refusesMissingHeader() {
    assertThat(signature.matches(null, Fixtures.numbered("01"))).isFalse();
  }

  @Test
  void refusesDigestWithoutItsPrefix() {
    byte[] body = Fixtures.numbered("01");
    assertThat(signature.matches(Fixtures.sign(body).substring(7), body)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "sha1=", "sha256=zz", "SHA256="})
  void refusesWhatHasNotTheForm(String prefix) {
    byte[] body = Fixtures.numbered("01");
    assertThat(signature.matches(prefix, body)).isFalse();
    assertThat(signature.matches(prefix + "0".repeat(64), body)).isFalse();
    assertThat(signature.matches(prefix + "g".repeat(64), body)).isFalse();
  }

  @Test
  void refusesDigitsOfOtherScripts() {
    assertThat(Signature.wellFormed("sha256=" + "٣".repeat(64))).isFalse();
  }

  @Test
  void refusesDigestOfReserialisedBody() throws Exception {
    byte[] body = Fixtures.numbered("59");
    ObjectMapper mapper = new ObjectMapper();
    byte[] again = mapper.writeValueAsBytes(mapper.readTree(body));
    assertThat(signature.matches(Fixtures.sign(again), body)).isFalse();
    assertThat(signature.matches(Fixtures.sign(again), again)).isTrue();
  }

  @Test
  void acceptsEachSecretWhileOneIsRotated() {
    byte[] body = "x".getBytes(StandardCharsets.UTF_8);
    assertThat(new Signature(List.of("next", Fixtures.SECRET)).matches(Fixtures.sign(body), body))
        .isTrue();
    assertThat(new Signature(List.of(Fixtures.SECRET, "next")).matches(Fixtures.sign(body), body))
        .isTrue();
    assertThat(new Signature(List.of("next")).matches(Fixtures.sign(body), body)).isFalse();
  }

  @Test
  void needsASecret() {
    assertThatThrownBy(() -> new Signature(List.of())).hasMessageContaining("app secret");
    assertThatThrownBy(() -> new Signature(List.of(""))).isInstanceOf(RuntimeException.class);
  }
}
