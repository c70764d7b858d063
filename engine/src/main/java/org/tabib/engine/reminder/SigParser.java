package org.tabib.engine.reminder;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.Dosage.Bounds;
import org.tabib.engine.reminder.Dosage.DayPart;
import org.tabib.engine.reminder.Dosage.Moment;
import org.tabib.engine.reminder.Dosage.Timing;
import org.tabib.engine.reminder.SigClaims.Said;

/**
 * Reads a typed instruction ("1-0-1 x 5 days"). All of it must be understood and agree with itself,
 * else it is refused with every part that is wrong: a dose that was guessed is worse than none.
 * Pure.
 */
public final class SigParser {
  /** Longer than any label. */
  static final int LONGEST = 200;

  private static final String ONE = "1";

  private final SigText text;
  private final SigClaims claims;
  private final LocalDate start;
  private final List<SigProblem> problems;

  private SigParser(SigText text, LocalDate start) {
    this.text = text;
    this.claims = SigWords.read(text);
    this.start = start;
    this.problems = new ArrayList<>(claims.problems);
  }

  /**
   * Reads the instruction.
   *
   * @param start the patient's local date on which the course begins: "until 3 Dec" is the first
   *     one from then on
   */
  public static SigReading read(String sig, LocalDate start) {
    if (sig.isBlank() || sig.length() > LONGEST) {
      SigText cut = SigText.of(sig.substring(0, Math.min(sig.length(), LONGEST)));
      return new SigReading.Refused(
          List.of(cut.problem("sig-length", "an instruction has 1 to " + LONGEST + " characters")));
    }
    return new SigParser(SigText.of(sig), start).read();
  }

  private SigReading read() {
    @Nullable Timing timing = timing();
    Bounds bounds = bounds();
    @Nullable String quantity = quantity();
    if (claims.food.size() > 1) {
      wrong("sig-food", "before, with or after food: say one");
    }
    if (timing != null) {
      fits(timing, bounds);
    }
    if (timing == null || !problems.isEmpty()) {
      return new SigReading.Refused(problems);
    }
    @Nullable Food food = claims.food.stream().findFirst().orElse(null);
    return new SigReading.Understood(
        new Dosage(text.typed().strip(), timing, bounds, quantity, food));
  }

  private @Nullable Timing timing() {
    if (!claims.asNeeded) {
      claims.indications.forEach(
          said -> wrong(said, "sig-unknown-word", "not understood: for how long, or what for?"));
    }
    boolean regular = claims.sayWhen() || !claims.intervals.isEmpty();
    if (claims.atOnce && (claims.asNeeded || regular || !claims.bounds.isEmpty())) {
      return wrong("sig-stat-and-course", "a dose now and what comes after are two instructions");
    }
    if (claims.asNeeded) {
      return new Dosage.AsNeeded();
    }
    if (claims.atOnce) {
      return new Dosage.AtOnce();
    }
    if (!claims.intervals.isEmpty()) {
      return interval();
    }
    if (!claims.sayWhen()) {
      return wrong(
          "sig-frequency-missing", "does not say how often, e.g. 1-0-1, BD, every 8 hours or SOS");
    }
    return moments();
  }

  private @Nullable Timing interval() {
    @Nullable Said<Duration> other = SigClaims.dissenting(claims.intervals);
    if (other != null) {
      return wrong(other, "sig-two-rhythms", "another interval was said before");
    }
    Said<Duration> interval = claims.intervals.getFirst();
    if (claims.sayWhen()) {
      return wrong(
          interval,
          "sig-two-rhythms",
          "hours between doses and times of the day are two rhythms: say one");
    }
    return new Dosage.EveryInterval(interval.what());
  }

  private @Nullable Timing moments() {
    @Nullable Integer everyDays = everyDays();
    @Nullable List<Moment> moments = momentsOfADay();
    if (everyDays == null || moments == null) {
      return null;
    }
    @Nullable Said<Integer> times = SigClaims.dissenting(claims.timesADay);
    if (times != null) {
      return wrong(times, "sig-contradiction", "another number of times a day was said before");
    }
    if (!claims.timesADay.isEmpty() && claims.timesADay.getFirst().what() != moments.size()) {
      Said<Integer> said = claims.timesADay.getFirst();
      return wrong(
          said,
          "sig-contradiction",
          said.what() + " times a day, but the rest says " + moments.size());
    }
    return new Dosage.AtMoments(moments, everyDays, Set.copyOf(claims.onDays));
  }

  /** Null when it contradicts itself. */
  private @Nullable Integer everyDays() {
    @Nullable Said<Integer> other = SigClaims.dissenting(claims.everyDays);
    if (other != null) {
      wrong(other, "sig-contradiction", "other days were said before");
      return null;
    }
    @Nullable Integer said = SigClaims.agreed(claims.everyDays);
    if (claims.onDays.isEmpty()) {
      return said == null ? 1 : said;
    }
    if (said == null || (said == 7 && claims.onDays.size() == 1)) {
      return 1;
    }
    wrong(claims.everyDays.getFirst(), "sig-contradiction", "days of the week were said too");
    return null;
  }

