package org.tabib.engine.care;

import com.ibm.icu.lang.UCharacter;
import java.util.ArrayList;
import java.util.List;
import org.tabib.engine.language.TextNormaliser;

/** A text as normalised words that know their clause and sentence. */
final class Sentences {
  private static final int MOST_WORDS = 600;
  private static final String CLAUSE_ENDS = ",;:()/|–—،、";
  private static final String SENTENCE_ENDS = ".!?\n।॥؟。";

  private Sentences() {}

  /** One word; the numbers only tell whether two words share a clause or a sentence. */
  record Token(String text, int clause, int sentence) {}

  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    int clause = 0;
    int sentence = 0;
    int start = 0;
    for (int i = 0; i <= text.length() && tokens.size() < MOST_WORDS; i++) {
      boolean endOfText = i == text.length();
      char c = endOfText ? '\n' : text.charAt(i);
      boolean endsSentence = SENTENCE_ENDS.indexOf(c) >= 0;
      if ((endsSentence || CLAUSE_ENDS.indexOf(c) >= 0) && !insideNumber(text, i)) {
        String part = TextNormaliser.normalise(text.substring(start, i));
        for (String word : part.isEmpty() ? new String[0] : part.split(" ", -1)) {
          tokens.add(new Token(word, clause, sentence));
        }
        start = i + 1;
        clause++;
        sentence += endsSentence ? 1 : 0;
      }
    }
    return tokens;
  }

  private static boolean insideNumber(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && UCharacter.isDigit(text.charAt(at - 1))
        && UCharacter.isDigit(text.charAt(at + 1));
  }
}
