package org.tabib.engine.reminder;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.Dosage.DayPart;
import org.tabib.engine.reminder.SigClaims.Said;

/** What words of an instruction say that have a number or a choice in them. */
final class SigSayings {
  private static final List<String> NUMBERS =
      List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  /** Beyond it a number in a pattern is no number of tablets, drops or units. */
  private static final int MOST_AT_ONCE = 100;

  /** Ten years: beyond it a number of days is a slip. */
  private static final int LONGEST_DAYS = 3650;

  private static final int LONGEST_INTERVAL_HOURS = 72;
  private static final int MOST_TIMES_A_DAY = 4;

  private SigSayings() {}

  static <T> Said<T> said(Matcher m, T what) {
    return new Said<>(what, m.start(), m.end());
  }

  static void pattern(Matcher m, SigClaims c, SigText t) {
    List<String> amounts = List.of(m.group(1).split("\\s?[-+]\\s?"));
    if (amounts.size() < 3 || amounts.size() > 4) {
      wrong(m, c, t, "sig-pattern", "has 3 numbers (morning-noon-evening) or 4 (and bedtime)");
      return;
    }
    Map<DayPart, String> doses = new EnumMap<>(DayPart.class);
    for (int i = 0; i < amounts.size(); i++) {
      double amount = value(amounts.get(i));
      if (Double.isNaN(amount) || amount > MOST_AT_ONCE || amounts.get(i).matches("0\\d.*")) {
        wrong(m, c, t, "sig-pattern", "\"" + amounts.get(i) + "\" is no number of doses");
        return;
      }
      if (amount > 0) {
        doses.put(DayPart.values()[i], amounts.get(i).replaceAll("\\s", ""));
      }
    }
    if (doses.isEmpty()) {
      wrong(m, c, t, "sig-pattern", "has no dose at all");
    } else {
      c.patterns.add(said(m, doses));
    }
  }

  static void slashedDuration(Matcher m, SigClaims c, SigText t) {
    int number = Integer.parseInt(m.group(1));
    // The denominator says the unit: parts of a week, of a year in weeks, of a year in months.
    Period period =
        switch (m.group(2)) {
          case "7" -> Period.ofDays(number);
          case "52" -> Period.ofWeeks(number);
          case "12" -> Period.ofMonths(number);
          case String other -> throw new IllegalStateException("not a duration: " + other);
        };
    lasting(m, c, t, period);
  }

  static void lasting(Matcher m, SigClaims c, SigText t, char unit) {
    int number = m.group(1) == null ? named(m.group(2)) : Integer.parseInt(m.group(1));
    lasting(
        m,
        c,
        t,
        switch (unit) {
          case 'd' -> Period.ofDays(number);
          case 'w' -> Period.ofWeeks(number);
          default -> Period.ofMonths(number);
        });
  }

  private static void lasting(Matcher m, SigClaims c, SigText t, Period period) {
    long days = period.toTotalMonths() * 30 + period.getDays();
    if (days < 1 || days > LONGEST_DAYS) {
      wrong(m, c, t, "sig-duration", "a course lasts from a day to " + LONGEST_DAYS + " days");
    } else {
      c.bounds.add(said(m, new Dosage.Lasting(period)));
    }
  }

  static void doses(Matcher m, SigClaims c, SigText t) {
    int count = Integer.parseInt(m.group(1));
    if (count < 1 || count > LONGEST_DAYS) {
      wrong(m, c, t, "sig-duration", "a course has from 1 to " + LONGEST_DAYS + " doses");
    } else {
      c.bounds.add(said(m, new Dosage.Doses(count)));
    }
  }

  /** The date needs the day that the course begins on: kept as written until it is known. */
  static void until(Matcher m, SigClaims c, SigText t) {
    c.untils.add(new Said<>(m.group(1).strip(), m.start(1), m.end(1)));
  }

  static void notADate(Matcher m, SigClaims c, SigText t) {
    wrong(m, c, t, "sig-date", "until which day? Write it as 2026-12-03 or 3 December");
  }

  static void unitless(Matcher m, SigClaims c, SigText t) {
    wrong(m, c, t, "sig-duration-unit", "days, weeks, months or doses?");
  }

