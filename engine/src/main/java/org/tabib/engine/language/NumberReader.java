package org.tabib.engine.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads numbers in digits of any script and in words. */
final class NumberReader {
  private static final BigDecimal TEN = BigDecimal.TEN;
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final int LONGEST_DIGITS = 8;

  private final Lexicon lexicon;
  private final Vocabulary<BigDecimal> words;
  private final Vocabulary<BigDecimal> ordinals;
  private final Vocabulary<BigDecimal> fractions;
  private final Set<String> choice = new HashSet<>();
  private final Set<String> joiners = new HashSet<>();

  NumberReader(List<ReadingFile> files, Lexicon lexicon) {
    this.lexicon = lexicon;
    this.words = new Vocabulary<>(lexicon);
    this.ordinals = new Vocabulary<>(lexicon);
    this.fractions = new Vocabulary<>(lexicon);
    for (ReadingFile file : files) {
      words.addNumbers(file.numbers(), number -> number);
      ordinals.addNumbers(file.ordinals(), number -> number);
      fractions.add(file.time().half(), HALF);
      fractions.add(file.time().quarter(), new BigDecimal("0.25"));
      fractions.add(file.time().quarterTo(), new BigDecimal("-0.25"));
      choice.addAll(Vocabulary.set(file.choice()));
      joiners.addAll(Vocabulary.set(file.age().ignore()));
    }
  }

  /** A number and how many words it took. */
  record Read(BigDecimal value, int words) {
    boolean isWhole() {
      return value.stripTrailingZeros().scale() <= 0;
    }
  }

  /** The number that begins at this word, with its fraction: "two and a half", "साढ़े तीन". */
  @Nullable Read at(List<String> text, int start) {
    Vocabulary.@Nullable Match<BigDecimal> fraction = fractions.at(text, start);
    if (fraction != null) {
      @Nullable Read after = whole(text, start + fraction.words());
      if (after != null && after.isWhole()) {
        return new Read(after.value().add(fraction.meaning()), after.words() + fraction.words());
      }
    }
    @Nullable Read whole = whole(text, start);
    if (whole == null || !whole.isWhole()) {
      return whole;
    }
    int next = start + whole.words();
    int joined = joiners(text, next);
    @Nullable Read half = joined == 0 ? null : whole(text, next + joined);
    return half != null && half.value().compareTo(HALF) == 0
        ? new Read(whole.value().add(HALF), whole.words() + joined + half.words())
        : whole;
  }

  private int joiners(List<String> text, int start) {
    int count = 0;
    while (count < 2 && start + count < text.size() && joiners.contains(text.get(start + count))) {
      count++;
    }
    return count;
  }

  /** The number that begins at this word; "twenty five" takes two words. */
  @Nullable Read whole(List<String> text, int start) {
    if (start < 0 || start >= text.size()) {
      return null;
    }
    @Nullable BigDecimal digits = digits(text.get(start));
    if (digits != null) {
      return new Read(digits, 1);
    }
    Vocabulary.@Nullable Match<BigDecimal> first = words.at(text, start);
    if (first == null) {
      return null;
    }
    BigDecimal tens = first.meaning();
    boolean isTens = tens.compareTo(TEN) > 0 && tens.remainder(TEN).signum() == 0;
    int next = start + first.words();
    if (isTens && next < text.size()) {
      int joined = words.has(text.get(next)) ? 0 : joiners(text, next);
      Vocabulary.@Nullable Match<BigDecimal> unit = words.at(text, next + joined);
      if (joined < 2 && unit != null && isUnit(unit.meaning())) {
        return new Read(tens.add(unit.meaning()), first.words() + joined + unit.words());
      }
    }
    return new Read(tens, first.words());
  }

  private static boolean isUnit(BigDecimal number) {
    return number.signum() > 0
        && number.compareTo(TEN) < 0
        && number.stripTrailingZeros().scale() <= 0;
  }

  /** Up to four digits, and up to three behind a point or a comma. */
  private static @Nullable BigDecimal digits(String word) {
    int point = -1;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c == '.' || c == ',') && point < 0 && i > 0) {
        point = i;
      } else if (c < '0' || c > '9') {
        return null;
      }
    }
    int whole = point < 0 ? word.length() : point;
    int fraction = point < 0 ? 0 : word.length() - point - 1;
    boolean fits =
        word.length() <= LONGEST_DIGITS
            && whole >= 1
            && whole <= 4
            && (point < 0 || (fraction >= 1 && fraction <= 3));
    return fits ? new BigDecimal(word.replace(',', '.')) : null;
  }

  /** Whether the word is an ordinal, and of what number. */
  Optional<BigDecimal> ordinal(String word) {
    return ordinals.of(word);
  }

  OptionalInt choice(String text) {
    List<String> all = new ArrayList<>(lexicon.read(text.replace("🔟", "10"), ""));
    all.removeIf(choice::contains);
    if (all.isEmpty() || all.size() > 3) {
      return OptionalInt.empty();
    }
    Optional<BigDecimal> ordinal = ordinals.of(String.join(" ", all));
    Optional<BigDecimal> number =
        Optional.ofNullable(whole(all, 0)).filter(r -> r.words() == all.size()).map(Read::value);
    return ordinal
        .or(() -> number)
        .filter(n -> n.stripTrailingZeros().scale() <= 0)
        .map(n -> OptionalInt.of(n.intValue()))
        .orElse(OptionalInt.empty());
  }
}
