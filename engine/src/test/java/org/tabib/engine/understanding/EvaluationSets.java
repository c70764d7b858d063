package org.tabib.engine.understanding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code evaluation/<tag>/*.tsv} and says of each malformed line what is wrong with it. */
final class EvaluationSets {
  static final Path FOLDER = Path.of("src", "test", "resources", "evaluation");
  static final List<String> SETS = List.of("dev", "apart");

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private final List<Line> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** What expectations can name. */
  record Known(Set<String> tags, Set<String> specialties) {}

  /**
   * @param where file and line
   * @param set {@code dev} or {@code apart}
   * @param tag of the language
   * @param script {@code native} or {@code roman}
   */
  record Line(
      String where,
      String set,
      String tag,
      String script,
      EvaluationKind kind,
      String text,
      String expected) {}

  private EvaluationSets() {}

  static EvaluationSets read(Path folder, Known known) {
    EvaluationSets sets = new EvaluationSets();
    for (Path file : files(folder)) {
      String tag = folder.relativize(file).getName(0).toString();
      String set = file.getFileName().toString().replaceFirst("\\.tsv$", "");
      String path = tag + "/" + file.getFileName();
      if (!known.tags().contains(tag)) {
        sets.problems.add(path + ": there is no language " + tag);
      } else if (!SETS.contains(set)) {
        sets.problems.add(path + ": the files are called dev.tsv and apart.tsv");
      } else {
        sets.add(path, set, tag, content(file), known);
      }
    }
    return sets;
  }

  List<Line> lines() {
    return lines;
  }

  List<String> problems() {
    return problems;
  }

  /** Names of the files that a language should have and has not. */
  static Set<String> missing(Path folder, Set<String> tags) {
    return tags.stream()
        .flatMap(tag -> SETS.stream().map(set -> tag + "/" + set + ".tsv"))
        .filter(file -> !Files.exists(folder.resolve(file)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(file -> file.toString().endsWith(".tsv"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(folder.toString(), e);
    }
  }

  private void add(String path, String set, String tag, List<String> content, Known known) {
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < content.size(); i++) {
      String line = content.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String where = path + ":" + (i + 1);
      String[] cells = line.split("\t", -1);
      Optional<String> wrong = problem(cells, known);
      if (wrong.isPresent()) {
        problems.add(where + ": " + wrong.get());
      } else if (!seen.add(cells[0] + "\t" + cells[2])) {
        problems.add(where + ": the same kind and text as on a line before");
      } else {
        lines.add(
            new Line(
                where,
                set,
                tag,
                cells[1],
                EvaluationKind.of(cells[0]).orElseThrow(),
                decode(cells[2]),
                cells.length > 3 ? cells[3].strip() : ""));
      }
    }
  }

  private static Optional<String> problem(String[] cells, Known known) {
    if (cells.length < 3 || cells.length > 4) {
      return Optional.of(
          "has "
              + cells.length
              + " cells; write kind, script, text, expectation with one tab between");
    }
    Optional<EvaluationKind> kind = EvaluationKind.of(cells[0]);
    if (kind.isEmpty()) {
      return Optional.of(
          "unknown kind \""
              + cells[0]
              + "\"; kinds are "
              + String.join(", ", Stream.of(EvaluationKind.values()).map(k -> k.code()).toList()));
    }
    if (!Set.of("native", "roman").contains(cells[1])) {
      return Optional.of("script is native or roman, not \"" + cells[1] + "\"");
    }
    if (cells[2].isBlank()) {
      return Optional.of("the text is empty");
    }
    String expected = cells.length > 3 ? cells[3].strip() : "";
    return kind.get().accepts(expected, known)
        ? Optional.empty()
        : Optional.of(
            "\""
                + expected
                + "\" is no expectation of "
                + kind.get().code()
                + "; it is "
                + kind.get().expectation());
  }

  private static String decode(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
  }

  private static List<String> content(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " is not UTF-8", e);
    }
  }
}
