package org.tabib.engine.care;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.TextNormaliser;

/**
 * What the small words of a sentence do, as one language sees it. People mix languages, so the
 * words of all others count as well, except for a word that this language has itself: in "dor no
 * peito" the "no" is Portuguese and denies nothing.
 */
final class Grammar {
  static final int BREAK = 1;
  static final int AND = 1 << 1;
  static final int OR = 1 << 2;
  static final int DENY_BEFORE = 1 << 3;
  static final int DENY_AFTER = 1 << 4;
  static final int BETWEEN_BEFORE = 1 << 5;
  static final int BETWEEN_AFTER = 1 << 6;
  static final int PERSISTING = 1 << 7;
  static final int NOW = 1 << 8;

  private static final int DENY = DENY_BEFORE | DENY_AFTER;
  private static final int JOIN = BREAK | AND | OR;

  /** Has no role in complaints, but is a word of the language. */
  private static final int PLAIN = 1 << 9;

  private final Map<String, Integer> own;
  private final Map<String, Integer> all;

  private Grammar(Map<String, Integer> own, Map<String, Integer> all) {
    this.own = own;
    this.all = all;
  }

  /** The grammars of all languages, in their order. */
  static List<Grammar> of(List<CareFile> files) {
    Map<String, Integer> all = new HashMap<>();
    for (CareFile file : files) {
      Map<String, Integer> roles = new HashMap<>();
      roles(file.context(), roles);
      roles.forEach((word, role) -> all.merge(word, role, Grammar::together));
    }
    return files.stream().map(file -> new Grammar(own(file), all)).toList();
  }

  /** What joins in one language and denies in another denies nothing in a third. */
  private static int together(int one, int other) {
    int both = one | other;
    boolean disagree =
        (one & DENY) == 0 ? (one & JOIN) != 0 : (other & DENY) == 0 && (other & JOIN) != 0;
    return disagree ? both & ~DENY : both;
  }

  private static Map<String, Integer> own(CareFile file) {
    Map<String, Integer> own = new HashMap<>();
    roles(file.context(), own);
    add(own, file.fillers(), PLAIN);
    add(own, file.plain(), PLAIN);
    return own;
  }

  private static void roles(CareFile.Context context, Map<String, Integer> into) {
    add(into, context.breaks(), BREAK);
    add(into, context.and(), AND);
    add(into, context.or(), OR);
    add(into, context.denyBefore(), DENY_BEFORE);
    add(into, context.denyAfter(), DENY_AFTER);
    add(into, context.betweenBefore(), BETWEEN_BEFORE);
    add(into, context.betweenAfter(), BETWEEN_AFTER);
    add(into, context.persisting(), PERSISTING);
    add(into, context.now(), NOW);
  }

  private static void add(Map<String, Integer> into, Collection<String> words, int role) {
    for (String word : words) {
      into.merge(TextNormaliser.normalise(word), role, (one, other) -> one | other);
    }
  }

  /** Words that are right as they are, in any language. */
  static Set<String> words(List<CareFile> files) {
    Set<String> words = new HashSet<>();
    for (CareFile file : files) {
      words.addAll(own(file).keySet());
      words.addAll(CareCheck.normalised(file.context().others()));
    }
    return words;
  }

  /** Whether a word has any of the roles. */
  boolean is(int roles, String word) {
    @Nullable Integer mine = own.get(word);
    int anyone = all.getOrDefault(word, 0);
    if (mine == null) {
      return (anyone & roles) != 0;
    }
    return ((mine == PLAIN ? anyone & ~(DENY | JOIN) : mine) & roles) != 0;
  }

  /** Per word the number of its clause: a "but" begins one like a comma does. */
  int[] clauses(Message message) {
    int[] clauses = new int[message.size()];
    int added = 0;
    for (int at = 0; at < clauses.length; at++) {
      added += is(BREAK, message.word(at)) ? 1 : 0;
      clauses[at] = message.tokens().get(at).clause() + added;
    }
    return clauses;
  }
}
