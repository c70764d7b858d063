package org.tabib.engine.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an age: a number of years, or amounts with units ("2 years 3 months", "6 weeks"). */
final class AgeReader {
  /** Months in a unit of age; days and weeks by the mean month of 30.44 days. */
  private enum Unit {
    YEAR("12"),
    MONTH("1"),
    WEEK("0.22996"),
    DAY("0.03285");

    private final BigDecimal months;

    Unit(String months) {
      this.months = new BigDecimal(months);
    }
  }

  private final NumberReader numbers;
  private final Vocabulary<Unit> units = new Vocabulary<>();
  private final Set<String> ignore = new HashSet<>();

  AgeReader(List<ReadingFile> files, NumberReader numbers) {
    this.numbers = numbers;
    for (ReadingFile file : files) {
      units.add(file.age().years(), Unit.YEAR);
      units.add(file.age().months(), Unit.MONTH);
      units.add(file.age().weeks(), Unit.WEEK);
      units.add(file.age().days(), Unit.DAY);
      ignore.addAll(Vocabulary.set(file.age().ignore()));
      // Asked for the age, people answer "34 male".
      file.sex().words().values().forEach(words -> ignore.addAll(Vocabulary.set(words)));
    }
  }

  Optional<Age> read(String text) {
    if (text.strip().startsWith("-")) {
      return Optional.empty();
    }
    List<String> words = Vocabulary.words(text, ".,");
    words.removeIf(word -> ignore.contains(word) && !units.has(word));
    BigDecimal months = BigDecimal.ZERO;
    Set<Unit> seen = new HashSet<>();
    for (int i = 0; i < words.size(); ) {
      Optional<NumberReader.Read> number = numbers.at(words, i);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      i += number.get().words();
      Optional<Unit> unit = i < words.size() ? units.of(words.get(i)) : Optional.empty();
      boolean bare = unit.isEmpty() && i == words.size() && seen.isEmpty();
      if ((unit.isEmpty() && !bare) || !seen.add(unit.orElse(Unit.YEAR))) {
        return Optional.empty();
      }
      i += bare ? 0 : 1;
      months = months.add(number.get().value().multiply(unit.orElse(Unit.YEAR).months));
    }
    return seen.isEmpty() ? Optional.empty() : ofMonths(months);
  }

  private static Optional<Age> ofMonths(BigDecimal months) {
    // A hair up before rounding down: 52 weeks and 30 days are whole months to people.
    int whole = months.add(new BigDecimal("0.04")).setScale(0, RoundingMode.DOWN).intValueExact();
    return whole / 12 <= Age.OLDEST_YEARS
        ? Optional.of(new Age(whole / 12, whole % 12))
        : Optional.empty();
  }
}
