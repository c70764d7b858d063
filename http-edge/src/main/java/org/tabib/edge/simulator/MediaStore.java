package org.tabib.edge.simulator;

import akka.util.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Uploaded media, in memory; the oldest makes room when the total is reached. */
final class MediaStore {
  static final int MAX_ITEM_BYTES = 16 * 1024 * 1024;
  private static final long MAX_TOTAL_BYTES = 64L * 1024 * 1024;

  private final LinkedHashMap<String, Item> items = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private long totalBytes;

  /**
   * An upload.
   *
   * @param sha256 of the bytes, in lower-case hex
   */
  record Item(String id, String mimeType, String sha256, ByteString bytes) {
    /** As webhooks carry the digest; the media object has it in hex. */
    String sha256Base64() {
      return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }
  }

  synchronized Item add(String mimeType, ByteString bytes) {
    var id = Long.toString(random.nextLong(1_000_000_000_000_000L, 9_000_000_000_000_000L));
    var item = new Item(id, mimeType, sha256(bytes.toArrayUnsafe()), bytes);
    items.put(id, item);
    totalBytes += bytes.size();
    while (totalBytes > MAX_TOTAL_BYTES) {
      totalBytes -= items.pollFirstEntry().getValue().bytes().size();
    }
    return item;
  }

  synchronized Optional<Item> find(String id) {
    return Optional.ofNullable(items.get(id));
  }

  synchronized boolean remove(String id) {
    var item = items.remove(id);
    if (item != null) {
      totalBytes -= item.bytes().size();
    }
    return item != null;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
