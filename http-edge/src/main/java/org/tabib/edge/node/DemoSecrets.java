package org.tabib.edge.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that demo mode makes up once and keeps in the data directory, readable by its owner. */
final class DemoSecrets {
  private static final int KEY_BYTES = 32;

  private DemoSecrets() {}

  /** The key kept in that file; a new random one at the first time. */
  static byte[] key(Path file) throws IOException {
    if (Files.exists(file)) {
      return Base64.getDecoder().decode(Files.readString(file).strip());
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file, Base64.getEncoder().encodeToString(key), StandardOpenOption.TRUNCATE_EXISTING);
    return key;
  }
}
