package org.tabib.edge.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a file is by its content, as far as it is accepted: the types that WhatsApp lets people send
 * (Cloud API, supported media types), and those that others are known to send for them. What the
 * sender says decides only between types that look the same from inside.
 */
final class TrueType {
  /** As much of a file as tells its type. */
  static final int PREFIX = 64 * 1024;

  private static final String OOXML = "application/x-tika-ooxml";
  private static final String TEXT = "text/plain";

  /** Other names of the same formats, and what they are called here. */
  private static final Map<String, String> AUDIO =
      Map.ofEntries(
          Map.entry("application/ogg", "audio/ogg"),
          Map.entry("audio/ogg", "audio/ogg"),
          Map.entry("audio/opus", "audio/ogg"),
          Map.entry("audio/vorbis", "audio/ogg"),
          Map.entry("audio/speex", "audio/ogg"),
          Map.entry("audio/mpeg", "audio/mpeg"),
          Map.entry("audio/aac", "audio/aac"),
          Map.entry("audio/x-aac", "audio/aac"),
          Map.entry("audio/amr", "audio/amr"),
          Map.entry("audio/mp4", "audio/mp4"),
          // One container for sound and pictures: the kind of the message tells which it is.
          Map.entry("video/mp4", "audio/mp4"),
          Map.entry("application/mp4", "audio/mp4"));

  private static final Map<String, String> VIDEO =
      Map.of(
          "video/mp4", "video/mp4",
          "application/mp4", "video/mp4",
          "video/x-m4v", "video/mp4",
          "video/3gpp", "video/3gpp",
          "video/3gpp2", "video/3gpp");

  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/webp", "image/gif");

  private static final Set<String> OFFICE =
      Set.of(
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation");

  private static final String QUICKTIME = "video/quicktime";
  private static final int BRAND_AT = 8;
  private static final int BRAND = 4;
  private static final Set<String> MP4_BRANDS = Set.of("avc1", "dash", "mmp4", "mp71", "MSNV");

  private static final MimeTypes MAGIC = MimeTypes.getDefaultMimeTypes();

  private TrueType() {}

  /**
   * The type of a file; none when it is not accepted as that kind.
   *
   * @param prefix its first {@link #PREFIX} bytes, or all of them
   * @param kind image, audio, video, document or sticker
   * @param claimed what the sender says it is
   */
  static Optional<String> of(byte[] prefix, String kind, @Nullable String claimed) {
    String found = detected(prefix);
    return Optional.ofNullable(
        switch (kind) {
          case "image" -> IMAGES.contains(found) ? found : null;
          case "sticker" -> found.equals("image/webp") ? found : null;
          case "audio" -> AUDIO.get(found);
          case "video" -> VIDEO.get(found);
          case "document" -> document(found, claimed);
          default -> null;
        });
  }

  private static String detected(byte[] prefix) {
    try {
      String found =
          MAGIC.detect(new ByteArrayInputStream(prefix), new Metadata()).getBaseType().toString();
      return found.equals(QUICKTIME) && isMp4(prefix) ? "video/mp4" : found;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /**
   * The detector takes every "ftyp" whose brand it does not know for QuickTime; those of ISO/IEC
   * 14496-12, which most telephones write, are MP4.
   */
  private static boolean isMp4(byte[] prefix) {
    if (prefix.length < BRAND_AT + BRAND) {
      return false;
    }
    String brand = new String(prefix, BRAND_AT, BRAND, StandardCharsets.ISO_8859_1);
    return brand.startsWith("iso") || MP4_BRANDS.contains(brand);
  }

  /** People send photos and recordings as documents too. */
  private static @Nullable String document(String found, @Nullable String claimed) {
    if (found.equals("application/pdf") || found.equals(TEXT) || IMAGES.contains(found)) {
      return found;
    }
    if (found.equals(OOXML)) {
      String base = claimed == null ? "" : claimed.strip().toLowerCase(Locale.ROOT);
      return OFFICE.contains(base) ? base : null;
    }
    String video = VIDEO.get(found);
    return video == null ? AUDIO.get(found) : video;
  }
}
