package org.tabib.engine.conversation;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.care.Complaint;
import org.tabib.engine.flow.TextLimits;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Display;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Texts;

/** How long texts become with the longest arguments that {@link Wording} gives them. */
final class LongestWording implements TextLimits.Longest {
  /** A name has at most 80 graphemes; in Indic scripts one is rarely more than three units. */
  private static final int NAME = 240;

  private static final int DOCTOR = 40;
  private static final int CLINIC = 80;
  private static final int ADDRESS = 120;
  private static final int LINK = 200;
  private static final int NUMBER = 15;
  private static final int TICKET = 8;
  private static final int ROOM = 24;

  /** More than wait for one service, and more minutes than a day's queue takes. */
  private static final String MOST_PEOPLE = "8888";

  private final Texts texts;
  private final CareKnowledge care;
  private final Map<String, Map<String, Object>> byLanguage = new HashMap<>();

  LongestWording(Texts texts, CareKnowledge care) {
    this.texts = texts;
    this.care = care;
  }

  @Override
  public int length(Language language, String key) {
    Map<String, Object> arguments =
        byLanguage.computeIfAbsent(language.tag(), tag -> arguments(language));
    return Stream.of("self", "other")
        .mapToInt(who -> texts.render(language, key, with(arguments, "who", who)).length())
        .max()
        .orElseThrow();
  }

  private Map<String, Object> arguments(Language language) {
    String number = filler(NUMBER);
    Map<String, Object> all = new HashMap<>();
    all.put("practice", filler(CLINIC));
    all.put("notice", filler(LINK));
    all.put("number", number);
    all.put("patient", filler(NAME));
    all.put("age", longest(ages().map(age -> Display.age(language, age))));
    all.put("doctor", filler(DOCTOR));
    all.put(
        "specialty",
        longest(
            texts.keys().stream()
                .filter(key -> key.startsWith(DialogueCheck.SPECIALTY))
                .map(key -> texts.render(language, key, Map.of()))));
    all.put("when", longest(days().map(day -> when(language, day))));
    all.put("due", all.get("when"));
    all.put("day", longest(days().map(day -> Display.date(language, day))));
    all.put("followUp", all.get("day"));
    all.put("part", filler(Wording.LONGEST_PART));
    all.put("complaint", filler(Wording.LONGEST_COMPLAINT));
    all.put("contact", filler(Wording.LONGEST_COMPLAINT));
    all.put("distance", longest(distances().map(m -> Distance.shown(language, m))));
    all.put("clinic", filler(CLINIC));
    all.put("address", filler(ADDRESS));
    all.put("ticket", filler(TICKET));
    all.put("room", filler(ROOM));
    all.put("position", filler(MOST_PEOPLE.length()));
    all.put("ahead", Integer.valueOf(MOST_PEOPLE));
    all.put("from", Integer.valueOf(MOST_PEOPLE));
    all.put("to", Integer.valueOf(MOST_PEOPLE));
    all.put(
        "wait",
        filler(
            texts.render(language, "queue.ahead", all).length()
                + 1
                + texts.render(language, "queue.range", all).length()));
    all.put("medicine", filler(Wording.LONGEST_COMPLAINT));
    all.put(
        "advice",
        longest(
            care.complaints().stream()
                .filter(Complaint::isRedFlag)
                .map(care::emergencyAdviceKey)
                .map(key -> texts.render(language, key, Map.of("number", number)))));
    return all;
  }

  /** To the other side of the earth. */
  private static Stream<Long> distances() {
    return Stream.of(888L, 8_888L, 88_888L, 18_888_888L);
  }

  private static Stream<Age> ages() {
    return IntStream.rangeClosed(0, Age.OLDEST_YEARS - 1).mapToObj(years -> new Age(years, 11));
  }

  /** Every day of a leap year: names of months and days of the week in all their lengths. */
  private static Stream<LocalDate> days() {
    LocalDate first = LocalDate.of(2028, 1, 1);
    return first.datesUntil(first.plusYears(1));
  }

  /** The hours change the name of the part of the day. */
  private static String when(Language language, LocalDate day) {
    return longest(
        List.of(6, 10, 13, 17, 20, 23).stream()
            .map(hour -> day.atTime(LocalTime.of(hour, 45)).atZone(ZoneOffset.UTC))
            .map(time -> Display.dateTime(language, time)));
  }

  private static String longest(Stream<String> candidates) {
    return candidates.max(Comparator.comparingInt(String::length)).orElse("");
  }

  private static Map<String, Object> with(
      Map<String, Object> arguments, String name, Object value) {
    Map<String, Object> all = new HashMap<>(arguments);
    all.put(name, value);
    return all;
  }

  private static String filler(int length) {
    return "x".repeat(length);
  }
}
