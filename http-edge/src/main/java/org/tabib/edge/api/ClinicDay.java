package org.tabib.edge.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;

/**
 * A clinic that has a queue, on one of its days.
 *
 * @param today whether it is the day that it is at the clinic now
 */
record ClinicDay(Clinic clinic, QueueSetup setup, LocalDate date, boolean today) {

  /**
   * @throws ApiProblem 404 when the practice has no such clinic, or the clinic has no queue
   */
  static ClinicDay today(Call call, String clinicId, Instant now) {
    Clinic clinic =
        call.practice().clinic(clinicId).orElseThrow(() -> ApiProblem.notFound("clinic"));
    QueueSetup setup = clinic.queue();
    if (setup == null) {
      throw ApiProblem.of(
          404, "queue-unknown", "this clinic works without a queue: none is configured for it");
    }
    return new ClinicDay(clinic, setup, LocalDate.ofInstant(now, clinic.zone()), true);
  }

  /** The day that the parameter {@code day} names; today without one. */
  static ClinicDay asked(Call call, String clinicId, Instant now) {
    ClinicDay today = today(call, clinicId, now);
    LocalDate day = date(call, "day");
    if (day == null || day.equals(today.date)) {
      return today;
    }
    if (day.isAfter(today.date)) {
      throw ApiProblem.field("day", "is later than today, " + today.date + " at the clinic");
    }
    return new ClinicDay(today.clinic, today.setup, day, false);
  }

  /** A date without a time, if it is given. */
  static @Nullable LocalDate date(Call call, String parameter) {
    String text = call.text(parameter);
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1900 && date.getYear() <= 2999) {
        return date;
      }
    } catch (DateTimeParseException e) {
      throw ApiProblem.field(parameter, "is a date: 2026-11-23");
    }
    throw ApiProblem.field(parameter, "is between the years 1900 and 2999");
  }

  QueueId queue() {
    return QueueId.of(clinic.id(), date);
  }

  ClinicTime time() {
    return new ClinicTime(clinic.zone());
  }

  /**
   * @param field which names it
   * @throws ApiProblem 422 when the clinic has no such service point, naming those that it has
   */
  ServicePoint servicePoint(String field, String id) {
    return setup
        .servicePoint(id)
        .orElseThrow(
            () ->
                ApiProblem.unprocessable(
                    "service-point-unknown",
                    field,
                    "is not a service point of this clinic; it has "
                        + setup.servicePoints().stream()
                            .map(ServicePoint::id)
                            .collect(Collectors.joining(", "))));
  }
}
