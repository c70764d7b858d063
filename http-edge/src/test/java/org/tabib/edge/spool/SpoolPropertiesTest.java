package org.tabib.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.edge.spool.SpoolFolder.all;
import static org.tabib.edge.spool.SpoolFolder.stores;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What kill -9 and a damaged end of the log leave. */
class SpoolPropertiesTest {

  /** Something that happens to a spool. */
  sealed interface Step {
    record Append(int size) implements Step {}

    record Done(int index) implements Step {}

    record Kill() implements Step {}

    record Restart() implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                10, Arbitraries.integers().between(0, 9000).map(Step.Append::new)),
            net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(0, 50).map(Step.Done::new)),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.Kill())),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.Restart())))
        .map(step -> (Step) step)
        .list()
        .ofMaxSize(25);
  }

  /** Whatever was acknowledged and not done is there, in order, whole. */
  @Property(tries = 100)
  void holdsWhatWasAcknowledgedThroughKillsAndRestarts(@ForAll("steps") List<Step> steps)
      throws Exception {
    TreeMap<Long, byte[]> expected = new TreeMap<>();
    TreeMap<Long, byte[]> done = new TreeMap<>();
    SpoolFolder folder = SpoolFolder.create();
    Spool spool = folder.open();
    try {
      for (Step step : steps) {
        switch (step) {
          case Step.Append(int size) -> {
            long arrival = spool.arrival();
            byte[] body = body(arrival, size);
            assertThat(stores(spool, arrival, body)).isTrue();
            expected.put(arrival, body);
          }
          case Step.Done(int index) -> {
            List<Entry> entries = all(spool);
            if (!entries.isEmpty()) {
              Entry entry = entries.get(index % entries.size());
              spool.done(entry);
              byte[] body = expected.remove(entry.arrival());
              if (body != null) {
                done.put(entry.arrival(), body);
              }
            }
          }
          case Step.Kill kill -> {
            SpoolFolder image = folder.killed();
            spool.close();
            folder.close();
            folder = image;
            spool = folder.open();
            for (Entry entry : all(spool)) {
              // What was done a moment before may come back: it is recognised as done.
              byte[] again = done.remove(entry.arrival());
              if (again != null) {
                expected.put(entry.arrival(), again);
              }
            }
          }
          case Step.Restart restart -> {
            spool.close();
            spool = folder.open();
          }
        }
      }
      List<Entry> entries = all(spool);
      assertThat(entries.stream().map(Entry::arrival)).containsExactlyElementsOf(expected.keySet());
      assertThat(entries)
          .allSatisfy(entry -> assertThat(entry.body()).isEqualTo(expected.get(entry.arrival())));
      assertThat(spool.waiting()).isEqualTo(expected.size());
    } finally {
      spool.close();
      folder.close();
    }
  }

  /**
   * A disk that wrote only part of the end of the log, or wrote it wrong: what is before it is
   * whole, what is behind it is gone, and nothing false is read.
   */
  @Property(tries = 100)
  void readsAWholeBeginningOfALogWhoseEndIsDamaged(
      @ForAll @IntRange(min = 0, max = 999) int where, @ForAll boolean cut) throws Exception {
    try (SpoolFolder image = written.folder().killed()) {
      damage(image, where, cut);
      try (Spool next = image.open()) {
        List<Entry> entries = all(next);
        assertThat(next.condition()).isEqualTo(Spool.Condition.WORKING);
        assertThat(entries.stream().map(Entry::arrival))
            .containsExactlyElementsOf(
                written.bodies().keySet().stream().limit(entries.size()).toList());
        assertThat(entries)
            .allSatisfy(
                entry -> assertThat(entry.body()).isEqualTo(written.bodies().get(entry.arrival())));
        assertThat(stores(next, next.arrival(), body(1, 100))).isTrue();
      }
    }
  }

  /** A spool that is open, with eight entries in its log. */
  private record Written(SpoolFolder folder, Spool spool, TreeMap<Long, byte[]> bodies) {
    static Written create() throws IOException {
      SpoolFolder folder = SpoolFolder.create();
      Written written = new Written(folder, folder.open(), new TreeMap<>());
      for (int i = 0; i < 8; i++) {
        long arrival = written.spool.arrival();
        byte[] body = body(arrival, 3000);
        assertThat(stores(written.spool, arrival, body)).isTrue();
        written.bodies.put(arrival, body);
      }
      return written;
    }
  }

  private static Written written;

  @BeforeContainer
  static void write() throws IOException {
    written = Written.create();
  }

  @AfterContainer
  static void delete() throws IOException {
    written.spool().close();
    written.folder().close();
  }

  private static void damage(SpoolFolder image, int where, boolean cut) throws Exception {
    try (FileChannel log = FileChannel.open(image.log(), StandardOpenOption.WRITE)) {
      long from = log.size() * where / 1000;
      if (cut) {
        log.truncate(from);
      } else {
        byte[] garbage = new byte[(int) (log.size() - from)];
        java.util.Arrays.fill(garbage, (byte) 0x5a);
        log.write(ByteBuffer.wrap(garbage), from);
      }
    }
  }

  private static byte[] body(long seed, int size) {
    byte[] body = new byte[size];
    new java.util.Random(seed).nextBytes(body);
    return body;
  }
}
