package org.tabib.edge.media;

import java.time.Duration;
import java.util.Set;

/**
 * What is accepted and how long it may take.
 *
 * @param hosts who hands files over besides the Graph host itself, over HTTPS only
 * @param connecting how long a connection may take
 * @param timeout how long one answer may take, a whole file included
 * @param workers how many files are fetched at the same time
 * @param limits the largest size of each kind
 */
public record MediaSettings(
    Set<String> hosts, Duration connecting, Duration timeout, int workers, Limits limits) {
  public MediaSettings {
    hosts = Set.copyOf(hosts);
  }

  /** In bytes. */
  public record Limits(long image, long audio, long video, long document, long sticker) {
    long of(String kind) {
      return switch (kind) {
        case "image" -> image;
        case "audio" -> audio;
        case "video" -> video;
        case "sticker" -> sticker;
        default -> document;
      };
    }
  }
}
