package org.tabib.engine.privacy;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * Makes search tokens: the first 8 bytes of HMAC-SHA-256 under a practice's own search key. 64 bits
 * keep the index small; the rare collision is found out when the message is opened. Not
 * thread-safe.
 */
public final class TokenHasher {
  private final Mac mac;

  private TokenHasher(Mac mac) {
    this.mac = mac;
  }

  /** Under that key. */
  public static TokenHasher of(DataKey key) {
    return new TokenHasher(key.mac());
  }

  /**
   * The token of a text.
   *
   * @param domain keeps tokens of different meaning apart: the same text has another token in each
   */
  public long token(byte domain, CharSequence text) {
    mac.update(domain);
    byte[] hash = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
    long token = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      token = token << Byte.SIZE | hash[i] & 0xFF;
    }
    return token;
  }
}
