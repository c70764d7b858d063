package org.tabib.projections.queue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clinic's queue in numbers. Tickets that were issued by mistake and taken back count nowhere.
 *
 * @param byDay days without tickets are left out, everywhere below alike
 * @param byWeek by the Monday that the week begins with
 * @param byHour by the hour of the clinic's clock in which the ticket was issued
 * @param servedByHour how many were finished, by the hour in which they were
 * @param byDoctor only tickets that waited for a certain doctor
 * @param byServicePoint by the service point where it was last
 */
public record QueueStatistics(
    Numbers total,
    List<Group<LocalDate>> byDay,
    List<Group<LocalDate>> byWeek,
    List<Group<Integer>> byHour,
    List<Served> servedByHour,
    List<Group<String>> byUrgency,
    List<Group<String>> byDoctor,
    List<Group<String>> byServicePoint) {
  public QueueStatistics {
    byDay = List.copyOf(byDay);
    byWeek = List.copyOf(byWeek);
    byHour = List.copyOf(byHour);
    servedByHour = List.copyOf(servedByHour);
    byUrgency = List.copyOf(byUrgency);
    byDoctor = List.copyOf(byDoctor);
    byServicePoint = List.copyOf(byServicePoint);
  }

  /**
   * The numbers of some tickets.
   *
   * @param tickets all of them
   * @param missed called and not there, for good so far
   * @param left gone, or still waiting when the day was closed
   * @param open waiting, called or in service
   * @param waits from the ticket (for who came before their appointment: from the appointment)
   *     until the first call
   * @param services from start to finish
   */
  public record Numbers(
      long tickets,
      long served,
      long missed,
      long left,
      long open,
      Spread waits,
      Spread services) {}

  /**
   * How long something took: half at most {@code p50}, nine in ten at most {@code p90}.
   *
   * @param count how often it happened
   * @param p50 none when it never did
   * @param p90 none when it never did
   */
  public record Spread(long count, @Nullable Duration p50, @Nullable Duration p90) {}

  /** The tickets of one day, week, hour, urgency, doctor or service point. */
  public record Group<K>(K of, Numbers numbers) {}

  /** Finished in that hour of the day. */
  public record Served(int hour, long count) {}
}
