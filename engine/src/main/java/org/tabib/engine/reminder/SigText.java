package org.tabib.engine.reminder;

import java.text.Normalizer;

/**
 * An instruction as typed, and as it is read: digits of every script as ASCII, dashes and signs of
 * multiplication as {@code -} and {@code x}, small letters; character for character, so that a part
 * of one is the same part of the other.
 */
record SigText(String typed, String read) {
  static SigText of(String sig) {
    String typed = Normalizer.normalize(sig, Normalizer.Form.NFC);
    StringBuilder read = new StringBuilder(typed.length());
    for (int i = 0; i < typed.length(); i++) {
      read.append(plain(typed.charAt(i)));
    }
    return new SigText(typed, read.toString());
  }

  SigProblem problem(int from, int to, String code, String message) {
    return new SigProblem(typed.substring(from, to), from, to, code, message);
  }

  SigProblem problem(String code, String message) {
    return problem(0, typed.length(), code, message);
  }

  private static char plain(char c) {
    int digit = Character.digit(c, 10);
    if (digit >= 0) {
      return (char) ('0' + digit);
    }
    return switch (c) {
      case '‐', '‑', '‒', '–', '—', '−' -> '-';
      case '×', '✕' -> 'x';
      case '\u00a0', '\u202f', '\t', '\n', '\r' -> ' ';
      case '⁄' -> '/';
      case '’' -> '\'';
      default -> Character.toLowerCase(c);
    };
  }
}
