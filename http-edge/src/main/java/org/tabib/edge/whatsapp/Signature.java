package org.tabib.edge.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code X-Hub-Signature-256}: {@code sha256=} and the hex HMAC-SHA256 of the raw body under
 * the app secret. The time it takes does not depend on where a wrong digest differs. Hex digits may
 * be of either case on purpose: Meta sends lower case, RFC 4648 hex has no case.
 */
public final class Signature {
  /** The header that carries the signature. */
  public static final String HEADER = "X-Hub-Signature-256";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final int DIGEST_BYTES = 32;

  /** One set per thread: a Mac is not thread-safe, and looking one up costs more than a digest. */
  private final ThreadLocal<List<Mac>> macs;

  /**
   * @param secrets app secrets, each accepted: several while a secret is being rotated
   * @throws IllegalArgumentException if there is none, or one is empty
   */
  public Signature(List<String> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("at least one app secret is needed");
    }
    List<SecretKeySpec> keys =
        secrets.stream()
            .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
            .toList();
    macs = ThreadLocal.withInitial(() -> keys.stream().map(Signature::mac).toList());
  }

  /** Whether the header signs exactly these bytes under one of the secrets. */
  public boolean matches(@Nullable String header, byte[] body) {
    byte[] claimed = digestIn(header);
    if (claimed == null) {
      return false;
    }
    boolean matches = false;
    for (Mac mac : macs.get()) {
      matches |= MessageDigest.isEqual(mac.doFinal(body), claimed);
    }
    return matches;
  }

  /** Whether the header has the form of a signature: what has not is refused unread. */
  static boolean wellFormed(@Nullable String header) {
    return digestIn(header) != null;
  }

  private static byte @Nullable [] digestIn(@Nullable String header) {
    if (header == null
        || header.length() != PREFIX.length() + 2 * DIGEST_BYTES
        || !header.startsWith(PREFIX)) {
      return null;
    }
    byte[] digest = new byte[DIGEST_BYTES];
    for (int i = 0; i < DIGEST_BYTES; i++) {
      int high = hex(header.charAt(PREFIX.length() + 2 * i));
      int low = hex(header.charAt(PREFIX.length() + 2 * i + 1));
      if (high < 0 || low < 0) {
        return null;
      }
      digest[i] = (byte) (high << 4 | low);
    }
    return digest;
  }

  /** Only ASCII: {@code Character.digit} would take digits of every script. */
  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("any bytes are an HMAC key", e);
    }
  }
}
