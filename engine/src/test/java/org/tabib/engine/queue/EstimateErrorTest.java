package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.QueueReply.TicketState;

/**
 * Days of a clinic with three rooms, told by a seeded generator: what was estimated when a ticket
 * was issued is held against what came. The naive estimate is the number ahead times the configured
 * minutes over the configured rooms.
 */
class EstimateErrorTest {
  private static final int DAYS = 3;
  private static final int TICKETS = 70;
  private static final int PEAK = 50;

  /** What is staffed and how long it takes, where three rooms and 10 minutes are configured. */
  private record Clinic(int rooms, double minutes) {}

  private static final List<Clinic> CLINICS =
      List.of(new Clinic(3, 10), new Clinic(3, 6), new Clinic(2, 7), new Clinic(2, 12));

  private record Told(double middle, double upper, double naive) {}

  private final List<Double> errors = new ArrayList<>();
  private final List<Double> naiveErrors = new ArrayList<>();
  private int within;
  private int coming;

  @Test
  void theErrorIsSmallAndMuchSmallerThanThatOfTheNaiveEstimate() {
    for (Clinic clinic : CLINICS) {
      for (int day = 0; day < DAYS; day++) {
        live(clinic, new Random(4711 + day));
      }
    }
    double error = mean(errors);
    double naive = mean(naiveErrors);

    assertThat(error).as("minutes").isLessThan(8).isLessThan(0.8 * naive);
    assertThat((double) within / errors.size()).as("seen before the upper end").isBetween(0.7, 0.9);
  }

  /** A day with a morning in which more come than can be seen. */
  private void live(Clinic clinic, Random random) {
    QueueStory queue = QueueStory.monday();
    Map<String, Told> told = new HashMap<>();
    PriorityQueue<Instant> free =
        new PriorityQueue<>(Collections.nCopies(clinic.rooms(), queue.now()));
    double usual = clinic.minutes() * 60 / clinic.rooms();
    Map<Instant, String> serving = new HashMap<>();
    Instant arrival = queue.now();
    int issued = 0;
    while (issued < TICKETS || !queue.order().isEmpty()) {
      Instant room = free.peek();
      if (issued < TICKETS && arrival.isBefore(room)) {
        queue.itIs(arrival);
        told(queue, told, random);
        issued++;
        arrival = arrival.plus(exponential(random, usual * (issued < PEAK ? 0.75 : 1.4)));
      } else {
        free.remove();
        queue.itIs(room.isAfter(queue.now()) ? room : queue.now());
        String done = serving.remove(room);
        if (done != null) {
          queue.finish(done);
        }
        Duration busy = serve(queue, clinic, told, random);
        Instant until = unique(serving, queue.now().plus(busy));
        free.add(until);
        if (coming > 0) {
          serving.put(until, "A" + coming);
        }
      }
    }
  }

  private static Instant unique(Map<Instant, String> taken, Instant time) {
    return taken.containsKey(time) ? unique(taken, time.plusMillis(1)) : time;
  }

  private void told(QueueStory queue, Map<String, Told> told, Random random) {
    int dice = random.nextInt(100);
    Urgency urgency = dice < 8 ? Urgency.ORANGE : dice < 35 ? Urgency.YELLOW : Urgency.GREEN;
    TicketState state =
        (TicketState) queue.issue(urgency, PatientType.ADULT, TicketHolder.NOBODY, null);
    Standing standing = QueueStory.standing(state);
    WaitRange range = standing.range();
    double from = range.from().toSeconds() / 60.0;
    double to = range.to().toSeconds() / 60.0;
    told.put(state.label(), new Told(from, to, standing.ahead() * 10.0 / 3));
  }

  /** The time until the room is free again; {@code coming} is who is in it, or 0. */
  private Duration serve(QueueStory queue, Clinic clinic, Map<String, Told> told, Random random) {
    coming = 0;
    if (!(queue.next("" + (1 + random.nextInt(clinic.rooms()))) instanceof TicketState called)) {
      return Duration.ofSeconds(30);
    }
    String label = called.label();
    if (random.nextInt(10) == 0) {
      queue.recall(label);
      queue.recall(label);
      queue.recall(label);
      return Duration.ofSeconds(60);
    }
    Ticket ticket = queue.ticket(label);
    double waited = Duration.between(ticket.issuedAt(), queue.now()).toSeconds() / 60.0;
    Told what = told.get(label);
    errors.add(Math.abs(waited - what.middle()));
    naiveErrors.add(Math.abs(waited - what.naive()));
    within += waited <= what.upper() ? 1 : 0;
    queue.start(label);
    coming = Labels.number(label);
    double spread = 0.5;
    double minutes =
        clinic.minutes() * Math.exp(spread * random.nextGaussian() - spread * spread / 2);
    return Duration.ofSeconds(Math.round(minutes * 60));
  }

  private static Duration exponential(Random random, double meanSeconds) {
    return Duration.ofMillis(Math.round(-meanSeconds * 1000 * Math.log(1 - random.nextDouble())));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
