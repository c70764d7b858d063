package org.tabib.engine.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The format of sealed files: chunks that are authenticated one by one, in their order and to the
 * end, so that a file of any size is sealed and opened in little memory and nothing that was
 * changed, cut, exchanged or moved is ever handed on (docs/adr/0005-sealed-files.md).
 *
 * <pre>
 * header   "TBSF" (4 bytes), format 1 (1 byte), salt (32 random bytes)
 * chunk    AES-256-GCM of 65 536 bytes (the last: 0 to 65 536), 16 bytes tag behind each
 * </pre>
 *
 * The key of a file is derived from the person's key by the salt and the context. The nonce of a
 * chunk is seven zero bytes, its number from 0 (4 bytes, big-endian), and 1 for the last chunk, 0
 * for others (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015). The
 * header is a chunk's associated data.
 */
final class SealedFile {
  static final int CHUNK = 64 * 1024;
  static final int TAG = 16;
  static final int SALT = 32;
  private static final byte[] MAGIC = {'T', 'B', 'S', 'F', 1};
  static final int HEADER = MAGIC.length + SALT;
  private static final int NONCE = 12;
  private static final int NUMBER_AT = 7;
  private static final String PURPOSE = "tabib sealed file 1";

  private final DataKey key;
  private final byte[] header;
  private int number;

  private SealedFile(DataKey key, byte[] header) {
    this.key = key;
    this.header = header;
  }

  /** A file to be sealed. */
  static SealedFile of(DataKey person, String context, byte[] salt) {
    if (salt.length != SALT) {
      throw new IllegalArgumentException("a salt has " + SALT + " bytes");
    }
    byte[] header = Arrays.copyOf(MAGIC, HEADER);
    System.arraycopy(salt, 0, header, MAGIC.length, SALT);
    return with(person, context, header);
  }

  /**
   * A file to be opened.
   *
   * @throws IllegalArgumentException when it does not begin as one
   */
  static SealedFile opening(DataKey person, String context, byte[] header) {
    if (header.length != HEADER
        || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("not a sealed file of format 1");
    }
    return with(person, context, header);
  }

  private static SealedFile with(DataKey person, String context, byte[] header) {
    byte[] purpose = PURPOSE.getBytes(StandardCharsets.UTF_8);
    byte[] about = context.getBytes(StandardCharsets.UTF_8);
    byte[] info =
        ByteBuffer.allocate(purpose.length + 1 + SALT + about.length)
            .put(purpose)
            .put((byte) 0)
            .put(header, MAGIC.length, SALT)
            .put(about)
            .array();
    return new SealedFile(person.derived(info), header);
  }

  byte[] header() {
    return header.clone();
  }

  byte[] seal(byte[] clear, int length, boolean last) {
    return key.sealWith(nonce(last), header, clear, length);
  }

  byte[] open(byte[] sealed, int length, boolean last) {
    return key.openWith(nonce(last), header, sealed, length);
  }

  private byte[] nonce(boolean last) {
    if (number < 0) {
      throw new IllegalStateException("a sealed file has at most 2^31 chunks");
    }
    byte[] nonce = new byte[NONCE];
    ByteBuffer.wrap(nonce).putInt(NUMBER_AT, number++);
    nonce[NONCE - 1] = (byte) (last ? 1 : 0);
    return nonce;
  }
}
