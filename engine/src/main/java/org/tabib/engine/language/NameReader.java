package org.tabib.engine.language;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a person's name, in any script, and leaves it as written. */
final class NameReader {
  private static final int LONGEST_GRAPHEMES = 80;
  private static final int MOST_WORDS = 8;
  private static final String PUNCTUATION_IN_NAMES = ".'’‘`-‐·";

  private final List<Pattern> patterns = new ArrayList<>();
  private final Set<String> refuse = new HashSet<>();

  NameReader(List<ReadingFile> files) {
    List<String> sentences = new ArrayList<>();
    for (ReadingFile file : files) {
      sentences.addAll(file.name().patterns());
      refuse.addAll(Vocabulary.set(file.name().refuse()));
    }
    // The longest first: "my name is *" before "name *".
    sentences.sort(Comparator.comparingInt(String::length).reversed());
    for (String sentence : sentences) {
      String[] parts = sentence.split("\\*", -1);
      patterns.add(
          Pattern.compile(
              literal(parts[0].strip(), "", "[\\s:,-]+")
                  + "(.+?)"
                  + literal(parts[1].strip(), "\\s+", ""),
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }
  }

  private static String literal(String words, String before, String after) {
    return words.isEmpty() ? "" : before + Pattern.quote(words).replace(" ", "\\E\\s+\\Q") + after;
  }

  Optional<String> read(String text) {
    if (text.length() > 1000) {
      return Optional.empty();
    }
    String clean = strip(clean(text));
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(clean);
      if (matcher.matches()) {
        clean = strip(matcher.group(1));
        break;
      }
    }
    return isPlausible(clean) ? Optional.of(clean) : Optional.empty();
  }

  /** Without emoji and controls; joiners stay between letters, where Indic scripts need them. */
  private static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (Character.getType(c)) {
        case Character.OTHER_SYMBOL,
            Character.CONTROL,
            Character.SPACE_SEPARATOR,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            out.append(' ');
        case Character.FORMAT -> {
          boolean joiner = c == 0x200C || c == 0x200D;
          if (joiner && endsInWord(out) && i < text.length() && isInWord(text.codePointAt(i))) {
            out.appendCodePoint(c);
          }
        }
        case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> out.append(' ');
        case Character.MODIFIER_SYMBOL -> {
          // Skin tones of emoji; the backtick is an apostrophe to some keyboards.
          if (c == '`') {
            out.append('`');
          }
        }
        default -> {
          if (c < 0xFE00 || c > 0xFE0F) {
            out.appendCodePoint(c);
          }
        }
      }
    }
    return out.toString().replaceAll("\\s+", " ");
  }

  private static boolean endsInWord(StringBuilder out) {
    return !out.isEmpty() && isInWord(out.codePointBefore(out.length()));
  }

  private static boolean isInWord(int c) {
    return UCharacter.isLetter(c) || isMark(c);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Without the punctuation of a sentence around it; the dot of an initial ("Kumar S.") stays. */
  private static String strip(String text) {
    String stripped = text.replaceAll("^[\\s\\p{Punct}‐।]+|[\\s,;:!?।\"-]+$", "");
    return stripped.replaceAll("(?<=[\\p{L}\\p{M}]{4})\\.+$", "");
  }

  private boolean isPlausible(String name) {
    int letters = 0;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (UCharacter.isLetter(c)) {
        letters++;
      } else if (!isMark(c)
          && c != ' '
          && c != 0x200C
          && c != 0x200D
          && PUNCTUATION_IN_NAMES.indexOf(c) < 0) {
        return false;
      }
    }
    if (letters < 2 || name.matches("(?iu).*(\\bwww\\.|\\.(com|org|net|in|io)\\b).*")) {
      return false;
    }
    String[] words = TextNormaliser.normalise(name).split(" ", -1);
    for (String word : words) {
      if (refuse.contains(word)) {
        return false;
      }
    }
    int graphemes = graphemes(name);
    return words.length <= MOST_WORDS && graphemes >= 2 && graphemes <= LONGEST_GRAPHEMES;
  }

  private static int graphemes(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
    characters.setText(text);
    int count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
