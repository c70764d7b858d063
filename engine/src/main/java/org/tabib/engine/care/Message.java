package org.tabib.engine.care;

import java.util.List;
import org.tabib.engine.care.Sentences.Token;

/**
 * A text whose words are looked up once for all languages.
 *
 * @param numbers per word and language the number of the word as it is written, else of its stem,
 *     else of the likeliest word it stands for; {@link Lexicon#UNKNOWN} for none
 * @param stems per word and language the number of the stem it begins with
 */
record Message(List<Token> tokens, int[][] numbers, int[][] stems) {
  /** Looks the words up; misspelt ones only when {@code spelling} is there to correct them. */
  static Message of(List<Token> tokens, Lexicon lexicon, Spelling spelling, boolean asWritten) {
    int[][] numbers = new int[tokens.size()][];
    int[][] stems = new int[tokens.size()][];
    for (int i = 0; i < numbers.length; i++) {
      String word = tokens.get(i).text();
      stems[i] = lexicon.stem(word);
      int[] found = lexicon.orElse(lexicon.exact(word), stems[i]);
      if (!asWritten && !spelling.isKnown(word)) {
        found = lexicon.orElse(found, lexicon.soundsLike(word));
        // A word with a stem that is known is right as it is, in whatever language.
        if (lexicon.isNothing(stems[i])) {
          for (String candidate : spelling.corrections(word)) {
            found = lexicon.orElse(found, lexicon.exact(candidate));
          }
        }
      }
      numbers[i] = found;
    }
    return new Message(tokens, numbers, stems);
  }

  int size() {
    return tokens.size();
  }

  String word(int at) {
    return tokens.get(at).text();
  }
}
