package org.tabib.engine.language;

/** Normalises. */
public final class TextNormaliser {
  public static String normalise(String text) {
    throw new UnsupportedOperationException("not yet");
  }
}
