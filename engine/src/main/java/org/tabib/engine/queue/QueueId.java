package org.tabib.engine.queue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.tabib.engine.entity.Ids;

/**
 * Which queue: one per clinic and day, {@code sehat.<uuid>.2026-11-21} as text.
 *
 * @param clinicId {@code practice.uuid}
 * @param date in the clinic's time zone
 */
public record QueueId(String clinicId, LocalDate date) {
  public QueueId {
    Ids.practiceOf(clinicId);
  }

  /** The queue of that clinic on that date of its time zone. */
  public static QueueId of(String clinicId, LocalDate date) {
    return new QueueId(clinicId, date);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is not the id of a queue
   */
  public static QueueId parse(String text) {
    int dot = text.lastIndexOf('.');
    if (dot <= 0) {
      throw new IllegalArgumentException("not a queue's id (clinic.date)");
    }
    try {
      return new QueueId(text.substring(0, dot), LocalDate.parse(text.substring(dot + 1)));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a queue's id (clinic.date)", e);
    }
  }

  /** The entity id. */
  public String text() {
    return clinicId + "." + date;
  }

  /** The practice that the clinic belongs to. */
  public String practiceId() {
    return Ids.practiceOf(clinicId);
  }

  /** The id of the ticket with that label on that day: {@code ….2026-11-21.A7}. */
  public String ticketId(String label) {
    return text() + "." + label;
  }

  /**
   * Whose key seals what is written about the whole day: {@code sehat.<uuid>.20261121}. Short,
   * because a key's name is at most 110 characters.
   */
  public String keyId() {
    return clinicId + "." + DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  @Override
  public String toString() {
    return text();
  }
}
