package org.tabib.edge.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tabib.engine.privacy.DataKey;

/** A folder with a spool in it, and the ways in which tests look at it. */
final class SpoolFolder implements AutoCloseable {
  static final DataKey KEY = DataKey.of(new byte[32]);
  private static final long MUCH = 1L << 30;

  private final Path folder;

  private SpoolFolder(Path folder) {
    this.folder = folder;
  }

  static SpoolFolder create() throws IOException {
    return new SpoolFolder(Files.createTempDirectory("tabib-spool"));
  }

  static SpoolFolder in(Path folder) {
    return new SpoolFolder(folder);
  }

  Path path() {
    return folder;
  }

  Path file() {
    return folder.resolve("spool.db");
  }

  Path log() {
    return folder.resolve("spool.db-wal");
  }

  SpoolSettings settings() {
    return settings(MUCH, 1_000_000);
  }

  SpoolSettings settings(long maxBytes, long maxEntries) {
    return new SpoolSettings(true, folder, maxBytes, maxEntries);
  }

  Spool open() throws IOException {
    return Spool.open(settings(), KEY, InstantSource.system());
  }

  Spool openWithPages(int maxPages) throws IOException {
    return Spool.open(settings(), KEY, maxPages, InstantSource.system());
  }

  /** What kill -9 leaves at this moment, in a folder of its own. */
  SpoolFolder killed() throws IOException {
    SpoolFolder image = create();
    for (Path file : List.of(file(), log())) {
      if (Files.exists(file)) {
        Files.copy(
            file, image.folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return image;
  }

  static boolean stores(Spool spool, long arrival, byte[] body) {
    return spool.append(arrival, body).toCompletableFuture().join() instanceof Spool.Taken.Stored;
  }

  static Spool.Taken append(Spool spool, byte[] body) {
    return spool.append(spool.arrival(), body).toCompletableFuture().join();
  }

  static List<Entry> all(Spool spool) {
    return spool.read(Set.of(), Integer.MAX_VALUE, Long.MAX_VALUE).toCompletableFuture().join();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
