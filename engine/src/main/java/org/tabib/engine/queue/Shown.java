package org.tabib.engine.queue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What days of a clinic have shown of how long patients take and whether they come: one day when it
 * is closed, all before it when a day opens. Ids and sums only. Derivation in {@code
 * docs/queue.md}.
 *
 * @param services how long rooms were taken by those who came, by {@code point}, {@code
 *     point|doctor} and {@code point|doctor|hour}
 * @param absences how long rooms waited for those who did not come, by service point
 * @param came how many who were called came, by service point
 * @param missed how many did not
 * @param arrivals how many tickets were issued, by {@code point|urgency|hour}
 * @param days how many days these are; not whole once old ones weigh less
 */
public record Shown(
    Map<String, Measured> services,
    Map<String, Measured> absences,
    Map<String, Double> came,
    Map<String, Double> missed,
    Map<String, Double> arrivals,
    double days) {

  /** Before the first day ends, and whenever it cannot be read. */
  public static final Shown NOTHING =
      new Shown(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0);

  /** After how many days something counts half. */
  static final double HALF_LIFE = 14;

  /** Older days are not read: they would count less than a sixteenth. */
  public static final int HORIZON = 56;

  /** Doctors and their hours, at most: every day's first event carries them. */
  static final int MOST = 300;

  /** What counts less than half a service is forgotten. */
  static final double FAINT = 0.5;

  public Shown {
    services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    absences = Collections.unmodifiableMap(new LinkedHashMap<>(absences));
    came = Collections.unmodifiableMap(new LinkedHashMap<>(came));
    missed = Collections.unmodifiableMap(new LinkedHashMap<>(missed));
    arrivals = Collections.unmodifiableMap(new LinkedHashMap<>(arrivals));
  }

  /** What the clinic's day with that date showed. */
  public record OnDay(LocalDate date, Shown shown) {}

  /**
   * What is left of those days on another: the older, the less. Days that are not before it, or
   * before the {@link #HORIZON}, count nothing.
   *
   * @param today in the clinic's time zone, like the dates of the days
   */
  public static Shown faded(List<OnDay> days, LocalDate today) {
    Shown all = NOTHING;
    for (OnDay day : days) {
      long age = ChronoUnit.DAYS.between(day.date(), today);
      if (age > 0 && age <= HORIZON) {
        all = all.plus(day.shown(), Math.pow(0.5, age / HALF_LIFE));
      }
    }
    return all.bounded();
  }

  private Shown plus(Shown other, double weight) {
    UnaryOperator<Measured> weighed = measured -> measured.times(weight);
    return new Shown(
        merged(services, other.services, weighed, Measured::plus),
        merged(absences, other.absences, weighed, Measured::plus),
        merged(came, other.came, count -> count * weight, Double::sum),
        merged(missed, other.missed, count -> count * weight, Double::sum),
        merged(arrivals, other.arrivals, count -> count * weight, Double::sum),
        days + other.days * weight);
  }

  private static <V> Map<String, V> merged(
      Map<String, V> one, Map<String, V> other, UnaryOperator<V> weighed, BinaryOperator<V> sum) {
    Map<String, V> all = new LinkedHashMap<>(one);
    other.forEach((key, value) -> all.merge(key, weighed.apply(value), sum));
    return all;
  }

  /**
   * A service point counts at least as much as its doctors, they as their hours: it stays first.
   */
  private Shown bounded() {
    Map<String, Measured> most =
        services.entrySet().stream()
            .filter(entry -> entry.getValue().count() >= FAINT)
            .sorted(
                Comparator.comparingDouble(
                        (Map.Entry<String, Measured> entry) -> -entry.getValue().count())
                    .thenComparing(Map.Entry::getKey))
            .limit(MOST)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    Map.Entry::getValue,
                    (one, other) -> one,
                    LinkedHashMap::new));
    return new Shown(most, absences, came, missed, arrivals, days);
  }
}
