package org.tabib.engine.care;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tabib.engine.care.Sentences.Token;
import org.tabib.engine.language.TextNormaliser;

/**
 * Tells which found complaints are denied or past. Deliberately narrow: a denial reaches a
 * complaint only over words that are listed as harmless, so that "not feeling well chest pain"
 * stays an alarm. The words of all languages count at once, because people mix them.
 */
final class Context {
  private final Set<String> breaks = new HashSet<>();
  private final Set<String> and = new HashSet<>();
  private final Set<String> or = new HashSet<>();
  private final Set<String> denyBefore = new HashSet<>();
  private final Set<String> denyAfter = new HashSet<>();
  private final Set<String> betweenBefore = new HashSet<>();
  private final Set<String> betweenAfter = new HashSet<>();
  private final Set<String> persisting = new HashSet<>();
  private final Set<List<String>> past = new HashSet<>();
  private final Set<String> now = new HashSet<>();

  Context(Collection<CareFile> files) {
    for (CareFile file : files) {
      CareFile.Context own = file.context();
      add(breaks, own.breaks());
      add(and, own.and());
      add(or, own.or());
      add(denyBefore, own.denyBefore());
      add(denyAfter, own.denyAfter());
      add(betweenBefore, own.betweenBefore());
      add(betweenAfter, own.betweenAfter());
      add(persisting, own.persisting());
      add(now, own.now());
      own.past().forEach(p -> past.add(List.of(TextNormaliser.normalise(p).split(" ", -1))));
    }
  }

  private static void add(Set<String> set, List<String> words) {
    words.forEach(word -> set.add(TextNormaliser.normalise(word)));
  }

  Set<String> and() {
    return and;
  }

  Set<String> breaks() {
    return breaks;
  }

  Set<String> words() {
    Set<String> all = new HashSet<>();
    List.of(breaks, and, or, denyBefore, denyAfter, betweenBefore, betweenAfter, persisting, now)
        .forEach(all::addAll);
    past.forEach(all::addAll);
    return all;
  }

  /** Indexes of the denied ones among matches in the order of the text. */
  BitSet denied(List<Token> tokens, List<Match> matches) {
    BitSet inPhrase = new BitSet();
    matches.forEach(match -> inPhrase.or(match.words()));
    BitSet denied = new BitSet();
    BitSet before = new BitSet();
    for (int i = 0; i < matches.size(); i++) {
      if (deniedBefore(tokens, matches.get(i), inPhrase)) {
        before.set(i);
      } else if (deniedAfter(tokens, matches.get(i), inPhrase)) {
        denied.set(i);
      }
    }
    carryForward(tokens, matches, before);
    denied.or(before);
    for (int i = matches.size() - 2; i >= 0; i--) {
      // "a ya b nahi": the denial after b reaches back over the "or".
      if (denied.get(i + 1) && joinedByOr(tokens, matches.get(i), matches.get(i + 1), true)) {
        denied.set(i);
      }
    }
    return denied;
  }

  /** Whether a denial stands before one of the words, over harmless words only. */
  private boolean deniedBefore(List<Token> tokens, Match match, BitSet inPhrase) {
    return match.words().stream()
        .anyMatch(at -> at > 0 && !match.words().get(at - 1) && deniedBefore(tokens, at, inPhrase));
  }

  private boolean deniedBefore(List<Token> tokens, int word, BitSet inPhrase) {
    int clause = tokens.get(word).clause();
    // "without bleeding or seizure": behind an "or" stands one alternative that may be any word.
    int alternatives = 0;
    for (int at = word - 1; at >= 0 && tokens.get(at).clause() == clause; at--) {
      String text = tokens.get(at).text();
      if (denyBefore.contains(text) && !inPhrase.get(at)) {
        return true;
      }
      if (or.contains(text)) {
        alternatives = 1;
      } else if (inPhrase.get(at) || (!betweenBefore.contains(text) && alternatives-- == 0)) {
        return false;
      }
    }
    return false;
  }

  /** Whether a denial stands after one of the words, over harmless words only. */
  private boolean deniedAfter(List<Token> tokens, Match match, BitSet inPhrase) {
    return match.words().stream()
        .anyMatch(at -> !match.words().get(at + 1) && deniedAfter(tokens, at, inPhrase));
  }

