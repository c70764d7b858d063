package org.tabib.projections.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort keys of its last row, in a form that callers pass back and do not
 * read. It names a place, not a number of rows, so rows that come or go meanwhile do no harm.
 */
public record PageCursor(List<String> keys) {
  private static final String SEPARATOR = "\n";

  public PageCursor {
    keys = List.copyOf(keys);
  }

  /** What the caller gets. */
  public static String of(Object... keys) {
    String joined = String.join(SEPARATOR, Arrays.stream(keys).map(Object::toString).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(joined.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What the caller gave back.
   *
   * @param parts how many keys this list is sorted by
   * @throws InvalidCursor when it is not a cursor of such a list
   */
  public static PageCursor parse(String token, int parts) {
    try {
      String joined = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      List<String> keys = List.of(joined.split(SEPARATOR, -1));
      if (keys.size() != parts) {
        throw new InvalidCursor();
      }
      return new PageCursor(keys);
    } catch (IllegalArgumentException e) {
      throw new InvalidCursor();
    }
  }

  /** The same of a caller who may want the first page, and then has none. */
  public static @Nullable PageCursor given(@Nullable String token, int parts) {
    return token == null ? null : parse(token, parts);
  }

  public String text(int index) {
    return keys.get(index);
  }

  /** A number that fits into 32 bits. */
  public int smallNumber(int index) {
    long number = number(index);
    if (number != (int) number) {
      throw new InvalidCursor();
    }
    return (int) number;
  }

  public long number(int index) {
    try {
      return Long.parseLong(keys.get(index));
    } catch (NumberFormatException e) {
      throw new InvalidCursor();
    }
  }

  public Instant time(int index) {
    try {
      return Instant.parse(keys.get(index));
    } catch (DateTimeParseException e) {
      throw new InvalidCursor();
    }
  }

  /** A date without a time. */
  public LocalDate date(int index) {
    try {
      return LocalDate.parse(keys.get(index));
    } catch (DateTimeParseException e) {
      throw new InvalidCursor();
    }
  }

  /** The caller's cursor was not one of ours. */
  public static final class InvalidCursor extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidCursor() {
      super("cursor: not one that this list gave out");
    }
  }
}