  /** Only a medicine that is taken when needed says what for. */
  static void indication(Matcher m, SigClaims c, SigText t) {
    c.indications.add(said(m, m.group()));
  }

  static void interval(Matcher m, SigClaims c, SigText t) {
    int hours = Integer.parseInt(m.group(1));
    if (hours < 1 || hours > LONGEST_INTERVAL_HOURS) {
      wrong(m, c, t, "sig-interval", "an interval has 1 to " + LONGEST_INTERVAL_HOURS + " hours");
    } else {
      c.intervals.add(said(m, Duration.ofHours(hours)));
    }
  }

  static void everyDays(Matcher m, SigClaims c, int days) {
    c.everyDays.add(said(m, days));
  }

  static void everyNumberOfDays(Matcher m, SigClaims c, SigText t) {
    int days = Integer.parseInt(m.group(1));
    if (days < 1) {
      wrong(m, c, t, "sig-interval", "every how many days? At least 1");
    } else {
      everyDays(m, c, days);
    }
  }

  static void weekday(Matcher m, SigClaims c, SigText t) {
    String name = m.group(1).substring(0, 3);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().regionMatches(true, 0, name, 0, 3)) {
        c.onDays.add(day);
      }
    }
  }

  static void monthly(Matcher m, SigClaims c, SigText t) {
    wrong(
        m,
        c,
        t,
        "sig-monthly",
        "a monthly medicine is planned as a reminder with a recurrence, not as a course");
  }

  static void timesADay(Matcher m, SigClaims c, SigText t) {
    int times = Integer.parseInt(m.group(1));
    if (times < 1 || times > MOST_TIMES_A_DAY) {
      wrong(
          m,
          c,
          t,
          "sig-times-a-day",
          "1 to " + MOST_TIMES_A_DAY + " times a day; for more say the times or the hours between");
    } else {
      c.timesADay.add(said(m, times));
    }
  }

  static void meal(Matcher m, SigClaims c, SigText t) {
    String words = m.group();
    c.food.add(
        words.startsWith("before")
            ? Food.BEFORE
            : words.startsWith("after") ? Food.AFTER : Food.WITH);
    @Nullable String meal = m.group(1);
    if (meal != null) {
      c.parts.add(partOf(meal));
    }
  }

  static DayPart partOf(String meal) {
    return switch (meal) {
      case "breakfast" -> DayPart.MORN;
      case "lunch" -> DayPart.NOON;
      default -> DayPart.EVE;
    };
  }

  static void time(Matcher m, SigClaims c, SigText t) {
    int hour = Integer.parseInt(m.group(1));
    int minute = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
    String half = m.group(3);
    if (half.isEmpty() && m.group(1).length() == 1) {
      wrong(m, c, t, "sig-time", "in the morning or the evening? Write 08:00 or 8 am");
      return;
    }
    if (!half.isEmpty() && (hour < 1 || hour > 12)) {
      wrong(m, c, t, "sig-time", "an hour with am or pm is from 1 to 12");
      return;
    }
    int of24 = half.isEmpty() ? hour : hour % 12 + (half.startsWith("p") ? 12 : 0);
    try {
      c.times.add(LocalTime.of(of24, minute));
    } catch (DateTimeException e) {
      wrong(m, c, t, "sig-time", "there is no such time of the day");
    }
  }

  static void quantity(Matcher m, List<Said<String>> into, SigText t) {
    into.add(said(m, t.typed().substring(m.start(), m.end()).strip()));
  }

  /** The value of an amount; not a number when it divides by zero. */
  static double value(String amount) {
    String plain = amount.replace("½", " 1/2").replace("¼", " 1/4").replace("¾", " 3/4").strip();
    double sum = 0;
    for (String part : plain.split("\\s+")) {
      int slash = part.indexOf('/');
      sum +=
          slash < 0
              ? Double.parseDouble(part)
              : Double.parseDouble(part.substring(0, slash))
                  / Double.parseDouble(part.substring(slash + 1));
    }
    return Double.isInfinite(sum) ? Double.NaN : sum;
  }

  private static int named(String word) {
    return word.equals("a") || word.equals("an") ? 1 : NUMBERS.indexOf(word);
  }

  private static void wrong(Matcher m, SigClaims c, SigText t, String code, String message) {
    c.problems.add(t.problem(m.start(), m.end(), code, message));
  }
}
