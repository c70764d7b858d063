package org.tabib.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Yesterday's bytes still read: one file per manifest, written once ({@code -Dtabib.golden=write})
 * and never again.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  private static final List<Object> SAMPLES =
      Stream.of(
              ClinicSamples.all(),
              ConversationSamples.all(),
              QueueSamples.all(),
              WaitingSamples.all(),
              ReminderSamples.all())
          .flatMap(List::stream)
          .toList();

  private final JournalSerializer serializer = new JournalSerializer();

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatWasStored(Object sample) throws IOException {
    reads(sample, fileOf(serializer.manifest(sample)));
  }

  @ParameterizedTest
  @MethodSource("additions")
  void readsWhatWasAddedLater(String name, Object sample) throws IOException {
    reads(sample, name + ".cbor");
  }

  private void reads(Object sample, String name) throws IOException {
    String manifest = serializer.manifest(sample);
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("tabib.golden")) && Files.notExists(file)) {
      Files.createDirectories(GOLDEN);
      Files.write(file, serializer.toBinary(sample));
    }

    assertThat(file).exists();
    assertThat(serializer.fromBinary(Files.readAllBytes(file), manifest)).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("earlier")
  void readsWhatIsNotWrittenAnyMore(String manifest, Object sample) throws IOException {
    byte[] stored = Files.readAllBytes(GOLDEN.resolve(fileOf(manifest)));

    assertThat(serializer.fromBinary(stored, manifest)).isEqualTo(sample);
  }

  @Test
  void everyEarlierManifestHasASampleToo() {
    assertThat(QueueSamples.earlier().keySet())
        .containsExactlyInAnyOrderElementsOf(Manifests.earlier().keySet());
  }

  @Test
  void everyManifestHasASampleAndThusAFile() {
    assertThat(SAMPLES.stream().map(serializer::manifest))
        .containsExactlyInAnyOrderElementsOf(Manifests.all().keySet());
  }

  @Test
  void keepsNoFileThatNobodyReads() throws IOException {
    Set<String> wanted = new TreeSet<>();
    Manifests.all().keySet().forEach(manifest -> wanted.add(fileOf(manifest)));
    Manifests.earlier().keySet().forEach(manifest -> wanted.add(fileOf(manifest)));
    additionsByName().keySet().forEach(name -> wanted.add(name + ".cbor"));

    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  static List<Object> samples() {
    return SAMPLES;
  }

  static Stream<Arguments> earlier() {
    return QueueSamples.earlier().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  static Stream<Arguments> additions() {
    return additionsByName().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(addition -> Arguments.of(addition.getKey(), addition.getValue()));
  }

  private static Map<String, Object> additionsByName() {
    Map<String, Object> all = new HashMap<>(ConversationSamples.additions());
    all.putAll(ClinicSamples.additions());
    all.putAll(ReminderSamples.additions());
    all.putAll(WaitingSamples.additions());
    all.putAll(QueueSamples.additions());
    return all;
  }

  /** ':' may not be in a file name everywhere. */
  private static String fileOf(String manifest) {
    return manifest.replace(':', '-') + ".cbor";
  }
}
