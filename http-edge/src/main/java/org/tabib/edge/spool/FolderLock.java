package org.tabib.edge.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Keeps a folder for this process alone; the system lets go of it when the process dies. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folder, readable by its owner only, and takes it.
   *
   * @throws IOException when another process has it, saying so
   */
  static FolderLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path file = ownerOnly(folder.resolve("lock"));
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (locked(channel) == null) {
      channel.close();
      throw new IOException(
          "the spool in "
              + folder
              + " belongs to another running process: give each node its own TABIB_SPOOL_DIR");
    }
    return new FolderLock(channel);
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another node in this very process.
      return null;
    }
  }

  /** The file, made if need be, for its owner only. */
  static Path ownerOnly(Path file) throws IOException {
    try {
      return Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
