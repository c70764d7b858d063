package org.tabib.edge.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a watcher has come.
 *
 * @param era the run of the database server
 * @param transaction all changes of earlier transactions were told
 */
record LivePlace(long era, long transaction) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  /** None when it is nothing that was given out here. */
  static Optional<LivePlace> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new LivePlace(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  String text() {
    return era + "-" + transaction;
  }
}
