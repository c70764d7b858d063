package org.tabib.edge.objects;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects as files of a folder. An object is written beside its place, forced to the disk and then
 * renamed: after a crash it is there whole or not at all.
 */
public final class LocalObjectStore implements ObjectStore {
  private static final String DRAFTS = ".drafts";

  /** No draft takes so long: what is older was left behind by a process that died. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path root;
  private final Path drafts;

  private LocalObjectStore(Path root) {
    this.root = root;
    this.drafts = root.resolve(DRAFTS);
  }

  /**
   * A store in that folder, which is made when it is not there. Drafts that a process left behind
   * are taken away.
   *
   * @param now when it is opened
   */
  public static LocalObjectStore open(Path root, Instant now) throws IOException {
    LocalObjectStore store = new LocalObjectStore(root);
    Files.createDirectories(store.drafts);
    Instant abandoned = now.minus(ABANDONED);
    for (Path draft : store.draftFiles()) {
      if (Files.getLastModifiedTime(draft).toInstant().isBefore(abandoned)) {
        Files.deleteIfExists(draft);
      }
    }
    return store;
  }

  private List<Path> draftFiles() throws IOException {
    try (Stream<Path> files = Files.list(drafts)) {
      return files.toList();
    }
  }

  @Override
  public Draft draft(ObjectKey key) throws IOException {
    // Readable by this user only: the default of temporary files.
    Path file = Files.createTempFile(drafts, "draft", "");
    return new FileDraft(file, FileChannel.open(file, StandardOpenOption.WRITE), path(key));
  }

  @Override
  public Optional<InputStream> open(ObjectKey key) throws IOException {
    try {
      return Optional.of(Files.newInputStream(path(key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ObjectKey key) throws IOException {
    Path path = path(key);
    if (Files.deleteIfExists(path)) {
      force(parent(path));
    }
  }

  @Override
  public boolean exists(ObjectKey key) {
    return Files.exists(path(key));
  }

  private Path path(ObjectKey key) {
    return root.resolve(key.text());
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException("an object lies in a folder");
    }
    return parent;
  }

  /** A rename is durable only when its folder is. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void makeFolder(Path folder) throws IOException {
    if (folder.equals(root) || Files.isDirectory(folder)) {
      return;
    }
    Path above = parent(folder);
    makeFolder(above);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      return; // another thread made it
    }
    force(above);
  }

  private final class FileDraft implements Draft {
    private final Path file;
    private final FileChannel channel;
    private final OutputStream out;
    private final Path target;

    FileDraft(Path file, FileChannel channel, Path target) {
      this.file = file;
      this.channel = channel;
      this.out = new BufferedOutputStream(Channels.newOutputStream(channel));
      this.target = target;
    }

    @Override
    public OutputStream out() {
      return out;
    }

    @Override
    public void commit() throws IOException {
      out.flush();
      channel.force(true);
      channel.close();
      Path folder = parent(target);
      makeFolder(folder);
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(folder);
    }

    @Override
    public void close() throws IOException {
      channel.close();
      Files.deleteIfExists(file);
    }
  }
}
