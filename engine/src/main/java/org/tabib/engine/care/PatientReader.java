package org.tabib.engine.care;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Sex;
import org.tabib.engine.language.TextNormaliser;

/**
 * Reads the patient's age and sex where a sentence mentions them: "my son is 4 years old and has
 * fever since 2 days" is about a boy of four. An amount of time is an age only beside a word that
 * says so, or years beside a person; beside a word of duration it never is.
 */
final class PatientReader {
  private static final int NEAR = 3;

  /** Months in a unit; days and weeks by the mean month of 30.44 days. */
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

  private final Map<String, BigDecimal> numbers = new HashMap<>();
  private final Map<String, Unit> units = new HashMap<>();
  private final Map<String, EnumSet<PatientWord>> words = new HashMap<>();

  /**
   * @param readings the languages' {@code reading.yaml}
   */
  PatientReader(List<JsonNode> readings, List<CareFile> files) {
    for (JsonNode reading : readings) {
      for (Map.Entry<String, JsonNode> number : reading.path("numbers").properties()) {
        BigDecimal value = new BigDecimal(number.getKey());
        texts(number.getValue())
            .forEach(text -> numbers.putIfAbsent(TextNormaliser.normalise(text), value));
      }
      add(texts(reading.at("/age/years")), Unit.YEAR);
      add(texts(reading.at("/age/months")), Unit.MONTH);
      add(texts(reading.at("/age/weeks")), Unit.WEEK);
      add(texts(reading.at("/age/days")), Unit.DAY);
    }
    for (CareFile file : files) {
      Objects.requireNonNullElse(file.patient(), Map.<PatientWord, List<String>>of())
          .forEach(
              (kind, texts) ->
                  texts.forEach(
                      text ->
                          words
                              .computeIfAbsent(
                                  TextNormaliser.normalise(text),
                                  w -> EnumSet.noneOf(PatientWord.class))
                              .add(kind)));
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void add(List<String> texts, Unit unit) {
    // A unit of one letter stands for too many other things in a sentence.
    texts.stream()
        .map(TextNormaliser::normalise)
        .filter(text -> text.length() > 1)
        .forEach(text -> units.putIfAbsent(text, unit));
  }

  /** Words for numbers in all languages. */
  Set<String> numberWords() {
    return numbers.keySet();
  }

  /** Words that tell who the patient is, in all languages. */
  Set<String> words() {
    return words.keySet();
  }

  /**
   * @param pregnant what the complaints say; months and weeks are then those of the pregnancy
   */
  Facts read(Message message, @Nullable Boolean pregnant) {
    return new Facts(age(message, Boolean.TRUE.equals(pregnant)), sex(message), pregnant);
  }

  private @Nullable Sex sex(Message message) {
    boolean male = false;
    boolean female = false;
    for (int at = 0; at < message.size(); at++) {
      male |= is(PatientWord.MALE, at, message);
      female |= is(PatientWord.FEMALE, at, message);
    }
    return male == female ? null : male ? Sex.MALE : Sex.FEMALE;
  }

  private @Nullable Age age(Message message, boolean pregnant) {
    int next = 0;
    for (int at = 0; at < message.size(); at = next) {
      if (is(PatientWord.NEWBORN, at, message)) {
        return new Age(0, 0);
      }
      Amount amount = amount(message, at);
      next = Math.max(amount.end(), at + 1);
      @Nullable BigDecimal number = number(message, at);
      if (number != null || amount.end() > at) {
        boolean ofPregnancy = pregnant && amount.months().compareTo(new BigDecimal(10)) < 0;
        if (amount.end() > at && !ofPregnancy && isAge(amount, at, message)) {
          @Nullable Age age = age(amount.months());
          if (age != null) {
            return age;
          }
        }
        if (number != null && amount.end() == at && isAged(message, at)) {
          return age(number.multiply(Unit.YEAR.months));
        }
      }
    }
    return null;
  }

  /**
   * Numbers with units that follow each other: "2 years 3 months", "miaka 2 miezi 3".
   *
   * @param end place behind the last unit; where it began when there is no unit
   * @param years whether all of it is whole years
   */
  private record Amount(BigDecimal months, int end, boolean years) {}

  private Amount amount(Message message, int start) {
    BigDecimal months = BigDecimal.ZERO;
    int end = start;
    boolean years = true;
    while (end + 1 < message.size()) {
      @Nullable Unit before = unit(message.word(end));
      @Nullable BigDecimal after = number(message, end + 1);
      if (before == null || after == null) {
        break;
      }
      // "miaka minne": the unit stands in front.
      months = months.add(after.multiply(before.months));
      years &= before == Unit.YEAR;
      end += 2;
    }
    while (end < message.size()) {
      int digits = digits(message.word(end));
      String glued = message.word(end).substring(digits);
      boolean apart = glued.isEmpty() || digits == 0;
      @Nullable BigDecimal number =
          apart ? number(message, end) : new BigDecimal(message.word(end).substring(0, digits));
      @Nullable Unit unit =
          unit(apart ? (end + 1 < message.size() ? message.word(end + 1) : "") : glued);
      if (number == null || unit == null) {
        break;
      }
      months = months.add(number.multiply(unit.months));
      years &= unit == Unit.YEAR;
      end += apart ? 2 : 1;
    }
    return new Amount(months, end, years);
  }

  /** A word that joins can have the unit in it: "বছরের" is "of years". */
  private @Nullable Unit unit(String word) {
    @Nullable Unit unit = units.get(word);
    if (unit == null && is(PatientWord.OF, word)) {
      for (int length = word.length() - 1; unit == null && length > 1; length--) {
        unit = units.get(word.substring(0, length));
      }
    }
    return unit;
  }

  /** How many digits a word begins with; none when they are too many for an age. */
  private static int digits(String word) {
    int digits = 0;
    while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
      digits++;
    }
    return digits > 3 ? 0 : digits;
  }

  private boolean isAge(Amount amount, int start, Message message) {
    int end = amount.end();
    if (is(PatientWord.DURATION, start - 1, message) || is(PatientWord.DURATION, end, message)) {
      return false;
    }
    if (is(PatientWord.OLD, start - 1, message)
        || is(PatientWord.OLD, end - 1, message)
        || is(PatientWord.OLD, end, message)) {
      return true;
    }
    // "3 din ka bukhar" is a fever of three days, "3 din ka bachcha" a baby of three days.
    if (is(PatientWord.OF, end - 1, message) || is(PatientWord.OF, end, message)) {
      return isPersonFrom(is(PatientWord.OF, end, message) ? end + 1 : end, 1, message);
    }
    if (is(PatientWord.OF, start - 1, message)
        || (is(PatientWord.IS, start - 1, message) && !amount.years())) {
      return isPersonFrom(start - 2, -1, message);
    }
    if (!amount.years() || is(PatientWord.DURATION, end + 1, message)) {
      return isPerson(end, message);
    }
    boolean beside = is(PatientWord.IS, start - 1, message) || isAged(message, start);
    for (int at = start - NEAR; at < end + NEAR; at++) {
      beside |= isPerson(at, message);
    }
    return beside;
  }

  /** A person there, or behind one word that is no complaint: "mtoto wangu wa miaka minne". */
  private boolean isPersonFrom(int at, int step, Message message) {
    if (isPerson(at, message)) {
      return true;
    }
    boolean inside = at >= 0 && at < message.size();
    return inside
        && Arrays.stream(message.numbers()[at]).allMatch(number -> number == Lexicon.UNKNOWN)
        && isPerson(at + step, message);
  }

  private boolean isAged(Message message, int start) {
    return is(PatientWord.AGED, start - 1, message)
        || (is(PatientWord.AGED, start - 2, message)
            && (is(PatientWord.IS, start - 1, message) || is(PatientWord.OF, start - 1, message)));
  }

  private boolean isPerson(int at, Message message) {
    return is(PatientWord.PERSON, at, message)
        || is(PatientWord.MALE, at, message)
        || is(PatientWord.FEMALE, at, message);
  }

  private boolean is(PatientWord kind, int at, Message message) {
    return at >= 0 && at < message.size() && is(kind, message.word(at));
  }

  private boolean is(PatientWord kind, String word) {
    @Nullable EnumSet<PatientWord> kinds = words.get(word);
    return kinds != null && kinds.contains(kind);
  }

  private @Nullable BigDecimal number(Message message, int at) {
    String word = message.word(at);
    if (!Character.isDigit(word.charAt(0))) {
      return numbers.get(word);
    }
    return word.length() <= 3 && word.chars().allMatch(Character::isDigit)
        ? new BigDecimal(word)
        : null;
  }

  private static @Nullable Age age(BigDecimal months) {
    // A hair up before rounding down: 52 weeks and 30 days are whole months to people.
    int whole = months.add(new BigDecimal("0.04")).setScale(0, RoundingMode.DOWN).intValueExact();
    return whole / 12 <= Age.OLDEST_YEARS ? new Age(whole / 12, whole % 12) : null;
  }
}
