package org.tabib.engine.flow;

import java.util.Optional;

/**
 * What an option's identifier says: {@code turn|flow.step|value}. The turn tells a tap on today's
 * menu from one on last week's.
 */
public record OptionId(int turn, String flow, String step, String value) {

  public String text() {
    return turn + "|" + flow + "." + step + "|" + value;
  }

  /** Reads an identifier; empty when it is not one of ours. */
  public static Optional<OptionId> parse(String text) {
    int first = text.indexOf('|');
    int second = text.indexOf('|', first + 1);
    int dot = text.indexOf('.', first + 1);
    if (first <= 0 || second < 0 || dot < 0 || dot > second) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new OptionId(
              Integer.parseInt(text.substring(0, first)),
              text.substring(first + 1, dot),
              text.substring(dot + 1, second),
              text.substring(second + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
