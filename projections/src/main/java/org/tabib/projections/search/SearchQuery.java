package org.tabib.projections.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tabib.engine.privacy.TokenHasher;

/**
 * What somebody looks for: words that all must be there, of which the last one, and those with an
 * asterisk, may be beginnings; and "phrases", whose words stand side by side. Never log it: it may
 * name a person or an illness.
 */
public final class SearchQuery {
  /** The longest query, in UTF-16 code units. */
  public static final int LONGEST = 200;

  private static final String QUOTES = "\"“”„«»";

  /** One word to be found. */
  record Term(List<WordForm> forms, boolean beginning) {
    boolean matches(Word word) {
      return beginning ? word.beginsWith(forms) : word.is(forms);
    }

    /** Tokens of which one must be there; none when the word is too short to have any. */
    long[] tokens(TokenHasher hasher) {
      return forms.stream()
          .filter(WordForm::longEnough)
          .mapToLong(
              form ->
                  beginning
                      ? hasher.token(MessageTokens.BEGINNING, form.beginning())
                      : hasher.token(MessageTokens.WHOLE, form.text()))
          .toArray();
    }
  }

  private final List<List<Term>> phrases;

  private SearchQuery(List<List<Term>> phrases) {
    this.phrases = List.copyOf(phrases);
  }

  /**
   * Reads a query.
   *
   * @throws InvalidQuery when it is too long, or has no word that can be looked up
   */
  public static SearchQuery parse(String text) {
    if (text.length() > LONGEST) {
      throw new InvalidQuery("has at most " + LONGEST + " characters");
    }
    List<List<Term>> phrases = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || QUOTES.indexOf(text.charAt(i)) >= 0) {
        boolean last = i == text.length();
        add(phrases, text.substring(from, i), quoted, last);
        quoted = !quoted;
        from = i + 1;
      }
    }
    SearchQuery query = new SearchQuery(phrases);
    if (query.terms().noneMatch(term -> term.forms().stream().anyMatch(WordForm::longEnough))) {
      throw new InvalidQuery("has at least one word of three characters or more");
    }
    return query;
  }

  /** A quotation that is not closed ends with the query. */
  private static void add(List<List<Term>> phrases, String part, boolean quoted, boolean last) {
    List<Word> words = Words.of(part);
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean starred = word.end() < part.length() && part.charAt(word.end()) == '*';
      boolean open = !quoted && last && i == words.size() - 1;
      terms.add(new Term(word.forms(), starred || open));
    }
    if (quoted && !terms.isEmpty()) {
      phrases.add(List.copyOf(terms));
    } else {
      terms.forEach(term -> phrases.add(List.of(term)));
    }
  }

  /** For each word that has tokens, those of which one must be there. */
  List<long[]> tokens(TokenHasher hasher) {
    return terms().map(term -> term.tokens(hasher)).filter(any -> any.length > 0).toList();
  }

  private Stream<Term> terms() {
    return phrases.stream().flatMap(List::stream);
  }

  /**
   * Where the query is in the texts of a message, in their order, without repetition; empty when it
   * is not all there. A phrase stands in one text.
   */
  public List<Highlight> in(List<WrittenText> texts) {
    List<List<Word>> words = texts.stream().map(text -> Words.of(text.text())).toList();
    Set<Highlight> found = new LinkedHashSet<>();
    for (List<Term> phrase : phrases) {
      boolean there = false;
      for (int i = 0; i < texts.size(); i++) {
        there |= find(phrase, texts.get(i).field(), words.get(i), found);
      }
      if (!there) {
        return List.of();
      }
    }
    List<String> fields = texts.stream().map(WrittenText::field).toList();
    return found.stream()
        .sorted(
            Comparator.comparingInt((Highlight h) -> fields.indexOf(h.field()))
                .thenComparingInt(Highlight::start)
                .thenComparingInt(Highlight::end))
        .toList();
  }

  private static boolean find(
      List<Term> phrase, String field, List<Word> words, Set<Highlight> found) {
    boolean there = false;
    for (int at = 0; at + phrase.size() <= words.size(); at++) {
      if (stands(phrase, words, at)) {
        there = true;
        found.add(
            new Highlight(field, words.get(at).start(), words.get(at + phrase.size() - 1).end()));
      }
    }
    return there;
  }

  private static boolean stands(List<Term> phrase, List<Word> words, int at) {
    for (int i = 0; i < phrase.size(); i++) {
      if (!phrase.get(i).matches(words.get(at + i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "SearchQuery[…]";
  }

  /**
   * A match.
   *
   * @param field which text of the content, see {@link WrittenText}
   * @param start in that text as it was written, in UTF-16 code units
   * @param end exclusive
   */
  public record Highlight(String field, int start, int end) {}

  /** The query cannot be looked up; the message says what one has, and quotes nothing. */
  public static final class InvalidQuery extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidQuery(String message) {
      super(message);
    }
  }
}
