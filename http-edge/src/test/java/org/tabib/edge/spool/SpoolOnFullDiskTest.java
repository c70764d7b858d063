package org.tabib.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.edge.spool.SpoolFolder.all;
import static org.tabib.edge.spool.SpoolFolder.append;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that others fill to the last byte: a tmpfs of its own, where the test may mount one.
 * {@link SpoolTest} has the same with SQLite's own bound, everywhere.
 */
class SpoolOnFullDiskTest {
  private static final int NO_BOUND = 0;

  /**
   * A bound that is never reached: switches off the reserve, so that SQLite meets the end itself.
   */
  private static final int NO_RESERVE = 1_000_000;

  @TempDir private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()) == 0;
    assumeThat(mounted).as("may mount").isTrue();
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {NO_BOUND, NO_RESERVE})
  void losesNothingAndTakesAgainWhenThereIsRoom(int maxPages) throws Exception {
    byte[] body = new byte[20_000];
    SpoolFolder folder = SpoolFolder.in(disk.resolve("spool"));
    Path ballast = disk.resolve("ballast");
    int stored = 5;
    try (Spool spool = folder.openWithPages(maxPages)) {
      for (int i = 0; i < stored; i++) {
        assertThat(append(spool, body)).isInstanceOf(Spool.Taken.Stored.class);
      }
      fill(ballast);
      // What the log had set aside before may take some more.
      Spool.Taken taken = append(spool, body);
      while (taken instanceof Spool.Taken.Stored) {
        stored++;
        taken = append(spool, body);
      }
      assertThat(taken).isEqualTo(new Spool.Taken.Refused(Spool.Refusal.DISK));
      assertThat(spool.condition()).isNotEqualTo(Spool.Condition.WORKING);
      List<Entry> readable = new ArrayList<>();
      await().until(() -> readable.addAll(all(spool)));
      assertThat(readable).hasSize(stored);

      Files.delete(ballast);

      await().until(() -> spool.condition() == Spool.Condition.WORKING);
      assertThat(append(spool, body)).isInstanceOf(Spool.Taken.Stored.class);
      fill(ballast);
    }
    try (Spool again = folder.openWithPages(maxPages)) {
      List<Entry> left = new ArrayList<>();
      await().until(() -> left.addAll(all(again)));
      assertThat(left).as("after an end and a start on a full disk").hasSize(stored + 1);
    }
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space");
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
