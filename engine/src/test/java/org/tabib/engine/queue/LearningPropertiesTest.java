package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.tabib.engine.journal.StoredForm;

/** What always holds for what is learned of a day and handed on to others. */
class LearningPropertiesTest {
  private static final LocalDate TODAY = QueueStory.ID.date();
  private static final Instant NINE = QueueStory.at("09:00");
  private static final QueueSetup SETUP = QueueStory.setup(TriageScale.SATS, QueueRules.standard());
  private static final ServicePoint GENERAL = SETUP.servicePoint("general").orElseThrow();

  @Property(tries = 200)
  void aServiceIsExpectedBetweenWhatIsConfiguredAndWhatTheDaysBeforeShowed(
      @ForAll @LongRange(min = 30, max = 7200) long others,
      @ForAll @IntRange(min = 1, max = 200) int count) {
    Shown earlier = alike(others, count);
    double expected = expected(ServiceTimes.NONE.after(earlier)).mean();

    assertThat(expected).isBetween(lower(600, others), upper(600, others));
  }

  @Property(tries = 200)
  void aServiceIsExpectedBetweenWhatWasToBeExpectedAndWhatTheDayShows(
      @ForAll @LongRange(min = 30, max = 7200) long before,
      @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 30, max = 7200) Long> today) {
    ServiceTimes start = ServiceTimes.NONE.after(alike(before, 30));
    double prior = expected(start).mean();
    double observed = today.stream().mapToLong(Long::longValue).average().orElseThrow();

    Service now = expected(served(start, today));

    assertThat(now.mean()).isBetween(lower(prior, observed), upper(prior, observed));
    assertThat(now.variance()).isPositive();
  }

  @Property(tries = 200)
  void theMoreADayHasShownTheNearerItIsToThat(
      @ForAll @LongRange(min = 30, max = 7200) long before,
      @ForAll @LongRange(min = 30, max = 7200) long now,
      @ForAll @IntRange(min = 1, max = 30) int few,
      @ForAll @IntRange(min = 1, max = 30) int more) {
    ServiceTimes start = ServiceTimes.NONE.after(alike(before, 30));
    List<Long> first = IntStream.range(0, few).mapToObj(i -> now).toList();
    List<Long> then = IntStream.range(0, more).mapToObj(i -> now).toList();
    ServiceTimes after = served(start, first);

    double far = Math.abs(expected(after).mean() - now);
    double near = Math.abs(expected(served(after, then)).mean() - now);

    assertThat(near).isLessThanOrEqualTo(far + 1e-6);
  }

  @Property(tries = 200)
  void whatWasTakenBackHasTaughtNothing(
      @ForAll @Size(max = 10) List<@LongRange(min = 0, max = 20_000) Long> kept,
      @ForAll @LongRange(min = 0, max = 20_000) long undone) {
    ServiceTimes before = served(ServiceTimes.NONE, kept);
    Instant end = NINE.plusSeconds(undone);
    ServiceTimes after =
        before
            .with("general", null, NINE, end, QueueStory.ZONE)
            .without("general", null, NINE, end, QueueStory.ZONE);

    assertThat(after.shown(List.of(), QueueStory.ZONE))
        .isEqualTo(before.shown(List.of(), QueueStory.ZONE));
  }

  @Property(tries = 200)
  void theChanceToComeIsAChanceAndBetweenWhatIsConfiguredAndWhatWasSeen(
      @ForAll @DoubleRange(max = 5000) double came,
      @ForAll @DoubleRange(max = 5000) double missed) {
    Shown earlier =
        new Shown(
            Map.of(), Map.of(), Map.of("general", came), Map.of("general", missed), Map.of(), 1);
    double usual = SETUP.rules().showChance();
    double seen = came + missed == 0 ? usual : came / (came + missed);

    assertThat(expectation(ServiceTimes.NONE.after(earlier)).showChance())
        .isBetween(lower(usual, seen), upper(usual, seen));
  }

  @Property(tries = 100)
  void daysFadeAndNeverCountMoreThanTheyDid(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -3, max = 90) Integer> ages) {
    List<Shown.OnDay> days =
        ages.stream().map(age -> new Shown.OnDay(TODAY.minusDays(age), alike(600, 10))).toList();
    long counted = ages.stream().filter(age -> age > 0 && age <= Shown.HORIZON).count();
    Shown today = Shown.faded(days, TODAY);
    Shown tomorrow = Shown.faded(days, TODAY.plusDays(1));

    assertThat(today.days()).isBetween(counted / 16.0, (double) counted);
    if (!ages.contains(0)) {
      assertThat(tomorrow.days()).isLessThanOrEqualTo(today.days());
    }
    Measured point = today.services().getOrDefault("general", new Measured(0, 0, 0));
    assertThat(point.seconds()).isCloseTo(600 * point.count(), within(1e-6));
    assertThat(point.count()).isCloseTo(10 * today.days(), within(Shown.FAINT));
  }

  @Property(tries = 100)
  void whatIsHandedOnIsBoundedHoweverManyDoctorsThereAre(
      @ForAll @IntRange(min = 1, max = 900) int doctors,
      @ForAll @IntRange(min = 1, max = 56) int age) {
    Map<String, Measured> services =
        IntStream.range(0, doctors)
            .boxed()
            .collect(
                Collectors.toMap(i -> "general|doctor-" + i, i -> new Measured(i, 600.0 * i, 1)));
    Shown day = new Shown(services, Map.of(), Map.of(), Map.of(), Map.of(), 1);

    Map<String, Measured> left =
        Shown.faded(List.of(new Shown.OnDay(TODAY.minusDays(age), day)), TODAY).services();

    assertThat(left).hasSizeLessThanOrEqualTo(Shown.MOST);
    assertThat(left.values()).allMatch(measured -> measured.count() >= Shown.FAINT);
  }

  /** A desk that does anything: what was learned is the same after a replay and a snapshot. */
  @Property(tries = 100)
  void aReplayHasLearnedTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int steps) {
    QueueStory queue = QueueStory.monday().after(alike(300, 12));
    RandomDesk desk = new RandomDesk(new Random(seed), queue);
    for (int i = 0; i < steps; i++) {
      desk.step();
    }
    queue.close();
    ClinicQueueState live = queue.state();
    ClinicQueueState replayed = queue.replayed();
    queue.restart();

    assertThat(replayed.times()).isEqualTo(live.times());
    assertThat(queue.state().times()).isEqualTo(live.times());
    List<QueueEvent.DayShown> shown = queue.events(QueueEvent.DayShown.class);
    if (!shown.isEmpty()) {
      assertThat(StoredForm.roundTrip(shown.getLast())).isEqualTo(shown.getLast());
      assertThat(shown.getLast().shown().services().values()).allMatch(m -> m.count() > 0);
    }
  }

  private static Shown alike(long seconds, int count) {
    Measured each =
        new Measured(count, (double) count * seconds, (double) count * seconds * seconds);
    return new Shown(
        Map.of("general", each, "general|", each, "general||9", each),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        1);
  }

  private static ServiceTimes served(ServiceTimes times, List<Long> seconds) {
    ServiceTimes next = times;
    for (long each : new ArrayList<>(seconds)) {
      next = next.with("general", null, NINE, NINE.plusSeconds(each), QueueStory.ZONE);
    }
    return next;
  }

  private static Service expected(ServiceTimes times) {
    return expectation(times).service(null, NINE.plus(Duration.ofMinutes(20)));
  }

  private static Expectation expectation(ServiceTimes times) {
    return new Expectation(times, GENERAL, SETUP.rules(), QueueStory.ZONE);
  }

  private static double lower(double one, double other) {
    return Math.min(one, other) - 1e-6;
  }

  private static double upper(double one, double other) {
    return Math.max(one, other) + 1e-6;
  }
}
