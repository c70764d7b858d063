package org.tabib.edge.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalObjectStoreTest {
  private static final ObjectKey KEY = ObjectKey.of("demo.01930000-0000-7000-8000-00000000000f");

  @TempDir Path folder;
  private LocalObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = LocalObjectStore.open(folder, Instant.EPOCH);
  }

  @Test
  void hasWhatWasCommitted() throws IOException {
    put("first");
    assertThat(store.exists(KEY)).isTrue();
    assertThat(content()).isEqualTo("first");
    put("second");
    assertThat(content()).isEqualTo("second");
  }

  @Test
  void showsNothingOfADraftAndLeavesNothingOfOneThatIsDropped() throws IOException {
    put("first");
    try (ObjectStore.Draft draft = store.draft(KEY)) {
      draft.out().write("half".getBytes(UTF_8));
      draft.out().flush();
      assertThat(content()).isEqualTo("first");
    }
    assertThat(content()).isEqualTo("first");
    assertThat(files()).hasSize(1);
  }

  @Test
  void deletesAndKnowsNothingOfWhatIsNotThere() throws IOException {
    put("x");
    store.delete(KEY);
    store.delete(KEY);
    assertThat(store.exists(KEY)).isFalse();
    assertThat(store.open(KEY)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void filesAreForTheirOwnerOnly() throws IOException {
    put("x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
  }

  @Test
  void takesAwayDraftsThatADeadProcessLeftAndNoOthers() throws IOException {
    Instant now = Instant.parse("2026-11-23T03:00:00Z");
    Path old = Files.createFile(folder.resolve(".drafts/old"));
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(2))));
    Path young = Files.createFile(folder.resolve(".drafts/young"));
    Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofHours(1))));
    LocalObjectStore.open(folder, now);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.01930000-0000-7000-8000-00000000000f",
        "/.01930000-0000-7000-8000-00000000000f",
        "demo.../../../etc/passwd",
        "demo",
        ".01930000-0000-7000-8000-00000000000f",
        "a/b.01930000-0000-7000-8000-00000000000f"
      })
  void noIdentifierLeadsOutOfTheStore(String id) {
    assertThatThrownBy(() -> ObjectKey.of(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../../x", "demo/0f/../x", "demo/0f/01930000-0000-7000-8000-00000000000f/x"})
  void noTextThatIsNoKeyIsRead(String text) {
    assertThatThrownBy(() -> ObjectKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysAreReadAsTheyAreWritten() {
    assertThat(ObjectKey.parse(KEY.text())).isEqualTo(KEY);
    assertThat(KEY.text()).isEqualTo("demo/0f/01930000-0000-7000-8000-00000000000f");
  }

  private void put(String text) throws IOException {
    try (ObjectStore.Draft draft = store.draft(KEY)) {
      draft.out().write(text.getBytes(UTF_8));
      draft.commit();
    }
  }

  private String content() throws IOException {
    try (InputStream in = store.open(KEY).orElseThrow()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
