package org.tabib.edge.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Enumerations as the API writes them: {@code IN_CONSULTATION} is {@code in-consultation}. */
final class Codes {
  private Codes() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> of(List<? extends Enum<?>> values) {
    return values.stream().map(Codes::of).toList();
  }

  /**
   * @throws ApiProblem 400 naming the parameter and what it can be
   */
  static <E extends Enum<E>> E read(String parameter, String code, Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .filter(value -> of(value).equals(code))
        .findFirst()
        .orElseThrow(
            () -> ApiProblem.field(parameter, "is one of " + of(List.of(type.getEnumConstants()))));
  }
}
