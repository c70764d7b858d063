package org.tabib.projections.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of what follows; none at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** The most that one page holds. */
  public static final int LIMIT = 200;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page from a query that asked for one row more than fits.
   *
   * @param found at most {@code limit + 1} rows
   * @param cursor the cursor that stands behind a row
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, cursor.apply(items.get(limit - 1)));
  }

  /**
   * @throws IllegalArgumentException when it is not between 1 and {@link #LIMIT}
   */
  public static int checkedLimit(int limit) {
    if (limit < 1 || limit > LIMIT) {
      throw new IllegalArgumentException("limit is between 1 and " + LIMIT + ", not " + limit);
    }
    return limit;
  }
}
