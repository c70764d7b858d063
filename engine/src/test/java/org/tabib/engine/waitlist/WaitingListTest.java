package org.tabib.engine.waitlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.engine.waitlist.WaitingStory.RAO;
import static org.tabib.engine.waitlist.WaitingStory.ears;
import static org.tabib.engine.waitlist.WaitingStory.slot;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.entity.TestSystem;
import org.tabib.engine.schedule.Clinics;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingCommand.By;

/** The shell: what is asked of the schedule, and what waits meanwhile. */
class WaitingListTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.local());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final Slot TOMORROW = slot(RAO, "2026-03-03T10:00");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Clinics.at("2026-03-02T09:00"));
  private final List<CompletableFuture<Found>> asked = new CopyOnWriteArrayList<>();
  private final List<WaitingDecider.Step.Keep> keeps = new CopyOnWriteArrayList<>();
  private final List<String> released = new CopyOnWriteArrayList<>();
  private final TestProbe<WaitingReply> probe = KIT.createTestProbe(WaitingReply.class);
  private ActorRef<WaitingCommand> list = start();

  @BeforeEach
  void forget() {
    JOURNAL.clearAll();
    restart();
  }

  @AfterAll
  static void stopSystem() {
    KIT.shutdownTestKit();
  }

  @Test
  void offersOnlyWhatTheScheduleKeepsAndMakesOthersWaitUntilThen() {
    join("a");
    list.tell(new WaitingCommand.SlotFreed("f", TOMORROW, probe.ref()));
    await().until(() -> asked.size() == 1);
    list.tell(new WaitingCommand.Get("a", probe.ref()));
    probe.expectNoMessage(Duration.ofMillis(100));

    keepIt(0);

    assertThat(probe.receiveMessage()).isEqualTo(new WaitingReply.Done());
    assertThat(probe.receiveMessage())
        .isInstanceOfSatisfying(
            WaitingReply.Entry.class,
            entry -> assertThat(entry.status()).isEqualTo(EntryStatus.OFFERED));
  }

  @Test
  void saysThatItIsToBeTriedAgainWhenTheScheduleFailsAndGoesOn() {
    join("a");
    list.tell(new WaitingCommand.SlotFreed("f", TOMORROW, probe.ref()));
    await().until(() -> asked.size() == 1);
    asked.getFirst().completeExceptionally(new IllegalStateException("no answer"));

    assertThat(probe.receiveMessage())
        .isInstanceOfSatisfying(
            WaitingReply.Refused.class,
            refused -> assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));

    list.tell(new WaitingCommand.SlotFreed("f", TOMORROW, probe.ref()));
    await().until(() -> asked.size() == 2);
    keepIt(1);
    assertThat(probe.receiveMessage()).isEqualTo(new WaitingReply.Done());
    assertThat(keeps.get(1).next().offerId()).isEqualTo(keeps.get(0).next().offerId());
  }

  @Test
  void givesBackWhatNobodyTakes() {
    join("a");
    list.tell(new WaitingCommand.SlotFreed("f", TOMORROW, probe.ref()));
    await().until(() -> asked.size() == 1);
    keepIt(0);
    probe.receiveMessage();
    String offer = keeps.getFirst().next().offerId();

    list.tell(new WaitingCommand.Decline(offer, probe.ref()));

    assertThat(probe.receiveMessage()).isEqualTo(new WaitingReply.Done());
    await().untilAsserted(() -> assertThat(released).containsExactly(offer));
  }

  @Test
  void keepsWhatWasTakenThroughARestart() {
    join("a");
    list.tell(new WaitingCommand.SlotFreed("f", TOMORROW, probe.ref()));
    await().until(() -> asked.size() == 1);
    keepIt(0);
    probe.receiveMessage();
    String offer = keeps.getFirst().next().offerId();
    list.tell(new WaitingCommand.Accept(offer, probe.ref()));
    WaitingReply accepted = probe.receiveMessage();

    restart();
    list.tell(new WaitingCommand.Accept(offer, probe.ref()));

    assertThat(probe.receiveMessage()).isEqualTo(accepted);
    list.tell(new WaitingCommand.ConfirmBooked(offer, "sehat.visit", probe.ref()));
    assertThat(probe.receiveMessage()).isEqualTo(new WaitingReply.Done());
    assertThat(released).isEmpty();
  }

  @Test
  void looksForTheNextWhenThePersonNeedsItNoLonger() {
    join("a");
    now.updateAndGet(t -> t.plusSeconds(60));
    join("b");
    list.tell(new WaitingCommand.SlotFreed("f", TOMORROW, probe.ref()));
    await().until(() -> asked.size() == 1);
    asked.getFirst().complete(new Found.Over("a", Ending.BOOKED_ELSEWHERE));
    await().until(() -> asked.size() == 2);
    keepIt(1);

    assertThat(probe.receiveMessage()).isEqualTo(new WaitingReply.Done());
    assertThat(keeps.get(1).next().entry().entryId()).isEqualTo("b");
  }

  @Test
  void looksAfterWhoeverWaitedBehindAWriteThatFailed() {
    join("a");
    list.tell(new WaitingCommand.SlotFreed("f", TOMORROW, probe.ref()));
    await().until(() -> asked.size() == 1);
    list.tell(new WaitingCommand.Get("a", probe.ref()));
    JOURNAL.failNextPersisted("WaitingList|" + WaitingStory.CLINIC);

    keepIt(0);

    assertThat(probe.receiveMessage(Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            WaitingReply.Entry.class,
            entry -> assertThat(entry.status()).isEqualTo(EntryStatus.WAITING));
  }

  private void join(String entryId) {
    list.tell(new WaitingCommand.Join(entryId, ears(entryId), By.PATIENT, probe.ref()));
    assertThat(probe.receiveMessage()).isInstanceOf(WaitingReply.Entry.class);
  }

  private void keepIt(int index) {
    WaitingDecider.Step.Keep keep = keeps.get(index);
    asked
        .get(index)
        .complete(
            new Found.Kept(
                keep.next().offerId(), keep.next().until().plus(WaitingDecider.BOOKING_TIME)));
  }

  private void restart() {
    KIT.stop(list);
    list = start();
  }

  private ActorRef<WaitingCommand> start() {
    return KIT.spawn(
        WaitingList.create(
            WaitingStory.CLINIC,
            new WaitingList.Equipment(
                now::get, id -> Optional.of(WaitingStory.practice()), WaitingRules.DEFAULT),
            new SlotKeeping() {
              @Override
              public CompletionStage<Found> keep(
                  String holder, WaitingDecider.Step.Keep keep, ClinicTerms terms) {
                CompletableFuture<Found> answer = new CompletableFuture<>();
                keeps.add(keep);
                asked.add(answer);
                return answer;
              }

              @Override
              public void release(Slot slot, String offerId) {
                released.add(offerId);
              }
            }));
  }
}
