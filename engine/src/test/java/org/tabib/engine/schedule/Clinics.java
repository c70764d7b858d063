package org.tabib.engine.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.tabib.engine.schedule.Availability.Hours;

/** Availabilities and times that the tests speak about. */
public final class Clinics {
  public static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

  /** A Monday, 08:00 in Kolkata. */
  public static final Instant MONDAY_EIGHT = at("2026-03-02T08:00");

  private Clinics() {}

  public static Instant at(String kolkataTime) {
    return LocalDateTime.parse(kolkataTime).atZone(KOLKATA).toInstant();
  }

  public static List<Hours> everyDay(String from, String to) {
    return Arrays.stream(DayOfWeek.values())
        .map(day -> new Hours(day, LocalTime.parse(from), LocalTime.parse(to)))
        .toList();
  }

  /** Every day 09:00–12:00 in slots of half an hour, lead time 30 minutes, a week ahead. */
  public static Availability mornings(int capacity) {
    return new Availability(
        KOLKATA,
        everyDay("09:00", "12:00"),
        List.of(),
        List.of(),
        Duration.ofMinutes(30),
        capacity,
        Duration.ofMinutes(30),
        Duration.ofDays(7));
  }
}
