package org.tabib.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SealedFileTest {
  private static final DataKey KEY = DataKey.of(new byte[32]);
  private static final String CONTEXT = "demo.attachment";
  private static final int SEALED_CHUNK = SealedFile.CHUNK + SealedFile.TAG;

  /** Worked out by an independent implementation (HMAC and AES-GCM of OpenSSL). */
  @Example
  void looksAsItLookedYesterday() throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (SealingOutputStream out =
        new SealingOutputStream(KEY, CONTEXT, sealed, new byte[SealedFile.SALT])) {
      out.write("hello".getBytes(StandardCharsets.UTF_8));
      out.finish();
    }
    assertThat(HexFormat.of().formatHex(sealed.toByteArray())).isEqualTo(GOLDEN);
  }

  private static final String GOLDEN =
      "54425346010000000000000000000000000000000000000000000000000000000000000000b5c2e3c390accd78c6b461b2b2587db324b2dca5c8";

  @Property(tries = 200)
  void opensToWhatWasSealed(@ForAll("files") byte[] clear, @ForAll Random random) {
    assertThat(opened(sealed(clear, random), KEY, CONTEXT)).isEqualTo(clear);
  }

  @Property(tries = 200)
  void anyChangedBitIsNoticed(@ForAll("files") byte[] clear, @ForAll Random random) {
    byte[] sealed = sealed(clear, random);
    sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));
    assertDoesNotOpen(sealed);
  }

  @Property(tries = 200)
  void anyCutIsNoticed(@ForAll("files") byte[] clear, @ForAll Random random) {
    byte[] sealed = sealed(clear, random);
    assertDoesNotOpen(Arrays.copyOf(sealed, random.nextInt(sealed.length)));
  }

  @Property(tries = 100)
  void cutBetweenChunksIsNoticed(@ForAll Random random) {
    byte[] sealed = sealed(bytes(3 * SealedFile.CHUNK, random), random);
    for (int chunks = 0; chunks < 3; chunks++) {
      assertDoesNotOpen(Arrays.copyOf(sealed, SealedFile.HEADER + chunks * SEALED_CHUNK));
    }
  }

  @Property(tries = 100)
  void exchangedChunksAreNoticed(@ForAll Random random) {
    byte[] sealed = sealed(bytes(3 * SealedFile.CHUNK + 5, random), random);
    byte[] exchanged = sealed.clone();
    int first = SealedFile.HEADER;
    System.arraycopy(sealed, first, exchanged, first + SEALED_CHUNK, SEALED_CHUNK);
    System.arraycopy(sealed, first + SEALED_CHUNK, exchanged, first, SEALED_CHUNK);
    assertDoesNotOpen(exchanged);
  }

  @Property(tries = 100)
  void chunkOfAnotherFileIsNoticed(@ForAll Random random) {
    byte[] clear = bytes(2 * SealedFile.CHUNK, random);
    byte[] one = sealed(clear, random);
    byte[] other = sealed(clear, random);
    System.arraycopy(other, SealedFile.HEADER, one, SealedFile.HEADER, SEALED_CHUNK);
    assertDoesNotOpen(one);
  }

  @Property(tries = 100)
  void whatIsAppendedIsNoticed(@ForAll("files") byte[] clear, @ForAll Random random) {
    byte[] sealed = sealed(clear, random);
    assertDoesNotOpen(Arrays.copyOf(sealed, sealed.length + 1 + random.nextInt(40)));
  }

  @Property(tries = 100)
  void neitherAnotherKeyNorAnotherContextOpensIt(
      @ForAll("files") byte[] clear, @ForAll Random random) {
    byte[] sealed = sealed(clear, random);
    assertThatThrownBy(() -> opened(sealed, DataKey.generate(), CONTEXT))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> opened(sealed, KEY, CONTEXT + "2"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Property(tries = 100)
  void whatWasNotFinishedDoesNotOpen(@ForAll("files") byte[] clear) throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (SealingOutputStream out = new SealingOutputStream(KEY, CONTEXT, sealed)) {
      out.write(clear);
    }
    assertDoesNotOpen(sealed.toByteArray());
  }

  @Property(tries = 100)
  void sealedBytesShowNothingOfTheClearOnes(@ForAll Random random) {
    byte[] clear = bytes(1000, random);
    String shown = new String(sealed(clear, random), StandardCharsets.ISO_8859_1);
    assertThat(shown)
        .doesNotContain(new String(clear, 0, 16, StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(clear, 500, 16, StandardCharsets.ISO_8859_1));
  }

  @Provide
  Arbitrary<byte[]> files() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.of(
                0,
                1,
                SealedFile.CHUNK - 1,
                SealedFile.CHUNK,
                SealedFile.CHUNK + 1,
                2 * SealedFile.CHUNK,
                2 * SealedFile.CHUNK + 1),
            Arbitraries.integers().between(0, 200_000));
    return sizes.map(size -> bytes(size, new Random(size)));
  }

  private static byte[] bytes(int size, Random random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** In pieces of any size. */
  private static byte[] sealed(byte[] clear, Random random) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (SealingOutputStream out = new SealingOutputStream(KEY, CONTEXT, sealed)) {
      int at = 0;
      while (at < clear.length) {
        int piece = Math.min(clear.length - at, 1 + random.nextInt(100_000));
        out.write(clear, at, piece);
        at += piece;
      }
      out.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sealed.toByteArray();
  }

  private static void assertDoesNotOpen(byte[] sealed) {
    assertThatThrownBy(() -> opened(sealed, KEY, CONTEXT)).isInstanceOf(UncheckedIOException.class);
  }

  private static byte[] opened(byte[] sealed, DataKey key, String context) {
    try (OpeningInputStream in =
        new OpeningInputStream(key, context, new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
