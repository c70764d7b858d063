package org.tabib.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.TestSystem;
import org.tabib.engine.queue.QueueEvent.DayOpened;
import org.tabib.engine.queue.QueueReply.TicketState;

class ClinicQueueTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.local());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final QueueSetup SETUP = QueueStory.setup(TriageScale.SATS, QueueRules.standard());

  private static final Shown SHOWN =
      new Shown(
          Map.of("general", new Measured(20, 6000, 2_000_000)),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          1);

  private final Instant now = QueueStory.at("09:00");
  private final String id = "afya." + UUID.randomUUID() + "." + QueueStory.ID.date();
  private CompletionStage<Shown> earlier = CompletableFuture.completedFuture(Shown.NOTHING);
  private final TestProbe<QueueReply> probe = KIT.createTestProbe(QueueReply.class);
  private ActorRef<QueueCommand> queue = start();

  @AfterAll
  static void stopSystem() {
    KIT.shutdownTestKit();
  }

  @Test
  void keepsItsNumbersAcrossARestart() {
    assertThat(issue("c1")).isEqualTo("A1");
    restart();

    assertThat(issue("c1")).isEqualTo("A1");
    assertThat(issue("c2")).isEqualTo("A2");
  }

  @Test
  void recoversFromASnapshot() {
    for (int i = 0; i < 60; i++) {
      issue("c" + i);
    }
    restart();

    assertThat(issue("last")).isEqualTo("A61");
    assertThat(label(ask(r -> next("n", r)))).isEqualTo("A1");
  }

  @Test
  void desksThatCallAtTheSameMomentGetDifferentTickets() {
    IntStream.range(0, 20).forEach(i -> issue("c" + i));
    IntStream.range(0, 20).forEach(i -> queue.tell(next("n" + i, probe.ref())));
    List<String> called =
        IntStream.range(0, 20).mapToObj(i -> label(probe.receiveMessage())).toList();

    assertThat(called).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void goesOnAfterTheJournalRefusedAWriteWithoutUsingANumberTwice() {
    issue("c1");
    JOURNAL.failNextPersisted("ClinicQueue|" + id);
    queue.tell(issueCommand("c2", probe.ref()));
    probe.expectNoMessage(Duration.ofMillis(50));

    assertThat(issue("c2")).isEqualTo("A2");
    assertThat(issue("c3")).isEqualTo("A3");
  }

  @Test
  void looksAreFreeAndADayThatNobodyOpenedCanBeSeen() {
    QueueReply seen = ask(QueueCommand.GetQueue::new);
    QueueReply wait = ask(r -> new QueueCommand.EstimateWait("general", Urgency.GREEN, r));

    assertThat(((QueueReply.QueueState) seen).opened()).isFalse();
    assertThat(((QueueReply.QueueState) seen).points()).hasSize(2);
    assertThat(((QueueReply.Wait) wait).ahead()).isZero();
    assertThat(JOURNAL.persistedInStorage("ClinicQueue|" + id)).isEmpty();
  }

  @Test
  void theDayBeginsWithWhatTheDaysBeforeShowedAndWhoComesMeanwhileWaits() {
    CompletableFuture<Shown> later = new CompletableFuture<>();
    earlier = later;
    queue.tell(next("n", probe.ref()));
    assertThat(probe.receiveMessage()).isInstanceOf(QueueReply.NobodyWaiting.class);
    queue.tell(issueCommand("c1", probe.ref()));
    queue.tell(issueCommand("c2", probe.ref()));
    assertThat(((QueueReply.QueueState) ask(QueueCommand.GetQueue::new)).opened()).isFalse();

    later.complete(SHOWN);

    assertThat(label(probe.receiveMessage())).isEqualTo("A1");
    assertThat(label(probe.receiveMessage())).isEqualTo("A2");
    assertThat(opened().earlier()).isEqualTo(SHOWN);
    earlier = CompletableFuture.failedFuture(new IllegalStateException("asked again"));
    assertThat(issue("c3")).isEqualTo("A3");
  }

  @Test
  void theDayBeginsWithoutThemWhenNobodyCanSay() {
    earlier = CompletableFuture.failedFuture(new IllegalStateException("no database"));

    assertThat(issue("c1")).isEqualTo("A1");
    assertThat(opened().earlier()).isNull();
  }

  @Test
  void theDayDoesNotWaitForThemForEver() {
    earlier = new CompletableFuture<>();

    assertThat(issue("c1")).isEqualTo("A1");
    assertThat(opened().earlier()).isNull();
  }

  @Test
  void whoWaitedForABeginningThatTheJournalRefusedIsServedAfterwards() {
    CompletableFuture<Shown> later = new CompletableFuture<>();
    earlier = later;
    JOURNAL.failNextPersisted("ClinicQueue|" + id);
    queue.tell(issueCommand("c1", probe.ref()));
    queue.tell(issueCommand("c2", probe.ref()));
    later.complete(SHOWN);

    assertThat(label(probe.receiveMessage())).isEqualTo("A1");
    assertThat(issue("c1")).isEqualTo("A2");
  }

  private DayOpened opened() {
    return (DayOpened) JOURNAL.persistedInStorage("ClinicQueue|" + id).getFirst();
  }

  @Test
  void stopsWhenToldTo() {
    queue.tell(QueueCommand.Stop.INSTANCE);

    probe.expectTerminated(queue);
  }

  private ActorRef<QueueCommand> start() {
    return KIT.spawn(
        ClinicQueue.create(
            id,
            () -> now,
            (practice, clinic) -> new ClinicSetups.Found(SETUP, QueueStory.ZONE),
            day -> earlier));
  }

  private void restart() {
    queue.tell(QueueCommand.Stop.INSTANCE);
    probe.expectTerminated(queue);
    queue = start();
  }

  private String issue(String command) {
    return label(ask(r -> issueCommand(command, r)));
  }

  private static QueueCommand issueCommand(String command, ActorRef<QueueReply> replyTo) {
    return new QueueCommand.IssueTicket(
        command,
        "staff-1",
        "general",
        TicketHolder.NOBODY,
        Origin.DESK,
        Urgency.GREEN,
        PatientType.ADULT,
        null,
        null,
        replyTo);
  }

  private static QueueCommand next(String command, ActorRef<QueueReply> replyTo) {
    return new QueueCommand.CallNext(command, "staff-1", "general", "1", replyTo);
  }

  private static String label(QueueReply reply) {
    return ((TicketState) reply).label();
  }

  private QueueReply ask(Function<ActorRef<QueueReply>, QueueCommand> command) {
    queue.tell(command.apply(probe.ref()));
    return probe.receiveMessage();
  }
}
