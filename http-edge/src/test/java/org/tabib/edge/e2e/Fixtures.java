package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The signed payloads under {@code fixtures/whatsapp}; INDEX.md there says what is expected. */
final class Fixtures {
  private static final Path FOLDER = Path.of("src/test/resources/fixtures/whatsapp");

  private Fixtures() {}

  static String name(int number) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("%02d_".formatted(number)))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(int number) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name(number)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The signatures by file name, as they were made apart from any code of ours. */
  static Map<String, String> signatures() {
    try (Stream<String> lines = Files.lines(FOLDER.resolve("SIGNATURES.tsv"))) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fixture with another person in it, so that tests do not meet. */
  static byte[] about(int number, String before, String after, String suffix) {
    return new String(bytes(number), UTF_8)
        .replace("5511987650011", before)
        .replace("5511955550000", after)
        .replace("BR.7710459382216604", "BR.77104593" + suffix)
        .replace("BR.9988776655443322", "BR.99887766" + suffix)
        .getBytes(UTF_8);
  }
}
