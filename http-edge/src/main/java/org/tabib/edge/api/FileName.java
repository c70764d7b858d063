package org.tabib.edge.api;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name under which a file is handed out: harmless whatever its sender called it. */
final class FileName {
  private static final int LONGEST = 100;
  private static final String PLAIN = "!#$&+-.^_`|~";

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/png", ".png"),
          Map.entry("image/webp", ".webp"),
          Map.entry("image/gif", ".gif"),
          Map.entry("audio/ogg", ".ogg"),
          Map.entry("audio/mpeg", ".mp3"),
          Map.entry("audio/aac", ".aac"),
          Map.entry("audio/amr", ".amr"),
          Map.entry("audio/mp4", ".m4a"),
          Map.entry("video/mp4", ".mp4"),
          Map.entry("video/3gpp", ".3gp"),
          Map.entry("application/pdf", ".pdf"),
          Map.entry("text/plain", ".txt"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
          Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.presentationml.presentation",
              ".pptx"));

  private FileName() {}

  /**
   * @param given what the sender called it, if anything
   * @param fallback what it is called without that, no extension
   * @param mediaType what it is: its extension is always at the end, so that no name pretends to
   *     another type
   */
  static String of(@Nullable String given, String fallback, String mediaType) {
    String extension = EXTENSIONS.getOrDefault(mediaType, ".bin");
    String name = given == null ? "" : harmless(given);
    if (name.isEmpty()) {
      return fallback + extension;
    }
    boolean ends = name.toLowerCase(Locale.ROOT).endsWith(extension);
    return (ends ? name.substring(0, name.length() - extension.length()) : name) + extension;
  }

  /** Letters, digits and marks of every script; what could lead, hide or turn round is left out. */
  private static String harmless(String given) {
    StringBuilder kept = new StringBuilder();
    given.codePoints().filter(FileName::isHarmless).limit(LONGEST).forEach(kept::appendCodePoint);
    String name = kept.toString().strip();
    int start = 0;
    while (start < name.length() && name.charAt(start) == '.') {
      start++;
    }
    return name.substring(start);
  }

  private static boolean isHarmless(int c) {
    return Character.isLetterOrDigit(c)
        || c == ' '
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '('
        || c == ')'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  /**
   * {@code Content-Disposition} by RFC 6266: a plain name for old clients, the true one beside it.
   */
  static String disposition(boolean inline, String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints().forEach(c -> ascii.append(c >= ' ' && c < 127 && c != '"' ? (char) c : '_'));
    return (inline ? "inline" : "attachment")
        + "; filename=\""
        + ascii
        + "\"; filename*=UTF-8''"
        + encoded(name);
  }

  /** RFC 8187: everything but attr-char in percent signs. */
  private static String encoded(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PLAIN.indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
