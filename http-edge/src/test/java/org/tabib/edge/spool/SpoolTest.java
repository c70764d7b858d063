package org.tabib.edge.spool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tabib.edge.spool.SpoolFolder.all;
import static org.tabib.edge.spool.SpoolFolder.append;
import static org.tabib.edge.spool.SpoolFolder.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.privacy.DataKey;

class SpoolTest {
  private static final byte[] BODY = "ein Wort über das Knie".getBytes(UTF_8);

  private SpoolFolder folder;

  @BeforeEach
  void create() throws IOException {
    folder = SpoolFolder.create();
  }

  @AfterEach
  void delete() throws IOException {
    folder.close();
  }

  @Test
  void givesBackInOrderOfArrivalWhatItTookInAnyOrder() throws Exception {
    try (Spool spool = folder.open()) {
      List<Long> arrivals = Stream.generate(spool::arrival).limit(5).toList();
      for (long arrival : arrivals.reversed()) {
        assertThat(stores(spool, arrival, BODY)).isTrue();
      }

      assertThat(all(spool)).extracting(Entry::arrival).isEqualTo(arrivals);
      assertThat(all(spool)).allSatisfy(entry -> assertThat(entry.body()).isEqualTo(BODY));
      assertThat(spool.waiting()).isEqualTo(5);
    }
  }

  @Test
  void keepsWhatIsNotDoneOverAnEndAndNumbersBehindIt() throws Exception {
    long last;
    try (Spool spool = folder.open()) {
      append(spool, BODY);
      append(spool, BODY);
      spool.done(all(spool).getFirst());
      last = all(spool).getLast().arrival();
    }
    try (Spool spool = folder.open()) {
      assertThat(spool.waiting()).isEqualTo(1);
      assertThat(all(spool)).extracting(Entry::arrival).containsExactly(last);
      assertThat(spool.arrival()).isGreaterThan(last);
    }
  }

  @Test
  void doesNotReadAgainWhatTheCallerKnows() throws Exception {
    try (Spool spool = folder.open()) {
      for (int i = 0; i < 5; i++) {
        append(spool, BODY);
      }
      List<Entry> first = spool.read(Set.of(), 2, 1000).toCompletableFuture().join();
      List<Entry> next =
          spool
              .read(Set.of(first.get(0).arrival(), first.get(1).arrival()), 9, 60)
              .toCompletableFuture()
              .join();

      assertThat(first).hasSize(2);
      assertThat(next).as("stops at 60 bytes").hasSize(2);
      assertThat(next.getFirst().arrival()).isGreaterThan(first.getLast().arrival());
    }
  }

