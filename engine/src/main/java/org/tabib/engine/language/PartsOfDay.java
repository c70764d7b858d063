package org.tabib.engine.language;

import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalTime;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of the day of one language: what CLDR calls them and from when to when they last. */
final class PartsOfDay {
  private static final int HOURS = 24;
  private static final int EARLIEST = 4;

  /** CLDR's names, such as "in the morning", to the part. */
  private final Map<String, DayPart> names = new LinkedHashMap<>();

  private final Map<DayPart, TimeOfDay.Part> ranges = new EnumMap<>(DayPart.class);

  PartsOfDay(ULocale locale, Vocabulary<DayPart> listed) {
    @Nullable DayPart[] hours = new DayPart[HOURS];
    SimpleDateFormat format = new SimpleDateFormat("BBBB", locale);
    format.setTimeZone(TimeZone.GMT_ZONE);
    for (int hour = 0; hour < HOURS; hour++) {
      // Half past: noon and midnight themselves have names of their own.
      String name = format.format(new Date((hour * 60L + 30) * 60_000));
      String normal = TextNormaliser.normalise(name);
      DayPart part = names.computeIfAbsent(normal, n -> listed(n, listed));
      if (part == null) {
        part = usual(hour);
        names.put(normal, part);
      }
      // CLDR's English calls the hours behind midnight morning; nobody comes then.
      hours[hour] = part == DayPart.MORNING && hour < EARLIEST ? DayPart.NIGHT : part;
    }
    for (DayPart part : DayPart.values()) {
      ranges.put(part, range(part, hours));
    }
  }

  /** The part that a word of the name is listed for ("in the morning"). */
  private static @Nullable DayPart listed(String name, Vocabulary<DayPart> listed) {
    if (listed.has(name)) {
      return listed.of(name).orElseThrow();
    }
    for (String word : name.split(" ", -1)) {
      if (listed.has(word)) {
        return listed.of(word).orElseThrow();
      }
    }
    return null;
  }

  private static DayPart usual(int hour) {
    if (hour >= 4 && hour < 12) {
      return DayPart.MORNING;
    }
    if (hour >= 12 && hour < 16) {
      return DayPart.AFTERNOON;
    }
    return hour >= 16 && hour < 20 ? DayPart.EVENING : DayPart.NIGHT;
  }

  private static TimeOfDay.Part range(DayPart part, @Nullable DayPart[] hours) {
    int from = -1;
    for (int hour = 0; hour < HOURS; hour++) {
      if (hours[hour] == part && hours[(hour + HOURS - 1) % HOURS] != part) {
        // The longest run would be better founded; a part that CLDR splits begins with its first.
        from = from < 0 || part == DayPart.NIGHT ? hour : from;
      }
    }
    if (from < 0) {
      return unnamed(part);
    }
    int to = from;
    while (hours[to % HOURS] == part && to - from < HOURS) {
      to++;
    }
    return new TimeOfDay.Part(part, LocalTime.of(from, 0), LocalTime.of(to % HOURS, 0));
  }

  /** A part that the language has words for but CLDR does not. */
  private static TimeOfDay.Part unnamed(DayPart part) {
    return switch (part) {
      case MORNING -> part(part, 5, 12);
      case NOON -> part(part, 12, 14);
      case AFTERNOON -> part(part, 12, 16);
      case EVENING -> part(part, 16, 20);
      case NIGHT -> part(part, 20, 5);
    };
  }

  private static TimeOfDay.Part part(DayPart part, int from, int to) {
    return new TimeOfDay.Part(part, LocalTime.of(from, 0), LocalTime.of(to, 0));
  }

  Map<String, DayPart> names() {
    return names;
  }

  TimeOfDay.Part range(DayPart part) {
    TimeOfDay.@Nullable Part range = ranges.get(part);
    return range == null ? unnamed(part) : range;
  }
}
