package org.tabib.edge.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.edge.spool.SpoolFolder.all;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.edge.whatsapp.Intake;
import org.tabib.edge.whatsapp.Intake.Outcome;
import org.tabib.edge.whatsapp.QuarantineReason;
import org.tabib.edge.whatsapp.Webhook;

class SpoolingIntakeTest {
  private static final byte[] BODY = Bodies.text("a", 1);

  private final ScriptedPresence database = new ScriptedPresence();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Journal journal = new Journal();
  private SpoolFolder folder;
  private Spool spool;
  private Intake intake;

  /** The journal's side, which answers when the test says so. */
  private static final class Journal implements Intake {
    private final List<CompletableFuture<Outcome>> asked = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Outcome> take(Webhook webhook, byte[] raw) {
      CompletableFuture<Outcome> answer = new CompletableFuture<>();
      asked.add(answer);
      return answer;
    }

    @Override
    public CompletionStage<Outcome> quarantine(QuarantineReason reason, byte[] raw) {
      throw new IllegalStateException("broken");
    }
  }

  @BeforeEach
  void open() throws IOException {
    folder = SpoolFolder.create();
    open(folder.settings());
  }

  private void open(SpoolSettings settings) throws IOException {
    spool = Spool.open(settings, SpoolFolder.KEY, InstantSource.system());
    intake =
        new SpoolingIntake(
            journal, spool, database, new SpoolMetrics(meters, spool, () -> !spool.isEmpty()));
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
    folder.close();
  }

  @Test
  void leavesTheSpoolAloneWhileTheJournalTakes() throws Exception {
    CompletableFuture<Outcome> outcome = take(BODY);
    assertThat(outcome).isNotDone();
    journal.asked.getFirst().complete(Outcome.DURABLE);

    assertThat(answer(outcome)).isEqualTo(Outcome.DURABLE);
    assertThat(all(spool)).isEmpty();
  }

  @Test
  void asksNobodyElseWhileTheDatabaseIsAway() throws Exception {
    database.goes();

    assertThat(answer(take(BODY))).isEqualTo(Outcome.DURABLE);
    assertThat(answer(intake.quarantine(QuarantineReason.UNPARSEABLE, "{".getBytes(UTF_8))))
        .isEqualTo(Outcome.DURABLE);

    assertThat(journal.asked).isEmpty();
    assertThat(all(spool)).extracting(Entry::body).containsExactly(BODY, "{".getBytes(UTF_8));
    assertThat(meters.counter("tabib_spool_appended").count()).isEqualTo(2);
  }

  @Test
  void keepsWhatTheJournalDidNotTake() throws Exception {
    CompletableFuture<Outcome> unavailable = take(BODY);
    CompletableFuture<Outcome> failed = take(BODY);
    journal.asked.get(0).complete(Outcome.UNAVAILABLE);
    journal.asked.get(1).completeExceptionally(new IllegalStateException("broken"));

    assertThat(answer(unavailable)).isEqualTo(Outcome.DURABLE);
    assertThat(answer(failed)).isEqualTo(Outcome.DURABLE);
    assertThat(all(spool)).hasSize(2);
  }

  @Test
  void keepsWhatTheJournalChokesOn() throws Exception {
    assertThat(answer(intake.quarantine(QuarantineReason.UNPARSEABLE, BODY)))
        .isEqualTo(Outcome.DURABLE);
    assertThat(all(spool)).hasSize(1);
  }

  @Test
  void answersWhatIsUnderWayAtOnceWhenTheDatabaseGoesAndKeepsItsPlace() throws Exception {
    byte[] first = Bodies.text("first", 1);
    byte[] second = Bodies.text("second", 1);
    CompletableFuture<Outcome> underWay = take(first);
    database.goes();
    CompletableFuture<Outcome> later = take(second);

    assertThat(answer(underWay)).isEqualTo(Outcome.DURABLE);
    assertThat(answer(later)).isEqualTo(Outcome.DURABLE);
    assertThat(all(spool)).extracting(Entry::body).containsExactly(first, second);
    journal.asked.getFirst().complete(Outcome.UNAVAILABLE);
    assertThat(all(spool)).as("taken once").hasSize(2);
  }

  @Test
  void putsAllBehindWhatWaitsEvenWhenTheDatabaseIsBack() throws Exception {
    database.goes();
    answer(take(BODY));
    database.comesBack();

    assertThat(answer(take(BODY))).isEqualTo(Outcome.DURABLE);
    assertThat(journal.asked).isEmpty();

    all(spool).forEach(spool::done);
    take(BODY);
    assertThat(journal.asked).hasSize(1);
  }

  @Test
  void saysUnavailableWhenTheSpoolIsFullToo() throws Exception {
    spool.close();
    open(folder.settings(1 << 30, 1));
    database.goes();

    assertThat(answer(take(BODY))).isEqualTo(Outcome.DURABLE);
    assertThat(answer(take(BODY))).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(meters.counter("tabib_spool_refused", "reason", "full").count()).isEqualTo(1);
  }

  private CompletableFuture<Outcome> take(byte[] body) {
    return intake.take(Bodies.webhook(body), body).toCompletableFuture();
  }

  private static Outcome answer(CompletionStage<Outcome> outcome) throws Exception {
    return outcome.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
