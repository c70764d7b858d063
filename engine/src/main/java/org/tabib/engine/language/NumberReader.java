package org.tabib.engine.language;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads numbers in digits of any script and in words. */
final class NumberReader {
  private static final BigDecimal TEN = BigDecimal.TEN;

  private final Vocabulary<BigDecimal> words = new Vocabulary<>();
  private final Vocabulary<BigDecimal> ordinals = new Vocabulary<>();
  private final Set<String> choice = new HashSet<>();

  NumberReader(List<ReadingFile> files) {
    for (ReadingFile file : files) {
      words.addNumbers(file.numbers(), number -> number);
      ordinals.addNumbers(file.ordinals(), number -> number);
      choice.addAll(Vocabulary.set(file.choice()));
    }
  }

  /** A number and how many words it took. */
  record Read(BigDecimal value, int words) {}

  /** The number that begins at this word; "twenty five" takes two words. */
  Optional<Read> at(List<String> text, int start) {
    Optional<BigDecimal> first = one(text.get(start));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal tens = first.get();
    boolean isTens =
        words.has(text.get(start))
            && tens.compareTo(TEN) > 0
            && tens.remainder(TEN).signum() == 0
            && start + 1 < text.size();
    if (isTens) {
      Optional<BigDecimal> unit =
          words
              .of(text.get(start + 1))
              .filter(
                  u ->
                      u.signum() > 0
                          && u.compareTo(TEN) < 0
                          && u.stripTrailingZeros().scale() <= 0);
      if (unit.isPresent()) {
        return Optional.of(new Read(tens.add(unit.get()), 2));
      }
    }
    return Optional.of(new Read(tens, 1));
  }

  private Optional<BigDecimal> one(String word) {
    if (word.matches("[0-9]{1,4}([.,][0-9]{1,3})?")) {
      return Optional.of(new BigDecimal(word.replace(',', '.')));
    }
    return words.of(word);
  }

  OptionalInt choice(String text) {
    List<String> all = Vocabulary.words(text.replace("🔟", "10"), "");
    all.removeIf(choice::contains);
    if (all.isEmpty() || all.size() > 2) {
      return OptionalInt.empty();
    }
    Optional<BigDecimal> ordinal = ordinals.of(String.join(" ", all));
    Optional<BigDecimal> number =
        at(all, 0).filter(read -> read.words() == all.size()).map(Read::value);
    return ordinal
        .or(() -> number)
        .filter(n -> n.stripTrailingZeros().scale() <= 0)
        .map(n -> OptionalInt.of(n.intValue()))
        .orElse(OptionalInt.empty());
  }
}