  /** Null when they contradict each other. */
  private @Nullable List<Moment> momentsOfADay() {
    int ways =
        (claims.patterns.isEmpty() ? 0 : 1)
            + (claims.parts.isEmpty() ? 0 : 1)
            + (claims.times.isEmpty() ? 0 : 1);
    @Nullable Map<DayPart, String> pattern = SigClaims.agreed(claims.patterns);
    if (pattern != null) {
      @Nullable Said<Map<DayPart, String>> other = SigClaims.dissenting(claims.patterns);
      if (other != null) {
        wrong(other, "sig-contradiction", "another pattern was said before");
        return null;
      }
      boolean sameParts = claims.times.isEmpty() && pattern.keySet().equals(claims.parts);
      if (ways > 1 && !sameParts) {
        wrong(
            claims.patterns.getFirst(),
            "sig-contradiction",
            "the rest of the instruction names other times of the day");
        return null;
      }
      return pattern.entrySet().stream()
          .map(entry -> new Moment(entry.getKey(), null, entry.getValue()))
          .toList();
    }
    if (ways > 1) {
      wrong("sig-contradiction", "say either parts of the day or times of the day");
      return null;
    }
    if (!claims.times.isEmpty()) {
      return claims.times.stream().sorted().map(time -> new Moment(null, time, ONE)).toList();
    }
    List<DayPart> parts =
        claims.parts.isEmpty() ? usual(claims.timesADay) : List.copyOf(claims.parts);
    return parts.stream().map(part -> new Moment(part, null, ONE)).toList();
  }

  /** So many times a day, and nothing more: BD is morning and evening, TDS noon as well. */
  private static List<DayPart> usual(List<Said<Integer>> timesADay) {
    return switch (timesADay.isEmpty() ? 1 : timesADay.getFirst().what()) {
      case 1 -> List.of(DayPart.MORN);
      case 2 -> List.of(DayPart.MORN, DayPart.EVE);
      case 3 -> List.of(DayPart.MORN, DayPart.NOON, DayPart.EVE);
      default -> List.of(DayPart.values());
    };
  }

  private Bounds bounds() {
    List<Said<Bounds>> said = new ArrayList<>(claims.bounds);
    for (Said<String> until : claims.untils) {
      @Nullable LocalDate day = SigDate.read(until.what(), start);
      if (day == null || day.isBefore(start)) {
        wrong(
            until,
            "sig-date",
            day == null
                ? "there is no such day"
                : "the course would end on " + day + ", before it begins on " + start);
      } else {
        said.add(new Said<>(new Dosage.Through(day), until.from(), until.to()));
      }
    }
    @Nullable Said<Bounds> other = SigClaims.dissenting(said);
    if (other != null) {
      wrong(other, "sig-two-durations", "another end was said before");
    }
    @Nullable Bounds agreed = SigClaims.agreed(said);
    return agreed == null ? new Dosage.Open() : agreed;
  }

  private @Nullable String quantity() {
    @Nullable Said<String> quantity = SigClaims.dissenting(claims.quantities);
    @Nullable Said<String> strength = SigClaims.dissenting(claims.strengths);
    if (quantity != null) {
      wrong(quantity, "sig-two-doses", "another dose was said before");
    }
    if (strength != null) {
      wrong(strength, "sig-two-doses", "another dose was said before");
    }
    @Nullable String many = SigClaims.agreed(claims.quantities);
    @Nullable String strong = SigClaims.agreed(claims.strengths);
    agreesWithPattern(many);
    return many == null ? strong : strong == null ? many : many + " " + strong;
  }

  /** "2 tab 1-0-1": two, or one? */
  private void agreesWithPattern(@Nullable String many) {
    @Nullable Map<DayPart, String> pattern = SigClaims.agreed(claims.patterns);
    if (many == null || pattern == null || many.startsWith(ONE + " ") || many.equals(ONE)) {
      return;
    }
    boolean liquid = many.matches("(?iu).*(ml|tsp|teaspoons?)");
    if (!liquid) {
      wrong(
          claims.quantities.getFirst(),
          "sig-two-doses",
          "how many each time? The pattern says it already");
    }
  }

  /** A course holds at least one whole round of its rhythm. */
  private void fits(Timing timing, Bounds bounds) {
    if (!(bounds instanceof Dosage.Lasting(Period period))) {
      return;
    }
    long days = ChronoUnit.DAYS.between(start, start.plus(period));
    long round =
        switch (timing) {
          case Dosage.AtMoments t ->
              t.onDays().isEmpty() ? t.everyDays() : DayOfWeek.values().length;
          case Dosage.EveryInterval t -> Math.ceilDiv(t.every().toHours(), 24);
          case Dosage.AtOnce t -> 0;
          case Dosage.AsNeeded t -> 0;
        };
    if (days < round) {
      wrong("sig-contradiction", "the course is over before its second dose is due");
    }
  }

  private @Nullable Timing wrong(String code, String message) {
    problems.add(text.problem(code, message));
    return null;
  }

  private @Nullable Timing wrong(Said<?> said, String code, String message) {
    problems.add(text.problem(said.from(), said.to(), code, message));
    return null;
  }
}
