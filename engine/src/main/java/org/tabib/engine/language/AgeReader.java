package org.tabib.engine.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an age: a number of years, or amounts with units ("2 years 3 months", "6 weeks"), the unit
 * before or after its number as the language has it ("miaka 34").
 */
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

  private final Lexicon lexicon;
  private final NumberReader numbers;
  private final Vocabulary<Unit> units;
  private final Set<String> ignore = new HashSet<>();

  AgeReader(List<ReadingFile> files, NumberReader numbers, Lexicon lexicon) {
    this.lexicon = lexicon;
    this.numbers = numbers;
    this.units = new Vocabulary<>(lexicon);
    for (ReadingFile file : files) {
      units.add(file.age().years(), Unit.YEAR);
      units.add(file.age().months(), Unit.MONTH);
      units.add(file.age().weeks(), Unit.WEEK);
      units.add(file.age().days(), Unit.DAY);
      file.age().ignore().forEach(phrase -> ignore.addAll(lexicon.forms(phrase)));
      // Asked for the age, people answer "34 male".
      file.sex()
          .words()
          .values()
          .forEach(words -> words.forEach(word -> ignore.addAll(lexicon.forms(word))));
    }
  }

  Optional<Age> read(String text) {
    if (text.strip().startsWith("-")) {
      return Optional.empty();
    }
    List<String> words = lexicon.read(text, ".,");
    Sum sum = new Sum();
    for (int i = 0; i < words.size(); ) {
      NumberReader.@Nullable Read number = numbers.at(words, i);
      Vocabulary.@Nullable Match<Unit> unit = units.at(words, i);
      if (number != null) {
        if (!sum.take(number.value())) {
          return Optional.empty();
        }
        i += number.words();
      } else if (unit != null) {
        if (!sum.take(unit.meaning())) {
          return Optional.empty();
        }
        i += unit.words();
      } else if (ignore.contains(words.get(i))) {
        i++;
      } else {
        return Optional.empty();
      }
    }
    return sum.months().flatMap(AgeReader::ofMonths);
  }

  /** Adds amounts as numbers and units come, in the order that the first of them sets. */
  private static final class Sum {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final Set<Unit> seen = EnumSet.noneOf(Unit.class);
    private BigDecimal total = BigDecimal.ZERO;
    private @Nullable BigDecimal number;
    private @Nullable Unit unit;
    private @Nullable Unit last;

    boolean take(BigDecimal value) {
      if (number != null) {
        return false;
      }
      number = value;
      return unit == null || add();
    }

    boolean take(Unit next) {
      if (unit != null) {
        // "umri miaka 34", "idade anos": a unit said twice is one.
        return unit == next;
      }
      unit = next;
      return number == null || add();
    }

    private boolean add() {
      @Nullable BigDecimal amount = number;
      @Nullable Unit of = unit;
      if (amount == null || of == null || !seen.add(of)) {
        return false;
      }
      total = total.add(amount.multiply(of.months));
      last = of;
      number = null;
      unit = null;
      return true;
    }

    Optional<BigDecimal> months() {
      @Nullable BigDecimal open = number;
      if (unit != null) {
        return Optional.empty();
      }
      if (open == null) {
        return seen.isEmpty() ? Optional.empty() : Optional.of(total);
      }
      if (last == null) {
        return Optional.of(open.multiply(Unit.YEAR.months));
      }
      // "2 anos e meio": a half of the unit before it.
      return open.compareTo(HALF) == 0
          ? Optional.of(total.add(HALF.multiply(last.months)))
          : Optional.empty();
    }
  }

  private static Optional<Age> ofMonths(BigDecimal months) {
    // A hair up before rounding down: 52 weeks and 30 days are whole months to people.
    int whole = months.add(new BigDecimal("0.04")).setScale(0, RoundingMode.DOWN).intValueExact();
    return whole / 12 <= Age.OLDEST_YEARS
        ? Optional.of(new Age(whole / 12, whole % 12))
        : Optional.empty();
  }
}
