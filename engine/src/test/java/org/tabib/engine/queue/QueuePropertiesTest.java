package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.tabib.engine.queue.QueueEvent.TicketCalled;
import org.tabib.engine.queue.QueueEvent.TicketIssued;

class QueuePropertiesTest {
  private static final List<Urgency> LEVELS =
      List.of(Urgency.RED, Urgency.ORANGE, Urgency.YELLOW, Urgency.GREEN);

  /** Minutes after the one before, urgency, type of patient, whether somebody is called then. */
  record Arrival(int after, int urgency, int type, boolean call) {}

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(true, false, false))
        .as(Arrival::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(30);
  }

  private static QueueStory afternoonOf(List<Arrival> arrivals) {
    QueueStory queue = QueueStory.monday();
    for (Arrival arrival : arrivals) {
      queue.passes(arrival.after());
      queue.issue(
          LEVELS.get(arrival.urgency()),
          PatientType.values()[arrival.type()],
          TicketHolder.NOBODY,
          null);
      if (arrival.call()) {
        queue.next("1");
      }
    }
    return queue;
  }

  @Property(tries = 300)
  void higherUrgencyNeverWaitsBehindALowerOneOfEqualWaitingTime(
      @ForAll("arrivals") List<Arrival> arrivals, @ForAll @IntRange(max = 400) int later) {
    QueueStory queue = afternoonOf(arrivals);
    queue.passes(later);
    List<Ticket> order = queue.order().stream().map(queue::ticket).toList();

    for (int i = 0; i < order.size(); i++) {
      for (Ticket behind : order.subList(i + 1, order.size())) {
        Ticket before = order.get(i);
        assertThat(
                before.placeFrom().equals(behind.placeFrom())
                    && behind.urgency().compareTo(before.urgency()) < 0)
            .as("%s before %s", before, behind)
            .isFalse();
      }
    }
  }

  @Property(tries = 100)
  void theOrderIsTotalAndDoesNotDependOnHowTicketsAreKept(
      @ForAll("arrivals") List<Arrival> arrivals, @ForAll long seed) {
    QueueStory queue = afternoonOf(arrivals);
    List<String> labels = new ArrayList<>(queue.state().tickets().keySet());
    Collections.shuffle(labels, new Random(seed));
    Map<String, Ticket> shuffled = new LinkedHashMap<>();
    labels.forEach(label -> shuffled.put(label, queue.ticket(label)));
    ClinicQueueState state = queue.state();
    ClinicQueueState same =
        new ClinicQueueState(
            state.queueId(),
            state.setup(),
            state.zone(),
            state.numbers(),
            shuffled,
            state.calls(),
            state.passed(),
            state.pauses(),
            state.changes(),
            state.times(),
            state.closed());

    assertThat(queue.order())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            state.all().stream()
                .filter(ticket -> ticket.status() == TicketStatus.WAITING)
                .map(Ticket::label)
                .toList());
    assertThat(
            Line.at(same, "general", queue.now()).order().stream()
                .map(entry -> entry.ticket().label()))
        .containsExactlyElementsOf(queue.order());
  }

  @Property(tries = 100)
  void timeAloneNeverChangesTheOrderOfTwoOfTheSameUrgency(
      @ForAll("arrivals") List<Arrival> arrivals, @ForAll @IntRange(max = 400) int later) {
    QueueStory queue = afternoonOf(arrivals);
    Map<Urgency, List<String>> before = byUrgency(queue);
    queue.passes(later);

    // A turn takes the one who has waited longest: among equals without bonus that is the first.
    if (arrivals.stream().allMatch(arrival -> arrival.type() == 0)) {
      assertThat(byUrgency(queue)).isEqualTo(before);
    }
    assertThat(byUrgency(queue).get(Urgency.RED)).isEqualTo(before.get(Urgency.RED));
  }

  private static Map<Urgency, List<String>> byUrgency(QueueStory queue) {
    Map<Urgency, List<String>> lanes = new LinkedHashMap<>();
    LEVELS.forEach(level -> lanes.put(level, new ArrayList<>()));
    queue.order().forEach(label -> lanes.get(queue.ticket(label).urgency()).add(label));
    return lanes;
  }

  /**
   * The bound of docs/queue.md: whoever waits over target is called at the latest after n calls for
   * each who came before, however many of the next higher level keep coming.
   */
  @Property(tries = 100)
  void nobodyStarvesWhileTheNextHigherLevelKeepsComing(
      @ForAll @IntRange(min = 2, max = 3) int level,
      @ForAll @IntRange(min = 2, max = 6) int turnEvery,
      @ForAll @IntRange(min = 2, max = 9) int service,
      @ForAll @IntRange(max = 6) int before) {
    QueueStory queue = new QueueStory(QueueStory.setup(TriageScale.SATS, rules(turnEvery)));
    Urgency flood = LEVELS.get(level - 1);
    for (int i = 0; i < before; i++) {
      queue.walkIn(i % 2 == 0 ? flood : LEVELS.get(level));
    }
    queue.itIs(queue.now().plusSeconds(1));
    Instant came = queue.now();
    String victim = queue.walkIn(LEVELS.get(level));
    Duration target = level == 2 ? Duration.ofMinutes(60) : Duration.ofMinutes(240);
    Instant bound =
        came.plus(target).plus(Duration.ofMinutes((long) turnEvery * (before + 1) * service));

    while (queue.ticket(victim).status() == TicketStatus.WAITING) {
      assertThat(queue.now()).isBeforeOrEqualTo(bound);
      // Two more for every one that is served: twice as many as can be.
      queue.walkIn(flood);
      queue.walkIn(flood);
      queue.called("1");
      queue.passes(service);
    }
  }

  private static QueueRules rules(int turnEvery) {
    QueueRules r = QueueRules.standard();
    return new QueueRules(
        r.targets(),
        r.bonus(),
        r.bookedBonus(),
        r.earlyBy(),
        r.grace(),
        turnEvery,
        r.recalls(),
        r.skipPlaces(),
        r.rejoinWithin(),
        r.rejoins(),
        r.nearAt(),
        r.showChance());
  }

  @Property(tries = 100)
  void aLateBookedVisitStandsExactlyWhereAWalkInOfThatMomentStands(
      @ForAll("arrivals") List<Arrival> arrivals,
      @ForAll @IntRange(min = 1, max = 3) int urgency,
      @ForAll @IntRange(min = 16, max = 200) int late) {
    QueueStory queue = afternoonOf(arrivals);
    QueueStory other = afternoonOf(arrivals);
    // Nobody after the doors have closed.
    if (queue.now().isBefore(QueueStory.at("12:00"))) {
      queue.checkIn("late", queue.now().minus(Duration.ofMinutes(late)), LEVELS.get(urgency));
      other.walkIn(LEVELS.get(urgency));
    }

    assertThat(queue.order()).isEqualTo(other.order());
  }

  @Property(tries = 100)
  void aBookedVisitThatIsOnTimeStandsBetweenThoseWhoCameBeforeAndAfterItsTime(
      @ForAll @IntRange(min = -60, max = 14) int minutes,
      @ForAll @IntRange(min = 1, max = 60) int before,
      @ForAll @IntRange(min = 1, max = 60) int after) {
    Instant appointment = QueueStory.at("12:00");
    Map<Instant, String> comes = new TreeMap<>();
    comes.put(appointment.plus(Duration.ofMinutes(minutes)).plusSeconds(1), "booked");
    comes.put(appointment.minus(Duration.ofMinutes(before)), "before");
    comes.put(appointment.plus(Duration.ofMinutes(after)), "after");
    QueueStory queue = QueueStory.monday();
    Map<String, String> labels = new LinkedHashMap<>();
    comes.forEach(
        (when, who) -> {
          queue.itIs(when);
          labels.put(
              who,
              who.equals("booked")
                  ? QueueStory.label(queue.checkIn("v", appointment, Urgency.GREEN))
                  : queue.walkIn(Urgency.GREEN));
        });
    queue.itIs("13:00");

    assertThat(queue.order())
        .containsExactly(labels.get("before"), labels.get("booked"), labels.get("after"));
  }

  @Property(tries = 100)
  void anyCommandsEndInTheSameStateWithRestartsAndNeverRepeatANumber(
      @ForAll @IntRange(min = 5, max = 60) int steps, @ForAll @LongRange(min = 0) long seed) {
    QueueStory plain = QueueStory.monday();
    QueueStory restarted = QueueStory.monday();
    RandomDesk one = new RandomDesk(new Random(seed), plain);
    RandomDesk other = new RandomDesk(new Random(seed), restarted);
    for (int i = 0; i < steps; i++) {
      int calls = plain.events(TicketCalled.class).size();
      QueueReply reply = one.step();
      assertThat(other.step()).isEqualTo(reply);
      restarted.restart();
      assertThat(plain.events(TicketCalled.class).size()).isBetween(calls, calls + 1);
    }

    assertThat(restarted.state()).isEqualTo(plain.state());
    assertThat(plain.replayed()).isEqualTo(plain.state());
    assertThat(plain.events(TicketIssued.class))
        .extracting(event -> event.ticket().label())
        .doesNotHaveDuplicates();
    plain.state().all().stream()
        .map(Ticket::servicePointId)
        .distinct()
        .forEach(point -> numbersGrow(plain, point));
  }

  private static void numbersGrow(QueueStory story, String point) {
    List<Integer> numbers =
        story.events(TicketIssued.class).stream()
            .filter(event -> event.ticket().servicePointId().equals(point))
            .map(TicketIssued::number)
            .toList();
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(numbers.get(i)).isEqualTo(i + 1);
    }
  }
}
