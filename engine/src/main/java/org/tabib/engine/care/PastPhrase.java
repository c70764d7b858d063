package org.tabib.engine.care;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tabib.engine.language.TextNormaliser;

/**
 * Words that put a complaint into the past: "years ago". A number may stand among them ("há cinco
 * anos" for {@code há anos}), a word that ends in {@code *} stands for all that begin like it, and
 * with {@code +} between them parts may be apart in a sentence ("teve + há anos").
 */
final class PastPhrase {
  private final List<List<String>> parts;

  PastPhrase(String phrase) {
    this.parts = Arrays.stream(phrase.split("\\+", -1)).map(PastPhrase::words).toList();
  }

  /** Its first word; a stem ends in {@code *}. */
  String first() {
    return parts.get(0).get(0);
  }

  private static List<String> words(String part) {
    List<String> words = new ArrayList<>();
    for (String raw : part.strip().split("\\s+", -1)) {
      String word = TextNormaliser.normalise(raw);
      words.add(raw.endsWith("*") ? word + "*" : word);
    }
    return words;
  }

  /** Its first and last place, where its first part begins at this place; none when it does not. */
  int[] at(int start, Message message, Set<String> numbers) {
    int[] first = place(parts.get(0), start, message, numbers);
    for (int part = 1; part < parts.size() && first.length > 0; part++) {
      int[] next = anywhere(parts.get(part), start, message, numbers);
      first =
          next.length == 0
              ? next
              : new int[] {Math.min(first[0], next[0]), Math.max(first[1], next[1])};
    }
    return first;
  }

  private static int[] anywhere(List<String> part, int from, Message message, Set<String> numbers) {
    for (int at = 0; at < message.size(); at++) {
      if (message.tokens().get(at).sentence() == message.tokens().get(from).sentence()) {
        int[] place = place(part, at, message, numbers);
        if (place.length > 0) {
          return place;
        }
      }
    }
    return new int[0];
  }

  private static int[] place(List<String> part, int start, Message message, Set<String> numbers) {
    int at = start;
    for (int i = 0; i < part.size(); i++) {
      // "in 2015" is itself the phrase, in "há cinco anos" the number only stands within one.
      if (i > 0
          && at < message.size()
          && !stands(part.get(i), message.word(at))
          && isNumber(message.word(at), numbers)) {
        at++;
      }
      if (at >= message.size() || !stands(part.get(i), message.word(at))) {
        return new int[0];
      }
      at++;
    }
    return new int[] {start, at - 1};
  }

  private static boolean stands(String word, String token) {
    return word.endsWith("*")
        ? token.regionMatches(0, word, 0, word.length() - 1)
        : token.equals(word);
  }

  private static boolean isNumber(String word, Set<String> numbers) {
    return Character.isDigit(word.charAt(0)) || numbers.contains(word);
  }
}
