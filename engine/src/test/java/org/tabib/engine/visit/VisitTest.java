package org.tabib.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.visit.VisitStory.DETAILS;
import static org.tabib.engine.visit.VisitStory.NINE;
import static org.tabib.engine.visit.VisitStory.NOW;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import akka.persistence.testkit.javadsl.SnapshotTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.entity.TestSystem;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitCommand.Advance.Step;
import org.tabib.engine.visit.VisitCommand.By;
import org.tabib.engine.visit.VisitEvent.Complaint;

class VisitTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.local());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final Vault PATIENTS =
      new Vault(Map.of("sehat.patient", DataKey.of(new byte[32])));

  private final String id = "sehat." + UUID.randomUUID();
  private final TestProbe<VisitReply> probe = KIT.createTestProbe(VisitReply.class);
  private final List<CompletableFuture<ScheduleReply>> releases = new CopyOnWriteArrayList<>();
  private CompletionStage<Vault> keys = CompletableFuture.completedFuture(PATIENTS);
  private Function<Slot, CompletionStage<ScheduleReply>> booking =
      slot -> CompletableFuture.completedFuture(new ScheduleReply.Booked(slot, id));
  private ActorRef<VisitCommand> visit = start();

  @AfterAll
  static void stopSystem() {
    KIT.shutdownTestKit();
  }

  @Test
  void storesTheComplaintSealedUnderThePatientsKey() {
    assertThat(open()).isInstanceOf(VisitReply.Current.class);

    VisitEvent.VisitOpened stored = (VisitEvent.VisitOpened) events().getFirst();
    assertThat(stored.complaint()).isInstanceOf(Private.Sealed.class);
    assertThat(PATIENTS.open(stored.complaint(), Complaint.class))
        .isEqualTo(Private.of("sehat.patient", new Complaint("ear")));
  }

  @Test
  void keepsTheComplaintSealedThroughSnapshotsThatAreMadeWithoutTheKey() {
    open();
    for (int i = 0; i < 30; i++) {
      Slot slot = VisitStory.slot("2026-03-03T0" + (i % 2 + 3) + ":00:00Z");
      reschedule(slot);
      await().until(() -> releases.stream().anyMatch(r -> !r.isDone()));
      releases.forEach(r -> r.complete(new ScheduleReply.Done()));
      int settled = i + 1;
      await()
          .untilAsserted(
              () ->
                  assertThat(events())
                      .filteredOn(VisitEvent.SlotGivenBack.class::isInstance)
                      .hasSize(settled));
      if (i == 3) {
        restart();
      }
    }
    restart();

    assertThat(ask(VisitCommand.Get::new)).isInstanceOf(VisitReply.Current.class);
    VisitState stored =
        (VisitState)
            SnapshotTestKit.create(KIT.system())
                .persistedInStorage("Visit|" + id)
                .getLast()
                .second();
    assertThat(stored.complaint()).isInstanceOf(Private.Sealed.class);
  }

  @Test
  void staysWhereItIsWhenTheWishedSlotIsSomebodyElses() {
    open();
    booking =
        slot -> CompletableFuture.completedFuture(new ScheduleReply.Taken(slot.start(), List.of()));

    assertThat(refusal(reschedule(VisitStory.TEN)).code()).isEqualTo("slot-taken");
    releasedInTheEnd(VisitStory.TEN);
    assertThat(((VisitReply.Current) ask(VisitCommand.Get::new)).details()).isEqualTo(DETAILS);
  }

  @Test
  void refusesForNowToMoveWhenTheScheduleDoesNotAnswer() {
    open();
    booking = slot -> CompletableFuture.failedFuture(new IllegalStateException("timeout"));

    assertThat(refusal(reschedule(VisitStory.TEN)).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(events())
        .hasSize(2)
        .last()
        .isEqualTo(new VisitEvent.SlotWanted(VisitStory.TEN, NOW));
    releasedInTheEnd(VisitStory.TEN);
  }

  @Test
  void takesTheSlotForStaffAndOwesNothingOnceItIsOpen() {
    assertThat(book()).isInstanceOf(VisitReply.Current.class);
    assertThat(book()).isInstanceOf(VisitReply.Current.class);

    assertThat(events())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("SlotWanted", "VisitOpened");
    restart();
    assertThat(ask(VisitCommand.Get::new)).isInstanceOf(VisitReply.Current.class);
    assertThat(releases).isEmpty();
  }

  @Test
  void givesBackWhatItTookForStaffWhenItDiedBeforeItWasOpen() {
    booking = slot -> new CompletableFuture<>();
    visit.tell(new VisitCommand.Book(DETAILS, "ear", probe.ref()));
    await().until(() -> events().size() == 1);

    restart();
    booking = slot -> CompletableFuture.completedFuture(new ScheduleReply.Booked(slot, id));

    await().until(() -> releases.size() == 1);
    assertThat(refusal(ask(VisitCommand.Get::new)).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(refusal(book()).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    releasedInTheEnd(NINE);
    assertThat(refusal(ask(VisitCommand.Get::new)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(book()).isInstanceOf(VisitReply.Current.class);
  }

  @Test
  void writesNothingDownWhenNoPatientIsThereToBookFor() {
    keys = CompletableFuture.completedFuture(new Vault(Map.of()));

    assertThat(refusal(book()).code()).isEqualTo("patient-unknown");
    assertThat(events()).isEmpty();
  }

  @Test
  void looksAfterWhoeverWaitedBehindAWriteThatFailed() {
    CompletableFuture<Vault> late = new CompletableFuture<>();
    keys = late;
    visit.tell(new VisitCommand.Open(DETAILS, "ear", probe.ref()));
    visit.tell(new VisitCommand.Get(probe.ref()));
    JOURNAL.failNextPersisted("Visit|" + id);

    late.complete(PATIENTS);

    assertThat(refusal(probe.receiveMessage(Duration.ofSeconds(10))).code())
        .isEqualTo("visit-unknown");
  }

  private void releasedInTheEnd(Slot slot) {
    await().until(() -> !releases.isEmpty());
    releases.forEach(release -> release.complete(new ScheduleReply.Done()));
    await()
        .untilAsserted(
            () -> assertThat(events()).last().isEqualTo(new VisitEvent.SlotGivenBack(slot, NOW)));
  }

  @Test
  void makesCommandsWaitUntilTheKeyIsThere() {
    CompletableFuture<Vault> late = new CompletableFuture<>();
    keys = late;
    visit.tell(new VisitCommand.Open(DETAILS, "ear", probe.ref()));
    visit.tell(new VisitCommand.Advance(Step.CONFIRM, probe.ref()));
    probe.expectNoMessage(Duration.ofMillis(50));

    late.complete(PATIENTS);

    assertThat(((VisitReply.Current) probe.receiveMessage()).status())
        .isEqualTo(VisitStatus.BOOKED);
    assertThat(((VisitReply.Current) probe.receiveMessage()).status())
        .isEqualTo(VisitStatus.CONFIRMED);
  }

  @Test
  void refusesForNowWhenTheKeyCannotBeLoaded() {
    keys = CompletableFuture.failedFuture(new IllegalStateException("no database"));

    assertThat(refusal(open()).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    keys = CompletableFuture.completedFuture(PATIENTS);
    assertThat(open()).isInstanceOf(VisitReply.Current.class);
  }

  @Test
  void refusesToOpenForAPatientWithoutAKey() {
    keys = CompletableFuture.completedFuture(new Vault(Map.of()));

    assertThat(refusal(open()).code()).isEqualTo("patient-unknown");
    assertThat(events()).isEmpty();
  }

  @Test
  void cancelsTheVisitOfAForgottenPatientWithoutKeepingTheReason() {
    open();
    keys = CompletableFuture.completedFuture(new Vault(Map.of()));
    restart();

    assertThat(cancel()).isInstanceOf(VisitReply.Current.class);
    assertThat(((VisitEvent.VisitCancelled) events().get(1)).reason())
        .isEqualTo(new Private.Erased<>("sehat.patient"));
  }

  @Test
  void givesTheSlotOfACancelledVisitBackAgainAndAgainUntilItIsDone() {
    open();
    cancel();
    await().until(() -> releases.size() == 1);
    releases.getFirst().completeExceptionally(new IllegalStateException("timeout"));
    await().until(() -> releases.size() == 2);
    assertThat(events()).hasSize(2);
    releases.getLast().complete(new ScheduleReply.Done());

    await()
        .untilAsserted(
            () -> assertThat(events()).last().isEqualTo(new VisitEvent.SlotGivenBack(NINE, NOW)));
  }

  @Test
  void paysWhatItOwesAfterARestart() {
    open();
    cancel();
    await().until(() -> releases.size() == 1);
    restart();
    await().until(() -> releases.size() == 2);
    visit.tell(new VisitCommand.Wake());
    releases.getLast().complete(new ScheduleReply.Done());

    await().untilAsserted(() -> assertThat(events()).hasSize(3));
    assertThat(releases).hasSize(2);
  }

  @Test
  void fetchesTheKeyAgainToSealARecordAfterARestart() {
    open();
    ask(r -> new VisitCommand.CheckIn(VisitStory.ZONE, r));
    ask(r -> new VisitCommand.Advance(Step.START, r));
    restart();

    VisitReply recorded =
        ask(
            r ->
                new VisitCommand.RecordConsultation(
                    new CommandKey("key", "print"),
                    VisitStory.note("left ear"),
                    null,
                    VisitStory.ZONE,
                    "staff-1",
                    r));

    assertThat(((VisitReply.Current) recorded).record().consultation().version()).isEqualTo(1);
    VisitEvent.ConsultationRecorded stored = (VisitEvent.ConsultationRecorded) events().getLast();
    assertThat(stored.note()).isInstanceOf(Private.Sealed.class);
    assertThat(PATIENTS.open(stored.note(), ConsultationNote.class))
        .isEqualTo(Private.of("sehat.patient", VisitStory.note("left ear")));
  }

  @Test
  void refusesWordsAboutAPatientForNowWhenTheirKeyCannotBeLoaded() {
    open();
    restart();
    keys = CompletableFuture.failedFuture(new IllegalStateException("no database"));

    VisitReply refused =
        ask(r -> new VisitCommand.AddUpdate("u1", "better now", "sehat.contact", NOW, r));

    assertThat(refusal(refused).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(events()).hasSize(1);
    keys = CompletableFuture.completedFuture(PATIENTS);
    ask(r -> new VisitCommand.AddUpdate("u1", "better now", "sehat.contact", NOW, r));
    assertThat(((VisitEvent.UpdateAdded) events().getLast()).words())
        .isInstanceOf(Private.Sealed.class);
  }

  @Test
  void stopsWhenToldToEvenWhileItWaitsForTheKey() {
    keys = new CompletableFuture<>();
    visit.tell(new VisitCommand.Open(DETAILS, "ear", probe.ref()));
    visit.tell(VisitCommand.Stop.INSTANCE);

    probe.expectTerminated(visit);
  }

  private static ConditionFactory await() {
    return Awaitility.await().pollInterval(Duration.ofMillis(5));
  }

  private List<Object> events() {
    return JOURNAL.persistedInStorage("Visit|" + id);
  }

  private VisitReply open() {
    return ask(r -> new VisitCommand.Open(DETAILS, "ear", r));
  }

  private VisitReply book() {
    return ask(r -> new VisitCommand.Book(DETAILS, "ear", r));
  }

  private VisitReply reschedule(Slot slot) {
    return ask(r -> new VisitCommand.Reschedule("sehat.doctor", "sehat.clinic", slot, By.STAFF, r));
  }

  private VisitReply cancel() {
    return ask(r -> new VisitCommand.Cancel(By.PATIENT, "travel", r));
  }

  private static Refusal refusal(VisitReply reply) {
    return ((VisitReply.Refused) reply).refusal();
  }

  private ActorRef<VisitCommand> start() {
    return KIT.spawn(
        Visit.create(
            id,
            () -> NOW,
            person -> keys,
            new BookedSlots() {
              @Override
              public CompletionStage<ScheduleReply> book(Slot slot, String visitId) {
                return booking.apply(slot);
              }

              @Override
              public CompletionStage<ScheduleReply> release(Slot slot, String visitId) {
                releases.add(new CompletableFuture<>());
                return releases.getLast();
              }
            }));
  }

  private void restart() {
    KIT.stop(visit);
    visit = start();
  }

  private VisitReply ask(Function<ActorRef<VisitReply>, VisitCommand> command) {
    visit.tell(command.apply(probe.ref()));
    return probe.receiveMessage();
  }
}
