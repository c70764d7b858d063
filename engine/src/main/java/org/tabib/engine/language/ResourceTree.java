package org.tabib.engine.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The text files below a resource folder, by path relative to it. The folder is found by an anchor
 * file in it, because a jar need not have entries for folders.
 */
final class ResourceTree {
  private ResourceTree() {}

  static Map<String, String> onClassPath(ClassLoader loader, String folder, String anchor) {
    try {
      List<URL> anchors = Collections.list(loader.getResources(folder + "/" + anchor));
      Map<String, String> files = new TreeMap<>();
      for (URL url : anchors) {
        files.putAll(
            url.openConnection() instanceof JarURLConnection jar
                ? inJar(jar, folder + "/")
                : in(Path.of(new URI(url.toString())).resolveSibling("")));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource folder " + folder, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot read resource folder " + folder, e);
    }
  }

  static Map<String, String> in(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read folder " + folder, e);
    }
  }

  private static Map<String, String> inJar(JarURLConnection connection, String prefix)
      throws IOException {
    // The cached JarFile is shared with the class loader and must not be closed by us.
    connection.setUseCaches(false);
    Map<String, String> files = new TreeMap<>();
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
          try (InputStream in = jar.getInputStream(entry)) {
            files.put(
                entry.getName().substring(prefix.length()),
                new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return files;
  }
}
