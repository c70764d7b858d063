package org.tabib.edge.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SHA-256 as it is written by Meta: hex in the media object, base64 in webhooks. */
final class Digest {
  private static final int BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private Digest() {}

  static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** In lower-case hex; none when it is no such digest. */
  static Optional<String> read(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (HEX.matcher(text).matches()) {
      return Optional.of(text.toLowerCase(Locale.ROOT));
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return bytes.length == BYTES
          ? Optional.of(HexFormat.of().formatHex(bytes))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // neither form: nothing to compare with
    }
  }
}
