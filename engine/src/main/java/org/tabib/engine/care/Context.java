package org.tabib.engine.care;

import java.util.BitSet;
import java.util.List;

/**
 * Tells which found complaints are denied or past, as the grammar of one language sees it.
 * Deliberately narrow: a denial reaches a complaint only over words that are listed as harmless, so
 * that "not feeling well chest pain" stays an alarm.
 */
final class Context {
  private final int language;
  private final Grammar grammar;
  private final PastPhrases past;
  private final Message message;
  private final List<Match> matches;
  private final int[] clauses;

  Context(int language, Grammar grammar, PastPhrases past, Message message, List<Match> matches) {
    this.language = language;
    this.grammar = grammar;
    this.past = past;
    this.message = message;
    this.matches = matches;
    this.clauses = grammar.clauses(message);
  }

  private boolean is(int roles, int at) {
    return grammar.is(roles, message.word(at));
  }

  private int sentence(int at) {
    return message.tokens().get(at).sentence();
  }

  /** Indexes of the denied ones among matches in the order of the text. */
  BitSet denied() {
    BitSet inPhrase = new BitSet();
    matches.forEach(match -> inPhrase.or(match.words()));
    BitSet denied = new BitSet();
    BitSet before = new BitSet();
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i).denying().get(language)) {
        denied.set(i);
      } else if (deniedBefore(matches.get(i), inPhrase)) {
        before.set(i);
      } else if (deniedAfter(matches.get(i), inPhrase)) {
        denied.set(i);
      }
    }
    carryForward(before);
    denied.or(before);
    for (int i = matches.size() - 2; i >= 0; i--) {
      // "a ya b nahi": the denial after b reaches back over the "or".
      if (denied.get(i + 1) && joinedByOr(matches.get(i), matches.get(i + 1), true)) {
        denied.set(i);
      }
    }
    return denied;
  }

  /** Whether a denial stands before one of the words, over harmless words only. */
  private boolean deniedBefore(Match match, BitSet inPhrase) {
    return match.words().stream()
        .anyMatch(at -> at > 0 && !match.words().get(at - 1) && deniedBefore(at, inPhrase));
  }

  private boolean deniedBefore(int word, BitSet inPhrase) {
    int clause = clauses[word];
    // "without bleeding or seizure": behind an "or" stands one alternative that may be any word.
    int alternatives = 0;
    for (int at = word - 1; at >= 0 && clauses[at] == clause; at--) {
      if (is(Grammar.DENY_BEFORE, at) && !inPhrase.get(at)) {
        return true;
      }
      if (is(Grammar.OR, at)) {
        alternatives = 1;
      } else if (inPhrase.get(at) || (!is(Grammar.BETWEEN_BEFORE, at) && alternatives-- == 0)) {
        return false;
      }
    }
    return false;
  }

  /** Whether a denial stands after one of the words, over harmless words only. */
  private boolean deniedAfter(Match match, BitSet inPhrase) {
    return match.words().stream()
        .anyMatch(at -> !match.words().get(at + 1) && deniedAfter(at, inPhrase));
  }

  private boolean deniedAfter(int word, BitSet inPhrase) {
    int clause = clauses[word];
    for (int at = word + 1;
        at < message.size() && clauses[at] == clause && !inPhrase.get(at);
        at++) {
      if (is(Grammar.DENY_AFTER, at)) {
        return !persists(at);
      }
      if (!is(Grammar.BETWEEN_AFTER, at)) {
        return false;
      }
    }
    return false;
  }

  private boolean persists(int denial) {
    for (int at = denial + 1; at <= denial + 2 && at < message.size(); at++) {
      if (is(Grammar.PERSISTING, at) && clauses[at] == clauses[denial]) {
        return true;
      }
    }
    return false;
  }

  /** "no a or b", "no a, b or c": a denial in front goes on as far as an "or" comes last. */
  private void carryForward(BitSet denied) {
    for (int i = 0; i + 1 < matches.size(); i++) {
      if (!denied.get(i)) {
        continue;
      }
      int end = i;
      int reach = matches.get(i).last();
      for (int next = i + 1; next < matches.size(); next++) {
        Match match = matches.get(next);
        if (match.first() <= reach) {
          // The same words read in another way: an "or" before them was before both.
          boolean sameAlternative = end > i && match.first() == matches.get(end).first();
          end = sameAlternative ? next : end;
        } else if (!onlyBetween(reach, match, false)) {
          break;
        } else if (orBetween(reach, match)) {
          end = next;
        }
        reach = Math.max(reach, match.last());
      }
      denied.set(i, end + 1);
    }
  }

  private boolean joinedByOr(Match left, Match right, boolean after) {
    return orBetween(left.last(), right) && onlyBetween(left.last(), right, after);
  }

  private boolean orBetween(int left, Match right) {
    for (int at = left + 1; at < right.first(); at++) {
      if (is(Grammar.OR, at)) {
        return true;
      }
    }
    return false;
  }

  /** Only "or", harmless words or a comma between. */
  private boolean onlyBetween(int left, Match right, boolean after) {
    if (sentence(left) != sentence(right.last())) {
      return false;
    }
    for (int at = left + 1; at < right.first(); at++) {
      int harmless = Grammar.BETWEEN_BEFORE | (after ? Grammar.BETWEEN_AFTER : 0);
      if (!is(Grammar.OR | harmless, at)) {
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
  BitSet past() {
    BitSet result = new BitSet();
    for (int at = 0; at < message.size(); at++) {
      for (int[] place : past.at(at, message)) {
        int match = nearest(place[0], place[1]);
        for (int i = 0; match >= 0 && i < matches.size(); i++) {
          if (matches.get(i).words().intersects(matches.get(match).words())) {
            result.set(i);
          }
        }
      }
    }
    return result;
  }

  private int nearest(int first, int last) {
    int best = -1;
    int bestDistance = Integer.MAX_VALUE;
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      boolean follows = match.first() > last;
      int distance = follows ? match.first() - last : first - match.last();
      if (distance < bestDistance
          && sentence(match.first()) == sentence(first)
          && !saysNow(Math.min(match.first(), first), Math.max(match.last(), last))) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Looks a little beyond both ends, but not across an "and" or a new clause. */
  private boolean saysNow(int from, int to) {
    int start = from;
    int end = to;
    while (start > 0 && goesOn(start - 1, from)) {
      start--;
    }
    while (end + 1 < message.size() && goesOn(end + 1, to)) {
      end++;
    }
    for (int at = start; at <= end; at++) {
      if (is(Grammar.NOW, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean goesOn(int at, int from) {
    return clauses[at] == clauses[from] && !is(Grammar.AND | Grammar.BREAK, at);
  }
}
