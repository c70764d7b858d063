package org.tabib.edge.objects;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a stored object. It is made of nothing but a practice's id and a UUID, so that no key
 * can lead out of the store.
 */
public record ObjectKey(String practice, UUID id) {
  private static final Pattern PRACTICE = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern TEXT =
      Pattern.compile(
          "([a-z0-9-]{1,64})/[0-9a-f]{2}/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
  private static final int FAN_OUT = 2;

  /**
   * @throws IllegalArgumentException for a practice that is not lower-case letters, digits, hyphens
   */
  public ObjectKey {
    if (!PRACTICE.matcher(practice).matches()) {
      throw new IllegalArgumentException("not a practice's id");
    }
  }

  /**
   * The key of what has that identifier.
   *
   * @param entityId {@code practice.uuid}
   * @throws IllegalArgumentException when it is none
   */
  public static ObjectKey of(String entityId) {
    int dot = entityId.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("not an identifier (practice.uuid)");
    }
    return new ObjectKey(entityId.substring(0, dot), UUID.fromString(entityId.substring(dot + 1)));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is not a key
   */
  public static ObjectKey parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an object's key");
    }
    return new ObjectKey(matcher.group(1), UUID.fromString(matcher.group(2)));
  }

  /** {@code practice/last two digits/uuid}: the digits keep folders small. */
  public String text() {
    String uuid = id.toString();
    return practice + "/" + uuid.substring(uuid.length() - FAN_OUT) + "/" + uuid;
  }
}