  @Test
  void takesManyAtOnceAndAnswersEachWhenItIsOnDisk() throws Exception {
    try (Spool spool = folder.open()) {
      List<CompletionStage<Spool.Taken>> taken = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        taken.add(spool.append(spool.arrival(), BODY));
      }
      for (CompletionStage<Spool.Taken> one : taken) {
        assertThat(one.toCompletableFuture().join()).isInstanceOf(Spool.Taken.Stored.class);
      }
      try (SpoolFolder killed = folder.killed();
          Spool next = killed.open()) {
        assertThat(all(next)).hasSize(2000);
      }
    }
  }

  @Test
  void sealsBodiesAndShowsFilesToTheirOwnerOnly() throws Exception {
    try (Spool spool = folder.open()) {
      append(spool, BODY);

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
          .isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(folder.path())) {
        for (Path file : files.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.getFileName().toString())
              .isEqualTo("rw-------");
          assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("Knie");
        }
      }
    }
  }

  @Test
  void refusesBeyondItsEntriesAndTakesAgainWhenSomeAreDone() throws Exception {
    try (Spool spool =
        Spool.open(folder.settings(1 << 30, 3), SpoolFolder.KEY, InstantSource.system())) {
      for (int i = 0; i < 3; i++) {
        assertThat(append(spool, BODY)).isInstanceOf(Spool.Taken.Stored.class);
      }
      assertThat(append(spool, BODY)).isEqualTo(new Spool.Taken.Refused(Spool.Refusal.FULL));
      assertThat(spool.condition()).isEqualTo(Spool.Condition.FULL);

      spool.done(all(spool).getFirst());

      await().until(() -> spool.condition() == Spool.Condition.WORKING);
      assertThat(append(spool, BODY)).isInstanceOf(Spool.Taken.Stored.class);
      assertThat(all(spool)).hasSize(3);
    }
  }

  @Test
  void refusesBeyondItsBytes() throws Exception {
    long two = 2 * SpoolFile.size(BODY.length);
    try (Spool spool =
        Spool.open(folder.settings(two, 1000), SpoolFolder.KEY, InstantSource.system())) {
      append(spool, BODY);
      append(spool, BODY);
      assertThat(append(spool, BODY)).isEqualTo(new Spool.Taken.Refused(Spool.Refusal.FULL));
      assertThat(spool.storedBytes()).isEqualTo(two);
    }
    try (Spool spool =
        Spool.open(folder.settings(two, 1000), SpoolFolder.KEY, InstantSource.system())) {
      assertThat(spool.storedBytes()).as("counted again").isEqualTo(two);
      assertThat(append(spool, BODY)).isEqualTo(new Spool.Taken.Refused(Spool.Refusal.FULL));
    }
  }

  @Test
  void takesNothingWhenItIsOffButGivesBackWhatIsThere() throws Exception {
    try (Spool spool = folder.open()) {
      append(spool, BODY);
    }
    SpoolSettings off = new SpoolSettings(false, folder.path(), 1 << 30, 1000);
    try (Spool spool = Spool.open(off, SpoolFolder.KEY, InstantSource.system())) {
      assertThat(append(spool, BODY)).isEqualTo(new Spool.Taken.Refused(Spool.Refusal.OFF));
      assertThat(all(spool)).hasSize(1);
    }
  }

  @Test
  void belongsToOneProcess() throws Exception {
    try (Spool spool = folder.open()) {
      assertThatThrownBy(folder::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("belongs to another running process")
          .hasMessageContaining("TABIB_SPOOL_DIR");
      assertThat(append(spool, BODY)).isInstanceOf(Spool.Taken.Stored.class);
    }
    folder.open().close();
  }

  @Test
  void refusesAnotherMasterKeyAndLeavesWhatIsThere() throws Exception {
    try (Spool spool = folder.open()) {
      append(spool, BODY);
    }
    assertThatThrownBy(
            () -> Spool.open(folder.settings(), DataKey.generate(), InstantSource.system()))
        .isInstanceOf(DataKey.WrongKeyException.class);
    try (Spool spool = folder.open()) {
      assertThat(all(spool)).hasSize(1);
    }
  }

  @Test
  void losesNothingWhenThereIsNoRoomAndTakesAgainWhenThereIs() throws Exception {
    byte[] large = new byte[20_000];
    // 100 pages of 4 KiB: SQLite then answers as it does on a full disk (SQLITE_FULL).
    try (Spool spool = folder.openWithPages(100)) {
      int stored = 0;
      Spool.Taken taken = append(spool, large);
      while (taken instanceof Spool.Taken.Stored) {
        stored++;
        taken = append(spool, large);
      }
      assertThat(taken).isEqualTo(new Spool.Taken.Refused(Spool.Refusal.DISK));
      assertThat(spool.condition()).isEqualTo(Spool.Condition.FULL);
      assertThat(stored).isGreaterThan(10);
      assertThat(spool.waiting()).isEqualTo(stored);
      try (SpoolFolder killed = folder.killed();
          Spool next = killed.open()) {
        assertThat(all(next)).hasSize(stored);
      }

      List<Entry> waiting = new ArrayList<>();
      await().until(() -> waiting.addAll(all(spool)));
      waiting.subList(0, stored / 2).forEach(spool::done);

      await().until(() -> spool.condition() == Spool.Condition.WORKING);
      assertThat(append(spool, large)).isInstanceOf(Spool.Taken.Stored.class);
      assertThat(all(spool)).hasSize(stored - stored / 2 + 1);
    }
  }

  @Test
  void leavesADamagedFileAloneAndTakesNothing() throws Exception {
    try (Spool spool = folder.open()) {
      append(spool, BODY);
    }
    byte[] garbage = new byte[8192];
    java.util.Arrays.fill(garbage, (byte) 7);
    Files.write(folder.file(), garbage);

    try (Spool spool = folder.open()) {
      assertThat(spool.condition()).isEqualTo(Spool.Condition.BROKEN);
      assertThat(append(spool, BODY)).isEqualTo(new Spool.Taken.Refused(Spool.Refusal.DISK));
      assertThat(spool.isEmpty()).as("nothing waits behind it").isTrue();
    }
    assertThat(Files.readAllBytes(folder.file())).isEqualTo(garbage);
  }

  @Test
  void saysHowLongTheOldestHasBeenThere() throws Exception {
    try (Spool spool = folder.open()) {
      assertThat(spool.age()).isEqualTo(Duration.ZERO);
      append(spool, BODY);
      await().until(() -> spool.age().compareTo(Duration.ZERO) > 0);
      spool.done(all(spool).getFirst());
      assertThat(spool.age()).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void answersThoseWhoWaitWhenItCloses() throws Exception {
    Spool spool = folder.open();
    List<CompletableFuture<Spool.Taken>> taken = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      taken.add(spool.append(spool.arrival(), BODY).toCompletableFuture());
    }
    spool.close();
    assertThat(taken).allSatisfy(one -> assertThat(one).isCompleted());
    try (Spool next = folder.open()) {
      assertThat(all(next)).hasSize(100);
    }
  }
}
