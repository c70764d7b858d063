package org.tabib.engine.reminder;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.Dosage.Bounds;
import org.tabib.engine.reminder.Dosage.DayPart;

/**
 * Everything that the words of one instruction say, each with the words that said it, before it is
 * asked whether they agree. Confined to one reading.
 */
final class SigClaims {
  /** Words and where they stand. */
  record Said<T>(T what, int from, int to) {}

  final List<SigProblem> problems = new ArrayList<>();
  final List<Said<Integer>> timesADay = new ArrayList<>();
  final List<Said<Map<DayPart, String>>> patterns = new ArrayList<>();
  final Set<DayPart> parts = EnumSet.noneOf(DayPart.class);
  final Set<LocalTime> times = new LinkedHashSet<>();
  final List<Said<Integer>> everyDays = new ArrayList<>();
  final Set<DayOfWeek> onDays = EnumSet.noneOf(DayOfWeek.class);
  final List<Said<Duration>> intervals = new ArrayList<>();
  final List<Said<Bounds>> bounds = new ArrayList<>();
  final List<Said<String>> untils = new ArrayList<>();
  final List<Said<String>> indications = new ArrayList<>();
  final List<Said<String>> quantities = new ArrayList<>();
  final List<Said<String>> strengths = new ArrayList<>();
  final Set<Food> food = EnumSet.noneOf(Food.class);
  boolean asNeeded;
  boolean atOnce;

  /** Whether anything says when in the day, or how often, or on which days. */
  boolean sayWhen() {
    return !timesADay.isEmpty()
        || !patterns.isEmpty()
        || !parts.isEmpty()
        || !times.isEmpty()
        || !everyDays.isEmpty()
        || !onDays.isEmpty();
  }

  /** The one value that all agree on; null when none said any. */
  static <T> @Nullable T agreed(List<Said<T>> said) {
    return said.isEmpty() ? null : said.getFirst().what();
  }

  /** The first that says something else than those before it; null when all agree. */
  static <T> @Nullable Said<T> dissenting(List<Said<T>> said) {
    return said.stream()
        .filter(s -> !s.what().equals(said.getFirst().what()))
        .findFirst()
        .orElse(null);
  }
}
