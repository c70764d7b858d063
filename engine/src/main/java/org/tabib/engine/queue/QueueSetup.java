package org.tabib.engine.queue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a clinic's queue works.
 *
 * @param servicePoints at least one
 * @param hours when tickets are given out; a day of the week that is not in it is closed
 */
public record QueueSetup(
    TriageScale scale,
    List<ServicePoint> servicePoints,
    QueueRules rules,
    List<OpeningHours> hours) {
  public QueueSetup {
    servicePoints = List.copyOf(servicePoints);
    hours = List.copyOf(hours);
  }

  /** The service point with that id. */
  public Optional<ServicePoint> servicePoint(String id) {
    return servicePoints.stream().filter(point -> point.id().equals(id)).findFirst();
  }

  /**
   * Where a booked visit is checked in: where its doctor works, else where its specialty is seen,
   * else at the first service point.
   *
   * @param specialty a specialty id; null when it is not known
   */
  public ServicePoint servicePointFor(@Nullable String doctorId, @Nullable String specialty) {
    return servicePoints.stream()
        .filter(point -> doctorId != null && point.doctorIds().contains(doctorId))
        .findFirst()
        .or(
            () ->
                servicePoints.stream()
                    .filter(point -> specialty != null && point.specialties().contains(specialty))
                    .findFirst())
        .orElseGet(servicePoints::getFirst);
  }

  /** Within what time that urgency is to be seen here; empty when nobody of it waits. */
  public Optional<Duration> target(Urgency urgency) {
    return scale.level(urgency).map(level -> rules.targets().getOrDefault(urgency, level.target()));
  }

  /** Whether tickets are given out at that time of the clinic's clock. */
  public boolean isOpen(LocalDateTime local) {
    return hours.stream()
        .anyMatch(
            open ->
                open.day() == local.getDayOfWeek()
                    && !local.toLocalTime().isBefore(open.from())
                    && local.toLocalTime().isBefore(open.to()));
  }

  /** The hours of a day of the week, earliest first; none when it is closed. */
  public List<OpeningHours> hoursOf(DayOfWeek day) {
    return hours.stream()
        .filter(open -> open.day() == day)
        .sorted(Comparator.comparing(OpeningHours::from))
        .toList();
  }

  /** What is wrong with it, each with the offending value; nothing when it can be used. */
  public List<String> problems() {
    return SetupCheck.problems(this);
  }
}
