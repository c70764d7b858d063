package org.tabib.engine.language;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with data files, so that one start shows all of it. */
public final class Problems {
  private final List<String> found = new ArrayList<>();

  /** Adds one problem: the file and what is wrong in it. */
  public void add(String problem) {
    found.add(problem);
  }

  /** Adds all of the others. */
  public void addAll(Problems others) {
    found.addAll(others.found);
  }

  /** Whether nothing was found yet. */
  boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Stops the loading when anything was found.
   *
   * @throws IllegalStateException listing every problem on its own line
   */
  public void throwIfAny(String what) {
    if (!found.isEmpty()) {
      throw new IllegalStateException(
          what + ": " + found.size() + " problem(s)\n - " + String.join("\n - ", found));
    }
  }
}
