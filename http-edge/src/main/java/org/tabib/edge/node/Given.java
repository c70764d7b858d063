package org.tabib.edge.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was given under {@code tabib}, and what is wrong with it. A wrong value is noted, by the
 * variable that operators know, and replaced by one that lets the binding go on: all problems are
 * named at once.
 */
final class Given {
  private final Config tabib;
  private final List<String> problems = new ArrayList<>();

  Given(Config tabib) {
    this.tabib = tabib;
  }

  /** For bindings of their own. */
  Config tabib() {
    return tabib;
  }

  /**
   * What is wrong, in the order in which it was found. For bindings of their own also to add to.
   */
  List<String> problems() {
    return problems;
  }

  void problem(String text) {
    problems.add(text);
  }

  String text(String path) {
    return tabib.getString(path);
  }

  boolean is(String path) {
    return tabib.getBoolean(path);
  }

  Duration duration(String path) {
    return tabib.getDuration(path);
  }

  long bytes(String path) {
    return tabib.getBytes(path);
  }

  /** A folder; the other one when none is given. */
  Path folder(String path, Path otherwise) {
    String folder = tabib.getString(path);
    return (folder.isEmpty() ? otherwise : Path.of(folder)).toAbsolutePath().normalize();
  }

  int number(String path, String variable, int least, int most) {
    try {
      int value = tabib.getInt(path);
      if (value >= least && value <= most) {
        return value;
      }
      problem(variable + " is " + least + " to " + most + ", not " + value);
    } catch (ConfigException e) {
      problem(variable + " is a whole number");
    }
    return least;
  }

  long least(long value, long least, String variable) {
    if (value >= least) {
      return value;
    }
    problem(variable + " is at least " + least + ", not " + value);
    return least;
  }

  /** A duration that is not negative. */
  Duration wait(String path, String variable) {
    Duration wait = tabib.getDuration(path);
    if (wait.isNegative()) {
      problem(variable + " is not negative");
      return Duration.ZERO;
    }
    return wait;
  }
}
