package org.tabib.edge.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The server process of a data directory, as PostgreSQL itself tells of it in {@code
 * postmaster.pid}: the first line is the process, the eighth its state (PostgreSQL's {@code
 * miscadmin.h}, "lock file line numbers"). The file is gone after an orderly end and stays behind
 * after a kill.
 */
final class Postmaster {
  private static final int STATE_LINE = 7;
  private static final String STOPPING = "stopping";
  private static final long LOOK_AGAIN_MS = 50;

  private final Path file;

  Postmaster(Path data) {
    this.file = data.resolve("postmaster.pid");
  }

  /** Whether a process serves this directory, in whatever state. */
  boolean runs() throws IOException {
    return process(lines()).isPresent();
  }

  /** Whether it has been told to stop and has not ended: it takes nobody in any more. */
  boolean stopping() throws IOException {
    List<String> lines = lines();
    return lines.size() > STATE_LINE
        && lines.get(STATE_LINE).strip().equals(STOPPING)
        && process(lines).isPresent();
  }

  /**
   * Waits for the end of a server that is stopping: its last checkpoint takes as long as the disk
   * takes. Blocks.
   *
   * @return whether it has ended, or was not stopping at all
   */
  boolean awaitStopped(Duration limit) throws IOException {
    long until = System.nanoTime() + limit.toNanos();
    while (stopping()) {
      if (System.nanoTime() - until >= 0) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /**
   * A number that another program has by now, or a dead process that nobody has waited for (it has
   * no command any more), is not the server.
   */
  private static Optional<ProcessHandle> process(List<String> lines) {
    return lines.stream()
        .findFirst()
        .map(String::strip)
        .filter(first -> first.matches("\\d+"))
        .flatMap(first -> ProcessHandle.of(Long.parseLong(first)))
        .filter(found -> found.info().command().orElse("").contains("postgres"));
  }
}
