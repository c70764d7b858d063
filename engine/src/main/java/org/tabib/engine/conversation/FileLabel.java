package org.tabib.engine.conversation;

import org.jspecify.annotations.Nullable;

/** How the sender of a file named it. Personal data. */
public record FileLabel(@Nullable String filename, @Nullable String caption) {
  @Override
  public String toString() {
    return "FileLabel[…]";
  }
}
