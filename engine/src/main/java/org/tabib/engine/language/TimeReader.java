package org.tabib.engine.language;

import com.ibm.icu.text.DateFormatSymbols;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a time of day among the words of a text: by the clock ("10:30", "साढ़े दस बजे", "saa nne
 * asubuhi", "dez e meia da manhã") or a part of the day. A number alone is no time; something
 * beside it must say that it is.
 */
final class TimeReader {
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  /** Words that may stand between an hour and what tells that it is one ("10 in the morning"). */
  private static final int MOST_BETWEEN = 2;

  private final NumberReader numbers;
  private final Vocabulary<Integer> clock;
  private final Vocabulary<Integer> before;
  private final Vocabulary<Integer> after;
  private final Vocabulary<Integer> words;
  private final Vocabulary<DayPart> parts;
  private final Vocabulary<Boolean> halves;
  private final Vocabulary<Boolean> durations;
  private final Set<String> between = new HashSet<>();
  private final PartsOfDay ranges;

  TimeReader(
      List<Language> languages, List<ReadingFile> files, NumberReader numbers, Lexicon lexicon) {
    this.numbers = numbers;
    this.clock = new Vocabulary<>(lexicon);
    this.before = new Vocabulary<>(lexicon);
    this.after = new Vocabulary<>(lexicon);
    this.words = new Vocabulary<>(lexicon);
    this.parts = new Vocabulary<>(lexicon);
    this.halves = new Vocabulary<>(lexicon);
    this.durations = new Vocabulary<>(lexicon);
    for (ReadingFile file : files) {
      ReadingFile.TimeWords time = file.time();
      clock.add(time.clock(), time.hourOffset() * 60);
      before.add(time.half(), 30);
      before.add(time.quarter(), 15);
      before.add(time.quarterTo(), -15);
      after.add(time.halfAfter(), 30);
      after.add(time.quarterAfter(), 15);
      after.add(time.quarterToAfter(), -15);
      time.words().forEach((at, list) -> words.add(list, minutes(at)));
      parts.addAll(time.parts());
      durations.add(file.age().years(), true);
      durations.add(file.age().months(), true);
      durations.add(file.age().weeks(), true);
      durations.add(file.age().days(), true);
      time.ignore().forEach(word -> between.addAll(lexicon.forms(word)));
    }
    for (ReadingFile file : files) {
      addHalves(file.time().am(), false);
      addHalves(file.time().pm(), true);
    }
    this.ranges = new PartsOfDay(languages.get(0).locale(), parts);
    for (Language language : languages) {
      new PartsOfDay(language.locale(), parts)
          .names()
          .forEach((name, part) -> parts.add(List.of(name), part));
      String[] amPm = new DateFormatSymbols(language.locale()).getAmPmStrings();
      addHalves(List.of(amPm[0]), false);
      addHalves(List.of(amPm[1]), true);
    }
  }

  /** Where a half of the day bears the name of one of its parts, that says more. */
  private void addHalves(List<String> words, boolean afternoon) {
    halves.add(
        words.stream().filter(word -> !parts.has(TextNormaliser.normalise(word))).toList(),
        afternoon);
  }

  private static int minutes(String time) {
    int colon = time.indexOf(':');
    return Integer.parseInt(time.substring(0, colon)) * 60
        + Integer.parseInt(time.substring(colon + 1));
  }

  /** The first time in the text; what it is made of is then used. */
  Optional<TimeOfDay> find(Scan scan) {
    for (int i = 0; i < scan.size(); i++) {
      @Nullable Said said = said(scan.words(), i);
      if (said != null && scan.isFree(i)) {
        @Nullable LocalTime time = resolve(scan, said);
        if (time != null) {
          return Optional.of(new TimeOfDay.Exact(time));
        }
      }
    }
    return part(scan).map(ranges::range);
  }

  /** The only number that nothing else has used, as an hour. */
  Optional<TimeOfDay> bare(Scan scan) {
    for (int i = 0; i < scan.size(); i++) {
      @Nullable Said written = scan.isFree(i) ? digits(scan.word(i), i) : null;
      if (written != null) {
        return Optional.ofNullable(resolve(scan, written.asTime())).map(TimeOfDay.Exact::new);
      }
      NumberReader.@Nullable Read number = scan.isFree(i) ? numbers.whole(scan.words(), i) : null;
      if (number != null) {
        boolean lasting = durations.at(scan.words(), i + number.words()) != null;
        @Nullable Said said = lasting || !isHour(number) ? null : hour(number, i);
        @Nullable LocalTime time = said == null ? null : resolve(scan, said.asTime());
        if (time != null) {
          return Optional.of(new TimeOfDay.Exact(time));
        }
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * An hour as said.
   *
   * @param minutes on whichever clock
   * @param whole whether on a clock of 24 hours
   * @param certain whether it can be nothing but a time, whatever stands beside it
   */
  private record Said(int from, int to, int minutes, boolean whole, boolean certain) {
    Said asTime() {
      return new Said(from, to, minutes, whole, true);
    }

    Said plus(int more, int words) {
      return new Said(from, to + words, minutes + more, whole, true);
    }
  }

  private @Nullable Said said(List<String> text, int i) {
    @Nullable Said digits = digits(text.get(i), i);
    if (digits != null) {
      return digits;
    }
    Vocabulary.@Nullable Match<Integer> fraction = before.at(text, i);
    if (fraction != null) {
      NumberReader.@Nullable Read hour = numbers.whole(text, i + fraction.words());
      if (hour != null && isHour(hour) && !lasts(text, i + fraction.words() + hour.words())) {
        int to = i + fraction.words() + hour.words();
        return new Said(i, to, hour.value().intValue() * 60 + fraction.meaning(), false, true);
      }
    }
    NumberReader.@Nullable Read number = numbers.whole(text, i);
    Vocabulary.@Nullable Match<Integer> word = words.at(text, i);
    if (word != null && (number == null || word.words() >= number.words())) {
      boolean certain = number == null || word.words() > number.words();
      return new Said(i, i + word.words(), word.meaning(), word.meaning() == 0, certain);
    }
    if (number == null || !isHour(number) || lasts(text, i + number.words())) {
      return null;
    }
    Said hour = hour(number, i);
    Vocabulary.@Nullable Match<Integer> more = after.at(text, hour.to());
    return more == null ? hour : hour.plus(more.meaning(), more.words());
  }

  private boolean lasts(List<String> text, int i) {
    return durations.at(text, i) != null;
  }

  private static boolean isHour(NumberReader.Read number) {
    return number.value().signum() >= 0
        && number.value().compareTo(BigDecimal.valueOf(24)) < 0
        && number.value().scale() <= 1;
  }

  private static Said hour(NumberReader.Read number, int i) {
    int minutes = number.value().multiply(SIXTY).setScale(0, RoundingMode.HALF_UP).intValue();
    return new Said(i, i + number.words(), minutes, minutes == 0, false);
  }

  /** "10:30", and "10.30", which can be other things too. */
  private static @Nullable Said digits(String word, int i) {
    int colon = Math.max(word.indexOf(':'), word.indexOf('.'));
    if (colon < 1 || colon > 2 || word.length() != colon + 3) {
      return null;
    }
    for (int at = 0; at < word.length(); at++) {
      if (at != colon && (word.charAt(at) < '0' || word.charAt(at) > '9')) {
        return null;
      }
    }
    int hour = Integer.parseInt(word.substring(0, colon));
    int minute = Integer.parseInt(word.substring(colon + 1));
    return hour > 23 || minute > 59
        ? null
        : new Said(i, i + 1, hour * 60 + minute, word.charAt(0) == '0', word.charAt(colon) == ':');
  }

  /** What stands around an hour: the clock word, am or pm, a part of the day. */
  private @Nullable LocalTime resolve(Scan scan, Said said) {
    List<String> text = scan.words();
    int from = said.from();
    int to = said.to();
    int minutes = said.minutes();
    boolean certain = said.certain();
    int offset = 0;
    Vocabulary.@Nullable Match<Integer> clockAfter = clock.at(text, to);
    Vocabulary.@Nullable Match<Integer> clockBefore = clock.before(text, skipBack(text, from));
    if (clockAfter != null) {
      offset = clockAfter.meaning();
      to += clockAfter.words();
      certain = true;
      NumberReader.@Nullable Read more = numbers.whole(text, to);
      Vocabulary.@Nullable Match<Integer> quarter = after.at(text, to);
      if (quarter != null) {
        minutes += quarter.meaning();
        to += quarter.words();
      } else if (more != null && minutes % 60 == 0 && isMinutes(more, text, to)) {
        minutes += more.value().intValue();
        to += more.words();
      }
    } else if (clockBefore != null) {
      offset = clockBefore.meaning();
      from = skipBack(text, from) - clockBefore.words();
      certain = true;
    }
    @Nullable Boolean half = null;
    Vocabulary.@Nullable Match<Boolean> halfAfter = halves.at(text, to);
    Vocabulary.@Nullable Match<Boolean> halfBefore = halves.before(text, from);
    if (halfAfter != null) {
      half = halfAfter.meaning();
      to += halfAfter.words();
    } else if (halfBefore != null) {
      half = halfBefore.meaning();
      from -= halfBefore.words();
    }
    @Nullable DayPart part = half == null ? beside(text, from, to) : null;
    if (!certain && half == null && part == null) {
      return null;
    }
    // An hour with am or pm is one of the international clock even beside the own word for hour.
    boolean own = offset != 0 && half == null && minutes < 13 * 60;
    int shifted = own ? (minutes + offset) % (12 * 60) : minutes;
    if (own && part != null && contradicts(part, shifted / 60)) {
      // "saa 9 asubuhi": three is no morning, so the hour was already of the international clock.
      shifted = minutes;
    }
    @Nullable LocalTime time = ClockTime.of(shifted, said.whole() && !own, half, part);
    if (time != null) {
      scan.use(from, to - from);
      if (part != null) {
        part(scan);
      }
    }
    return time;
  }

  /** Whether nobody calls this hour of a clock of twelve hours by this part of the day. */
  private static boolean contradicts(DayPart part, int hour) {
    return switch (part) {
      case MORNING -> hour < 4;
      case NOON, AFTERNOON -> hour >= 6 && hour < 9;
      case EVENING -> hour >= 10 || hour < 3;
      case NIGHT -> false;
    };
  }

  private boolean isMinutes(NumberReader.Read number, List<String> text, int at) {
    return number.isWhole()
        && number.value().compareTo(SIXTY) < 0
        && number.value().compareTo(BigDecimal.valueOf(5)) >= 0
        && !lasts(text, at + number.words())
        && parts.at(text, at + number.words()) == null;
  }

  /** The part of the day that stands next to words, with at most a few small words between. */
  private @Nullable DayPart beside(List<String> text, int from, int to) {
    Vocabulary.@Nullable Match<DayPart> match = parts.at(text, to);
    for (int skip = 1; match == null && skip <= MOST_BETWEEN; skip++) {
      if (to + skip - 1 >= text.size() || !between.contains(text.get(to + skip - 1))) {
        break;
      }
      match = parts.at(text, to + skip);
    }
    for (int skip = 0; match == null && skip <= MOST_BETWEEN; skip++) {
      match = parts.before(text, from - skip);
      if (from - skip - 1 < 0 || !between.contains(text.get(from - skip - 1))) {
        break;
      }
    }
    return match == null ? null : match.meaning();
  }

  private int skipBack(List<String> text, int from) {
    return from > 1 && clock.before(text, from) == null && between.contains(text.get(from - 1))
        ? from - 1
        : from;
  }

  private Optional<DayPart> part(Scan scan) {
    Optional<DayPart> found = Optional.empty();
    for (int i = 0; i < scan.size(); i++) {
      Vocabulary.@Nullable Match<DayPart> match = scan.isFree(i) ? parts.at(scan.words(), i) : null;
      if (match != null) {
        scan.use(i, match.words());
        found = found.isPresent() ? found : Optional.of(match.meaning());
        i += match.words() - 1;
      }
    }
    return found;
  }

  /** Whether a word that nothing has used means nothing beside a time. */
  boolean ignores(String word) {
    return between.contains(word) || clock.has(word) || halves.has(word) || parts.has(word);
  }
}
