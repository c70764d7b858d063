package org.tabib.engine.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.engine.reminder.ReminderStory.AMOXICILLIN;
import static org.tabib.engine.reminder.ReminderStory.at;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.entity.TestSystem;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.reminder.ReminderCommand.By;

class ReminderTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.local());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final Vault PATIENTS =
      new Vault(Map.of("sehat.patient", DataKey.of(new byte[32])));

  private final String id = "sehat." + UUID.randomUUID();
  private final TestProbe<ReminderReply> probe = KIT.createTestProbe(ReminderReply.class);
  private final List<DueNotice> told = new CopyOnWriteArrayList<>();
  private volatile CompletionStage<Vault> keys = CompletableFuture.completedFuture(PATIENTS);
  private volatile CompletionStage<Telling> telling =
      CompletableFuture.completedFuture(Telling.done());
  private volatile Instant now = at("2026-11-21T10:00");
  private ActorRef<ReminderCommand> reminder = start();

  @AfterAll
  static void stopSystem() {
    KIT.shutdownTestKit();
  }

  @Test
  void storesTheMedicineSealedUnderThePatientsKey() {
    assertThat(plan()).isInstanceOf(ReminderReply.Current.class);

    ReminderEvent.ReminderPlanned stored = (ReminderEvent.ReminderPlanned) events().getFirst();
    assertThat(stored.content()).isInstanceOf(Private.Sealed.class);
    assertThat(PATIENTS.open(stored.content(), ReminderContent.class))
        .isEqualTo(Private.of("sehat.patient", AMOXICILLIN));
  }

  @Test
  void tellsAfterARestartWhatItHadSealed() {
    plan();
    restart();
    now = at("2026-11-21T20:00");

    assertThat(fire("2026-11-21T20:00")).isInstanceOf(ReminderReply.Current.class);
    assertThat(told).extracting(DueNotice::what).containsExactly("Amoxicillin");
    assertThat(events()).last().isInstanceOf(ReminderEvent.OccurrenceTold.class);
  }

  @Test
  void keepsTheContentSealedThroughSnapshotsAndChangesMadeWithoutOpeningIt() {
    plan();
    restart();
    for (int i = 0; i < 60; i++) {
      int even = i % 2;
      ask(r -> new ReminderCommand.Change(null, zone(even), null, By.STAFF, r));
    }
    restart();
    now = at("2026-11-21T20:00");

    fire("2026-11-21T20:00");
    assertThat(told).extracting(DueNotice::what).containsExactly("Amoxicillin");
  }

  @Test
  void neverFiresForAPatientWhoWasForgottenMeanwhile() {
    plan();
    keys = CompletableFuture.completedFuture(new Vault(Map.of()));
    now = at("2026-11-21T20:00");

    ReminderReply.Current current = (ReminderReply.Current) fire("2026-11-21T20:00");

    assertThat(current.status()).isEqualTo(ReminderStatus.STOPPED);
    assertThat(told).isEmpty();
    assertThat(refusal(ask(ReminderCommand.Get::new)).code()).isEqualTo("reminder-unknown");
  }

  @Test
  void asksToBeTriedAgainWhenTheKeyOrTheConversationIsNotThere() {
    plan();
    now = at("2026-11-21T20:00");
    keys = CompletableFuture.failedFuture(new IllegalStateException("no database"));
    assertThat(refusal(fire("2026-11-21T20:00")).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    keys = CompletableFuture.completedFuture(PATIENTS);
    telling = CompletableFuture.failedFuture(new IllegalStateException("timeout"));
    assertThat(refusal(fire("2026-11-21T20:00")).kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
    assertThat(events()).hasSize(1);
    telling = CompletableFuture.completedFuture(Telling.done());

    assertThat(fire("2026-11-21T20:00")).isInstanceOf(ReminderReply.Current.class);
    assertThat(told).extracting(DueNotice::id).hasSize(2).containsOnly(told.getFirst().id());
  }

  @Test
  void makesCommandsWaitWhileItTells() {
    plan();
    now = at("2026-11-21T20:00");
    CompletableFuture<Telling> late = new CompletableFuture<>();
    telling = late;
    reminder.tell(new ReminderCommand.Fire(at("2026-11-21T20:00"), probe.ref()));
    reminder.tell(new ReminderCommand.StopReminding(By.PATIENT, probe.ref()));
    probe.expectNoMessage(Duration.ofMillis(50));

    late.complete(Telling.done());

    assertThat(((ReminderReply.Current) probe.receiveMessage()).status())
        .isEqualTo(ReminderStatus.ACTIVE);
    assertThat(((ReminderReply.Current) probe.receiveMessage()).status())
        .isEqualTo(ReminderStatus.STOPPED);
  }

  @Test
  void looksAfterWhoeverWaitedBehindAWriteThatFailed() {
    CompletableFuture<Vault> late = new CompletableFuture<>();
    keys = late;
    reminder.tell(
        new ReminderCommand.Plan(
            ReminderStory.plan(ReminderKind.MEDICATION, ReminderStory.twiceADay()),
            AMOXICILLIN,
            By.STAFF,
            probe.ref()));
    reminder.tell(new ReminderCommand.StopReminding(By.STAFF, probe.ref()));
    JOURNAL.failNextPersisted("Reminder|" + id);

    late.complete(PATIENTS);

    assertThat(refusal(probe.receiveMessage(Duration.ofSeconds(10))).code())
        .isEqualTo("reminder-unknown");
  }

  @Test
  void stopsWhenToldToEvenWhileItWaitsForTheKey() {
    keys = new CompletableFuture<>();
    reminder.tell(
        new ReminderCommand.Plan(
            ReminderStory.plan(ReminderKind.MEDICATION, ReminderStory.twiceADay()),
            AMOXICILLIN,
            By.STAFF,
            probe.ref()));
    reminder.tell(ReminderCommand.Stop.INSTANCE);

    probe.expectTerminated(reminder);
  }

  private static ZoneId zone(int which) {
    return which == 0 ? ZoneId.of("Africa/Nairobi") : ReminderStory.ZONE;
  }

  private ReminderReply plan() {
    return ask(
        r ->
            new ReminderCommand.Plan(
                ReminderStory.plan(ReminderKind.MEDICATION, ReminderStory.twiceADay()),
                AMOXICILLIN,
                By.STAFF,
                r));
  }

  private ReminderReply fire(String occurrence) {
    return ask(r -> new ReminderCommand.Fire(at(occurrence), r));
  }

  private static Refusal refusal(ReminderReply reply) {
    return ReminderStory.refusal(reply);
  }

  private List<Object> events() {
    return JOURNAL.persistedInStorage("Reminder|" + id);
  }

  private ActorRef<ReminderCommand> start() {
    return KIT.spawn(
        Reminder.create(
            id,
            () -> now,
            new ReminderSurroundings() {
              @Override
              public CompletionStage<Vault> keysOf(String patientId) {
                return keys;
              }

              @Override
              public CompletionStage<Telling> tell(DueNotice notice) {
                told.add(notice);
                return telling;
              }

              @Override
              public Instant outsideQuietHours(ReminderPlan plan, Instant instant) {
                return instant;
              }
            }));
  }

  private void restart() {
    KIT.stop(reminder);
    reminder = start();
  }

  private ReminderReply ask(Function<ActorRef<ReminderReply>, ReminderCommand> command) {
    reminder.tell(command.apply(probe.ref()));
    return probe.receiveMessage();
  }
}
