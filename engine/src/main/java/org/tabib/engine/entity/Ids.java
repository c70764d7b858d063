package org.tabib.engine.entity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Entity identifiers: {@code practice.uuid}, where the UUID is of version 7 (RFC 9562 section 5.7):
 * 48 bits of Unix time in milliseconds, the rest random or derived.
 */
public final class Ids {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

  private Ids() {}

  /**
   * An identifier that is the same whenever the same thing is decided again, so that a receiver can
   * recognise a repeated request.
   *
   * @param practice the practice's identifier, without a dot
   * @param at the time that goes into the UUID
   * @param seed what the identifier is derived from
   */
  public static String derived(String practice, Instant at, String... seed) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(String.join("\u0000", seed)));
    long high = hash.getLong();
    long low = hash.getLong();
    return of(practice, at, high, low);
  }

  /** An identifier from a time and 74 bits of randomness given by the caller. */
  public static String of(String practice, Instant at, long randomHigh, long randomLow) {
    if (practice.isEmpty() || practice.indexOf('.') >= 0 || practice.indexOf('|') >= 0) {
      throw new IllegalArgumentException("a practice id has neither '.' nor '|': " + practice);
    }
    long most = (at.toEpochMilli() << 16) | VERSION_7 | (randomHigh & 0x0FFFL);
    long least = VARIANT_RFC | (randomLow & 0x3FFF_FFFF_FFFF_FFFFL);
    return practice + "." + new UUID(most, least);
  }

  /** The practice part of an entity identifier. */
  public static String practiceOf(String entityId) {
    int dot = entityId.indexOf('.');
    if (dot <= 0) {
      throw new IllegalArgumentException("not an entity id (practice.uuid)");
    }
    return entityId.substring(0, dot);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
