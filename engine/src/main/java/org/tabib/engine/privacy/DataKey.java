package org.tabib.engine.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A 256-bit key that seals byte strings with AES-256-GCM (NIST SP 800-38D): a fresh random 96-bit
 * nonce per value, a 128-bit tag, and the context as associated data, so that a sealed value cannot
 * be passed off as another person's.
 *
 * <p>Layout of a sealed value: one byte format (1), twelve bytes nonce, cipher text and tag.
 */
public final class DataKey {
  private static final byte FORMAT = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int OVERHEAD = 1 + NONCE_BYTES + TAG_BITS / 8;

  /** Finding a cipher costs more than using it; a cipher is not thread-safe. */
  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(DataKey::cipher);

  private static final ThreadLocal<SecureRandom> RANDOM =
      ThreadLocal.withInitial(SecureRandom::new);

  private final SecretKey key;

  private DataKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** A key from exactly 32 bytes. */
  public static DataKey of(byte[] bytes) {
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("a data key has 32 bytes, not " + bytes.length);
    }
    return new DataKey(bytes.clone());
  }

  /** A new random key. */
  public static DataKey generate() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.get().nextBytes(bytes);
    return new DataKey(bytes);
  }

  /** Seals a value for a context (the person, or what is wrapped). */
  public byte[] seal(String context, byte[] clear) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.get().nextBytes(nonce);
    byte[] sealed = new byte[clear.length + OVERHEAD];
    sealed[0] = FORMAT;
    System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      cipher.doFinal(clear, 0, clear.length, sealed, 1 + NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws WrongKeyException if it was sealed with another key, for another context, or was
   *     changed
   */
  public byte[] open(String context, byte[] sealed) {
    if (sealed.length < OVERHEAD || sealed[0] != FORMAT) {
      throw new IllegalArgumentException("not a sealed value of format 1");
    }
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw new WrongKeyException();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening failed", e);
    }
  }

  /** This key, sealed under another one. */
  public byte[] wrappedBy(DataKey outer, String context) {
    return outer.seal(context, key.getEncoded());
  }

  /** A key that {@link #wrappedBy} wrapped. */
  public static DataKey unwrap(DataKey outer, String context, byte[] wrapped) {
    return new DataKey(outer.open(context, wrapped));
  }

  /**
   * A key for one purpose, from which this one cannot be computed: HMAC-SHA-256 under this key, the
   * expansion step of HKDF (RFC 5869) for one block of output.
   *
   * @param info names the purpose; another one gives another key
   */
  public DataKey derived(byte[] info) {
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return new DataKey(mac(block));
  }

  /** Seals under a nonce of the caller, who never uses it twice with this key. */
  byte[] sealWith(byte[] nonce, byte[] context, byte[] clear, int length) {
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      return cipher.doFinal(clear, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * Opens what {@link #sealWith} made.
   *
   * @throws WrongKeyException if it was sealed with another key, nonce or context, or was changed
   */
  byte[] openWith(byte[] nonce, byte[] context, byte[] sealed, int length) {
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      return cipher.doFinal(sealed, 0, length);
    } catch (AEADBadTagException e) {
      throw new WrongKeyException();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening failed", e);
    }
  }

  /** A keyed hash (HMAC-SHA-256) under this key. */
  public byte[] hash(String text) {
    return mac(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(byte[] bytes) {
    return mac().doFinal(bytes);
  }

  /** HMAC-SHA-256 under this key, ready for use by one thread. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataKey that && Arrays.equals(key.getEncoded(), that.key.getEncoded());
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(key.getEncoded()).getInt();
  }

  @Override
  public String toString() {
    return "DataKey[…]";
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
  }

  /** Sealed with another key, for another context, or changed since. */
  public static final class WrongKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongKeyException() {
      super("the value was not sealed with this key for this context");
    }
  }
}