  private boolean deniedAfter(List<Token> tokens, int word, BitSet inPhrase) {
    int clause = tokens.get(word).clause();
    for (int at = word + 1;
        at < tokens.size() && tokens.get(at).clause() == clause && !inPhrase.get(at);
        at++) {
      String text = tokens.get(at).text();
      if (denyAfter.contains(text)) {
        return !persists(tokens, at);
      }
      if (!betweenAfter.contains(text)) {
        return false;
      }
    }
    return false;
  }

  private boolean persists(List<Token> tokens, int denial) {
    for (int at = denial + 1; at <= denial + 2 && at < tokens.size(); at++) {
      if (persisting.contains(tokens.get(at).text())
          && tokens.get(at).clause() == tokens.get(denial).clause()) {
        return true;
      }
    }
    return false;
  }

  /** "no a or b", "no a, b or c": a denial in front goes on as far as an "or" comes last. */
  private void carryForward(List<Token> tokens, List<Match> matches, BitSet denied) {
    for (int i = 0; i + 1 < matches.size(); i++) {
      if (!denied.get(i)) {
        continue;
      }
      int end = i;
      for (int next = i + 1;
          next < matches.size() && linked(tokens, matches.get(next - 1), matches.get(next));
          next++) {
        if (joinedByOr(tokens, matches.get(next - 1), matches.get(next), false)) {
          end = next;
        }
      }
      denied.set(i, end + 1);
    }
  }

  /** Only "or", harmless words or a comma between. */
  private boolean linked(List<Token> tokens, Match left, Match right) {
    return onlyBetween(tokens, left, right, false);
  }

  private boolean joinedByOr(List<Token> tokens, Match left, Match right, boolean after) {
    for (int at = left.last() + 1; at < right.first(); at++) {
      if (or.contains(tokens.get(at).text())) {
        return onlyBetween(tokens, left, right, after);
      }
    }
    return false;
  }

  private boolean onlyBetween(List<Token> tokens, Match left, Match right, boolean after) {
    if (tokens.get(left.first()).sentence() != tokens.get(right.last()).sentence()) {
      return false;
    }
    for (int at = left.last() + 1; at < right.first(); at++) {
      String word = tokens.get(at).text();
      boolean harmless = betweenBefore.contains(word) || (after && betweenAfter.contains(word));
      if (!or.contains(word) && !harmless) {
        return false;
      }
    }
    return true;
  }

  /**
   * Indexes of the past ones. "had a stroke five years ago" puts the nearest complaint before it
   * into the past, "history of stroke" the nearest after it; never beyond its sentence, and not
   * when the same part of the sentence says that it is so now.
   */
  BitSet past(List<Token> tokens, List<Match> matches) {
    BitSet result = new BitSet();
    for (int at = 0; at < tokens.size(); at++) {
      for (List<String> phrase : past) {
        if (stands(phrase, at, tokens)) {
          int match = nearest(tokens, matches, at, at + phrase.size() - 1);
          for (int i = 0; match >= 0 && i < matches.size(); i++) {
            if (matches.get(i).words().intersects(matches.get(match).words())) {
              result.set(i);
            }
          }
        }
      }
    }
    return result;
  }

  private static boolean stands(List<String> phrase, int at, List<Token> tokens) {
    if (at + phrase.size() > tokens.size()) {
      return false;
    }
    for (int i = 0; i < phrase.size(); i++) {
      if (!phrase.get(i).equals(tokens.get(at + i).text())) {
        return false;
      }
    }
    return true;
  }

  private int nearest(List<Token> tokens, List<Match> matches, int first, int last) {
    int best = -1;
    int bestDistance = Integer.MAX_VALUE;
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      boolean follows = match.first() > last;
      int distance = follows ? match.first() - last : first - match.last();
      if (distance < bestDistance
          && tokens.get(match.first()).sentence() == tokens.get(first).sentence()
          && !saysNow(tokens, Math.min(match.first(), first), Math.max(match.last(), last))) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Looks a little beyond both ends, but not across an "and" or a new clause. */
  private boolean saysNow(List<Token> tokens, int from, int to) {
    int start = from;
    int end = to;
    while (start > 0 && goesOn(tokens, start - 1, from)) {
      start--;
    }
    while (end + 1 < tokens.size() && goesOn(tokens, end + 1, to)) {
      end++;
    }
    for (int at = start; at <= end; at++) {
      if (now.contains(tokens.get(at).text())) {
        return true;
      }
    }
    return false;
  }

  private boolean goesOn(List<Token> tokens, int at, int from) {
    Token token = tokens.get(at);
    return token.clause() == tokens.get(from).clause()
        && !and.contains(token.text())
        && !breaks.contains(token.text());
  }
}
