package org.tabib.projections.measure;

import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.outbound;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.flow.Cursor;
import org.tabib.projections.ReadModels;
import org.tabib.projections.fixture.Happenings;
import org.tabib.projections.fixture.KnownKeys;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.message.MessageLog;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.search.MessageIndex;
import org.tabib.projections.statistics.ConversationStatistics;

/**
 * What the read models of conversations cost per turn (a message in, an answer out), in processor
 * time: of the projection's thread and of the database. Run by hand.
 */
final class ProjectionCost {
  private static final int BATCH = 200;
  private static final int BATCHES = 150;
  private static final List<String> TEXTS =
      List.of(
          "hello",
          "I have had fever and a bad headache since yesterday evening",
          "मुझे कल से तेज़ बुखार है और खाँसी भी",
          "எனக்கு மூன்று நாட்களாக காய்ச்சல் மற்றும் இருமல்",
          "2",
          "estou com dor de cabeça",
          "yes",
          "nina homa kali tangu jana asubuhi");

  private ProjectionCost() {}

  public static void main(String[] arguments) {
    KnownKeys keys = new KnownKeys();
    Map<String, List<ReadModel<ConversationEvent>>> variants = new LinkedHashMap<>();
    variants.put("warm-up", List.of(new MessageLog(), new MessageIndex(keys)));
    variants.put("log", List.of(new MessageLog()));
    variants.put("log and tokens", List.of(new MessageLog(), new MessageIndex(keys)));
    variants.put("log and statistics", List.of(new MessageLog(), new ConversationStatistics()));
    variants.put("all", ReadModels.conversation(keys).models());
    variants.forEach((name, models) -> measure(name, models, keys));
  }

  private static void measure(
      String name, List<ReadModel<ConversationEvent>> models, KnownKeys keys) {
    try (TestDatabase database = TestDatabase.create()) {
      List<List<Recorded<ConversationEvent>>> batches = batches(keys);
      var threads = ManagementFactory.getThreadMXBean();
      long cpu = threads.getCurrentThreadCpuTime();
      long server = server(database);
      batches.forEach(batch -> database.write(models, batch));
      double turns = (double) BATCH * BATCHES;
      System.out.printf(
          "%-20s %6.1f us here, %6.1f us of the database per turn%n",
          name,
          (threads.getCurrentThreadCpuTime() - cpu) / turns / 1000,
          (server(database) - server) / turns / 1000);
    }
  }

  /** Processor time of all processes of the database, in nanoseconds. */
  private static long server(TestDatabase database) {
    long backend = Long.parseLong(database.rows("select pg_backend_pid()").getFirst());
    return ProcessHandle.of(backend)
        .flatMap(ProcessHandle::parent)
        .orElseThrow()
        .descendants()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToLong(Duration::toNanos)
        .sum();
  }

  private static List<List<Recorded<ConversationEvent>>> batches(KnownKeys keys) {
    List<List<Recorded<ConversationEvent>>> batches = new ArrayList<>();
    for (int b = 0; b < BATCHES; b++) {
      List<Recorded<ConversationEvent>> batch = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        int n = b * BATCH + i;
        String person = "demo.c" + n % 2000;
        long number = 1 + n / 2000;
        batch.add(new Recorded<>(person, number, turn(keys, person, n, number)));
      }
      batches.add(batch);
    }
    return batches;
  }

  private static ConversationEvent turn(KnownKeys keys, String person, int n, long number) {
    return new TurnTaken(
        new Inbound(
            "wamid." + n,
            "text",
            at(n / 50),
            keys.seal(person, new InboundContent.Text(TEXTS.get(n % TEXTS.size()) + " " + n)),
            null),
        new Move(
            new Cursor("booking", 1, "step-" + number % 7, (int) number),
            Happenings.sealed("answers")),
        List.of(),
        List.of(outbound(number)),
        List.of(),
        at(n / 50 + 1));
  }
}
