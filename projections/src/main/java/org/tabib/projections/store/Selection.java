package org.tabib.projections.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A question to the list of a practice, put together from what restricts it. Only conditions that
 * restrict are written down: each combination then gets its own plan. For one question; not
 * thread-safe.
 */
public final class Selection {
  private final StringBuilder sql;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Selection(String select) {
    this.sql = new StringBuilder(select);
  }

  /** Reads what it needs of a row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * What belongs to a practice, and to no other.
   *
   * @param select a statement that ends in its first condition, which names {@code :practice}
   */
  public static Selection ofPractice(String select, String practice) {
    return new Selection(select).with("practice", practice);
  }

  /** One condition more, with nothing to fill in or with what {@link #with} fills in. */
  public Selection and(String condition) {
    sql.append("  and ").append(condition).append('\n');
    return this;
  }

  /**
   * One condition more, if there is something to compare with.
   *
   * @param condition with the value as {@code :name}
   */
  public Selection and(String condition, String name, @Nullable Object value) {
    return value == null ? this : and(condition).with(name, value);
  }

  /** Fills in what a condition names. */
  public Selection with(String name, Object value) {
    values.put(
        name,
        switch (value) {
          case Instant time -> time.atOffset(ZoneOffset.UTC);
          case Enum<?> constant -> constant.name();
          default -> value;
        });
    return this;
  }

  /** What comes behind the conditions: grouping, or the order of a list with {@code :limit}. */
  public Selection then(String clause) {
    sql.append(clause).append('\n');
    return this;
  }

  /** The statement as it stands. */
  public String sql() {
    return sql.toString();
  }

  /** What is filled in by now. */
  public Map<String, Object> values() {
    return Map.copyOf(values);
  }

  /** At most so many rows, in the order asked for. */
  public <T> List<T> rows(Jdbi jdbi, int limit, Row<T> row) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql())
                .bindMap(values)
                .bind("limit", limit)
                .map((found, context) -> row.read(found))
                .list());
  }

  /**
   * A page of what is asked for.
   *
   * @param limit see {@link Page#checkedLimit}
   * @param cursor the cursor that stands behind a row
   */
  public <T> Page<T> page(Jdbi jdbi, int limit, Row<T> row, Function<T, String> cursor) {
    int size = Page.checkedLimit(limit);
    return Page.of(rows(jdbi, size + 1, row), size, cursor);
  }
}
