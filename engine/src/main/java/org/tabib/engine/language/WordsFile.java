package org.tabib.engine.language;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A language's {@code words.yaml}.
 *
 * @param polite words that may stand around a phrase without changing it
 * @param words phrases that mean the word as a whole message
 * @param upset phrases, anywhere in a message, that show anger about the service
 * @param intents phrases all of whose words occur in a longer message, in any order; {@code word*}
 *     is any ending
 * @param replies phrases that mean the reply as a whole message
 */
record WordsFile(
    List<String> polite,
    Map<Word, List<String>> words,
    List<String> upset,
    Map<Word, List<String>> intents,
    @Nullable Map<Reply, List<String>> replies) {
  /**
   * What a longer message can ask for. Opt-outs are not among them: only a whole message is one.
   */
  static final Set<Word> INTENTS =
      EnumSet.of(
          Word.BOOK,
          Word.MY_VISITS,
          Word.RESCHEDULE,
          Word.CANCEL,
          Word.HUMAN,
          Word.LANGUAGE,
          Word.HELP);

  void check(String path, Problems problems) {
    for (Word word : Word.values()) {
      if (words.getOrDefault(word, List.of()).isEmpty()) {
        problems.add(path + ": words has no phrase for " + word);
      }
    }
    for (Word word : INTENTS) {
      if (intents.getOrDefault(word, List.of()).isEmpty()) {
        problems.add(path + ": intents has no phrase for " + word);
      }
    }
    for (Reply reply : Reply.values()) {
      if (replies == null || replies.getOrDefault(reply, List.of()).isEmpty()) {
        problems.add(path + ": replies has no phrase for " + reply);
      }
    }
    intents.keySet().stream()
        .filter(word -> !INTENTS.contains(word))
        .forEach(word -> problems.add(path + ": intents cannot have " + word));
    if (upset.isEmpty()) {
      problems.add(path + ": upset is empty");
    }
    oneMeaning(path + ": words", words, problems);
    oneMeaning(path + ": intents", intents, problems);
    oneMeaning(path + ": replies", replies == null ? Map.of() : replies, problems);
    blank(path + ": polite", polite, problems);
    blank(path + ": upset", upset, problems);
  }

  private static <W> void oneMeaning(String path, Map<W, List<String>> words, Problems problems) {
    Map<String, W> meanings = new HashMap<>();
    words.forEach(
        (word, phrases) -> {
          for (String phrase : phrases) {
            String normal = normalOrSymbols(phrase) + (phrase.endsWith("*") ? "*" : "");
            @Nullable W other = meanings.put(normal, word);
            if (normal.isEmpty()) {
              problems.add(path + "." + word + " has an empty phrase");
            } else if (other != null && other != word) {
              problems.add(path + ": \"" + phrase + "\" means both " + other + " and " + word);
            }
          }
        });
  }

  private static void blank(String path, List<String> phrases, Problems problems) {
    for (String phrase : phrases) {
      if (TextNormaliser.normalise(phrase).isEmpty()) {
        problems.add(path + " has an empty phrase");
      }
    }
  }

  /** A message of nothing but symbols (👍, ?) stands for itself, in any skin tone. */
  static String normalOrSymbols(String text) {
    String normal = TextNormaliser.normalise(text);
    return normal.isEmpty() ? text.replaceAll("[\\s\\x{1F3FB}-\\x{1F3FF}\\x{FE0F}]", "") : normal;
  }
}
