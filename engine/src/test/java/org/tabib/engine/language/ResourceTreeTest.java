package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceTreeTest {
  private static final Map<String, String> FILES =
      Map.of("README.md", "anchor", "hi/language.yaml", "endonym: हिन्दी");

  @TempDir Path folder;

  @Test
  void findsTheFilesInAJarWithoutFolderEntries() throws IOException {
    Path jar = folder.resolve("languages.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        out.putNextEntry(new JarEntry("languages/" + file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(read(jar)).isEqualTo(FILES);
  }

  @Test
  void findsTheFilesInAFolderWhoseNameHasASpace() throws IOException {
    Path root = folder.resolve("class files");
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = root.resolve("languages").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    assertThat(read(root)).isEqualTo(FILES);
  }

  private static Map<String, String> read(Path root) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, null)) {
      return ResourceTree.onClassPath(loader, "languages", "README.md");
    }
  }
}
