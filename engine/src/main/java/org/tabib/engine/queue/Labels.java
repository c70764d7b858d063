package org.tabib.engine.queue;

import java.util.Comparator;

/** Reads labels: {@code A7} is code A, number 7. */
final class Labels {
  /** A9 before A10. */
  static final Comparator<String> ORDER =
      Comparator.comparing(Labels::code).thenComparingInt(Labels::number);

  private Labels() {}

  static String code(String label) {
    return label.substring(0, digits(label));
  }

  static int number(String label) {
    return Integer.parseInt(label.substring(digits(label)));
  }

  private static int digits(String label) {
    int at = 0;
    while (!Character.isDigit(label.charAt(at))) {
      at++;
    }
    return at;
  }
}
