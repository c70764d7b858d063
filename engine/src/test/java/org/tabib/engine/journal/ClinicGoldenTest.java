package org.tabib.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Yesterday's bytes still read: one file per manifest, written once ({@code -Dtabib.golden=write})
 * and never again.
 */
class ClinicGoldenTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  private final JournalSerializer serializer = new JournalSerializer();

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatWasStored(Object sample) throws IOException {
    String manifest = serializer.manifest(sample);
    // ':' may not be in a file name everywhere.
    Path file = GOLDEN.resolve(manifest.replace(':', '-') + ".cbor");
    if ("write".equals(System.getProperty("tabib.golden")) && Files.notExists(file)) {
      Files.createDirectories(GOLDEN);
      Files.write(file, serializer.toBinary(sample));
    }

    assertThat(file).exists();
    assertThat(serializer.fromBinary(Files.readAllBytes(file), manifest)).isEqualTo(sample);
  }

  @Test
  void everyManifestOfTheClinicHasASample() {
    Set<String> wanted = new TreeSet<>();
    for (String manifest : Manifests.all().keySet()) {
      if (manifest.matches("(schedule|visit|patient|practice)\\..*")) {
        wanted.add(manifest);
      }
    }

    assertThat(ClinicSamples.all().stream().map(serializer::manifest))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  static Iterable<Object> samples() {
    return ClinicSamples.all();
  }
}
