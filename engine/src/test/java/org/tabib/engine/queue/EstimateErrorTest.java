package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final int DAYS = 5;
  private static final int TICKETS = 110;

  private record Told(double middle, double upper, double naive) {}

  private final List<Double> errors = new ArrayList<>();
  private final List<Double> naiveErrors = new ArrayList<>();
  private int within;
  private int coming;

  @Test
  void theErrorIsSmallAndMuchSmallerThanThatOfTheNaiveEstimate() {
    for (int day = 0; day < DAYS; day++) {
      live(new Random(4711 + day));
    }
    double error = mean(errors);
    double naive = mean(naiveErrors);

    System.out.printf(
        "mean absolute error %.1f min, naive %.1f min, %d tickets, %d%% seen before the upper end%n",
        error, naive, errors.size(), 100 * within / errors.size());
    assertThat(error).isLessThan(12);
    assertThat(error).isLessThan(0.7 * naive);
    assertThat((double) within / errors.size()).isBetween(0.6, 0.95);
  }

  /** Two of three rooms are staffed, and a doctor takes 7 minutes where 10 are configured. */
  private void live(Random random) {
    QueueStory queue = QueueStory.monday();
    Map<String, Told> told = new HashMap<>();
    PriorityQueue<Instant> free = new PriorityQueue<>(List.of(queue.now(), queue.now()));
    Map<Instant, String> serving = new HashMap<>();
    Instant arrival = queue.now();
    int issued = 0;
    while (issued < TICKETS || !queue.order().isEmpty()) {
      Instant room = free.peek();
      if (issued < TICKETS && arrival.isBefore(room)) {
        queue.itIs(arrival);
        told(queue, told, random);
        issued++;
        arrival = arrival.plus(exponential(random, issued < 60 ? 200 : 300));
      } else {
        free.remove();
        queue.itIs(room.isAfter(queue.now()) ? room : queue.now());
        String done = serving.remove(room);
        if (done != null) {
          queue.finish(done);
        }
        Duration busy = serve(queue, told, random);
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
  private Duration serve(QueueStory queue, Map<String, Told> told, Random random) {
    coming = 0;
    if (!(queue.next("" + (1 + random.nextInt(2))) instanceof TicketState called)) {
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
    double minutes = 7 * Math.exp(spread * random.nextGaussian() - spread * spread / 2);
    return Duration.ofSeconds(Math.round(minutes * 60));
  }

  private static Duration exponential(Random random, double meanSeconds) {
    return Duration.ofMillis(Math.round(-meanSeconds * 1000 * Math.log(1 - random.nextDouble())));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
