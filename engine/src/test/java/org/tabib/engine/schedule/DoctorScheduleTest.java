package org.tabib.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.engine.schedule.Clinics.at;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.TestSystem;

class DoctorScheduleTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.local());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final Instant NINE = at("2026-03-02T09:00");

  private final String id = "sehat." + UUID.randomUUID();
  private final List<FreeCapacity> news = new CopyOnWriteArrayList<>();
  private final TestProbe<ScheduleReply> probe = KIT.createTestProbe(ScheduleReply.class);
  private ActorRef<ScheduleCommand> schedule = start();

  @AfterAll
  static void stopSystem() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void define() {
    ask(r -> new ScheduleCommand.Define("doctor", "clinic", Clinics.mornings(1), r));
  }

  @Test
  void keepsBookingsAcrossARestart() {
    ask(r -> new ScheduleCommand.Book(NINE, "v1", null, r));
    restart();

    assertThat(ask(r -> new ScheduleCommand.Book(NINE, "v2", null, r)))
        .isInstanceOf(ScheduleReply.Taken.class);
    assertThat(ask(r -> new ScheduleCommand.Book(NINE, "v1", null, r)))
        .isInstanceOf(ScheduleReply.Booked.class);
  }

  @Test
  void recoversFromASnapshot() {
    for (int i = 0; i < 60; i++) {
      String visit = "v" + i;
      ask(r -> new ScheduleCommand.Book(NINE, visit, null, r));
      ask(r -> new ScheduleCommand.ReleaseBooking(NINE, visit, r));
    }
    ask(r -> new ScheduleCommand.Book(NINE, "last", null, r));
    restart();

    assertThat(ask(r -> new ScheduleCommand.Book(NINE, "other", null, r)))
        .isInstanceOf(ScheduleReply.Taken.class);
  }

  @Test
  void goesOnAfterTheJournalRefusedAWriteWithoutBookingTwice() {
    JOURNAL.failNextPersisted("DoctorSchedule|" + id);
    schedule.tell(new ScheduleCommand.Book(NINE, "v1", null, probe.ref()));
    probe.expectNoMessage(Duration.ofMillis(50));

    assertThat(ask(r -> new ScheduleCommand.Book(NINE, "v2", null, r)))
        .isInstanceOf(ScheduleReply.Booked.class);
    assertThat(ask(r -> new ScheduleCommand.Book(NINE, "v1", null, r)))
        .isInstanceOf(ScheduleReply.Taken.class);
    assertThat(events()).filteredOn(ScheduleEvent.SlotBooked.class::isInstance).hasSize(1);
  }

  @Test
  void offersDifferentSlotsToThoseWhoAskAtTheSameMoment() {
    ScheduleReply ann = ask(r -> new ScheduleCommand.Offer(Instant.EPOCH, 3, "ann", r));
    ScheduleReply bob = ask(r -> new ScheduleCommand.Offer(Instant.EPOCH, 3, "bob", r));

    assertThat(((ScheduleReply.Slots) ann).slots())
        .hasSize(3)
        .doesNotContainAnyElementsOf(((ScheduleReply.Slots) bob).slots());
    assertThat(ask(r -> new ScheduleCommand.Offer(Instant.EPOCH, 3, "ann", r))).isEqualTo(ann);
  }

  @Test
  void tellsWhatIsFreeSeldomButTheLastStateAlways() {
    List<ScheduleCommand> many =
        IntStream.range(0, 40)
            .<ScheduleCommand>mapToObj(
                i ->
                    new ScheduleCommand.Book(
                        at("2026-03-03T09:00")
                            .plus(Duration.ofDays(i / 6))
                            .plus(Duration.ofMinutes(30L * (i % 6))),
                        "v" + i,
                        null,
                        probe.ref()))
            .toList();
    many.forEach(schedule::tell);
    many.forEach(command -> probe.receiveMessage());

    await().untilAsserted(() -> assertThat(news.getLast().revision()).isEqualTo(events().size()));
    assertThat(news).hasSizeLessThan(20);
    assertThat(news.getLast().starts()).doesNotContain(at("2026-03-03T09:00"));
  }

  @Test
  void stopsWhenToldTo() {
    schedule.tell(ScheduleCommand.Stop.INSTANCE);

    probe.expectTerminated(schedule);
  }

  private List<Object> events() {
    return JOURNAL.persistedInStorage("DoctorSchedule|" + id);
  }

  private ActorRef<ScheduleCommand> start() {
    return KIT.spawn(DoctorSchedule.create(id, () -> Clinics.MONDAY_EIGHT, news::add));
  }

  private void restart() {
    KIT.stop(schedule);
    schedule = start();
  }

  private ScheduleReply ask(Function<ActorRef<ScheduleReply>, ScheduleCommand> command) {
    schedule.tell(command.apply(probe.ref()));
    return probe.receiveMessage();
  }
}
