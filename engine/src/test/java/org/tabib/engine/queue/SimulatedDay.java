package org.tabib.engine.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import org.tabib.engine.queue.QueueReply.TicketState;

/**
 * A day of a clinic where three rooms and 10 minutes are configured, told by a seeded generator: a
 * morning in which more come than can be seen, and one in ten who does not come when called.
 */
final class SimulatedDay {
  private static final Instant BEGIN = QueueStory.at("09:00");
  private static final int TICKETS = 70;
  private static final int PEAK = 50;
  private static final double SPREAD = 0.5;

  /**
   * What is staffed and how long it takes.
   *
   * @param minutes of one service, on average
   * @param pause after which somebody who does not come is called again
   */
  record Clinic(int rooms, double minutes, Duration pause) {}

  /**
   * Somebody who was seen: what was said when the ticket was issued, and what came. Minutes.
   *
   * @param arrived after the day began
   * @param naive the number ahead times the configured minutes over the configured rooms
   */
  record Seen(double arrived, double waited, double told, double upper, double naive) {
    double error() {
      return Math.abs(waited - told);
    }

    double tooShort() {
      return waited - told;
    }

    double naiveError() {
      return Math.abs(waited - naive);
    }
  }

  private record Said(double told, double upper, double naive) {}

  private record Happening(Instant at, int number, Runnable what) {}

  private final QueueStory queue = QueueStory.monday();
  private final PriorityQueue<Happening> happenings =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingInt(Happening::number));
  private final Map<String, Said> said = new HashMap<>();
  private final List<Seen> seen = new ArrayList<>();
  private final Clinic clinic;
  private final Random random;
  private int issued;
  private int happened;

  /**
   * @param earlier what the days before showed
   */
  SimulatedDay(Clinic clinic, Random random, Shown earlier) {
    this.clinic = clinic;
    this.random = random;
    queue.after(earlier);
  }

  /** Everybody who came, in the order in which they were seen. */
  List<Seen> live() {
    after(Duration.ZERO, this::arrives);
    for (int i = 1; i <= clinic.rooms(); i++) {
      String room = String.valueOf(i);
      after(Duration.ZERO, () -> calls(room));
    }
    while (!happenings.isEmpty()) {
      Happening next = happenings.remove();
      queue.itIs(next.at());
      next.what().run();
    }
    queue.close();
    return seen;
  }

  /** What the day hands on. */
  Shown shown() {
    return queue.events(QueueEvent.DayShown.class).getLast().shown();
  }

  private void arrives() {
    int dice = random.nextInt(100);
    Urgency urgency = dice < 8 ? Urgency.ORANGE : dice < 35 ? Urgency.YELLOW : Urgency.GREEN;
    TicketState state =
        (TicketState) queue.issue(urgency, PatientType.ADULT, TicketHolder.NOBODY, null);
    Standing standing = QueueStory.standing(state);
    WaitRange range = Objects.requireNonNull(standing.range());
    said.put(
        state.label(),
        new Said(minutes(range.from()), minutes(range.to()), standing.ahead() * 10.0 / 3));
    issued++;
    if (issued < TICKETS) {
      double usual = clinic.minutes() * 60 / clinic.rooms();
      after(exponential(usual * (issued < PEAK ? 0.75 : 1.4)), this::arrives);
    }
  }

  private void calls(String room) {
    if (queue.next(room) instanceof TicketState called) {
      if (random.nextInt(10) == 0) {
        after(clinic.pause(), () -> callsAgain(room, called.label()));
      } else {
        serves(room, called.label());
      }
    } else if (issued < TICKETS || !queue.order().isEmpty()) {
      after(Duration.ofSeconds(30), () -> calls(room));
    }
  }

  private void callsAgain(String room, String label) {
    queue.recall(label);
    if (queue.ticket(label).status() == TicketStatus.CALLED) {
      after(clinic.pause(), () -> callsAgain(room, label));
    } else {
      calls(room);
    }
  }

  private void serves(String room, String label) {
    Ticket ticket = queue.ticket(label);
    Said what = Objects.requireNonNull(said.get(label));
    double waited = minutes(Duration.between(ticket.issuedAt(), queue.now()));
    double arrived = minutes(Duration.between(BEGIN, ticket.issuedAt()));
    seen.add(new Seen(arrived, waited, what.told(), what.upper(), what.naive()));
    queue.start(label);
    double minutes =
        clinic.minutes() * Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2);
    after(
        Duration.ofSeconds(Math.round(minutes * 60)),
        () -> {
          queue.finish(label);
          calls(room);
        });
  }

  private void after(Duration time, Runnable what) {
    happenings.add(new Happening(queue.now().plus(time), happened++, what));
  }

  private Duration exponential(double meanSeconds) {
    return Duration.ofMillis(Math.round(-meanSeconds * 1000 * Math.log(1 - random.nextDouble())));
  }

  private static double minutes(Duration time) {
    return time.toSeconds() / 60.0;
  }
}
