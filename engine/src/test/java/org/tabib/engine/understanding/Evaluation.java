package org.tabib.engine.understanding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tabib.engine.language.Languages;
import org.tabib.engine.understanding.EvaluationSets.Line;

/** The lines of the evaluation sets, read by the code that runs. */
final class Evaluation {
  /** A Tuesday. */
  static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private final List<Result> results = new ArrayList<>();

  /**
   * @param read what was read, in the form of an expectation
   */
  record Result(Line line, String read, boolean right) {}

  /** What is judged together. */
  record Group(String set, String tag, String script, EvaluationKind kind) {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::set, Comparator.reverseOrder())
            .thenComparing(Group::tag)
            .thenComparing(Group::script)
            .thenComparing(Group::kind);

    @Override
    public String toString() {
      return tag + "/" + set + ".tsv " + script + " " + kind.code();
    }
  }

  Evaluation(Understanding understanding, Languages languages, List<Line> lines) {
    for (Line line : lines) {
      Reading reading =
          understanding.read(
              line.text(), languages.find(line.tag()).orElseThrow(), line.kind().asking(), TODAY);
      results.add(
          new Result(
              line, line.kind().read(reading), line.kind().isRight(line.expected(), reading)));
    }
  }

  List<Result> results() {
    return results;
  }

  /** The results by set, language, script and kind. */
  Map<Group, List<Result>> groups() {
    Map<Group, List<Result>> groups = new TreeMap<>(Group.ORDER);
    for (Result result : results) {
      Line line = result.line();
      groups
          .computeIfAbsent(
              new Group(line.set(), line.tag(), line.script(), line.kind()), g -> new ArrayList<>())
          .add(result);
    }
    return groups;
  }

  static int right(List<Result> results) {
    return (int) results.stream().filter(Result::right).count();
  }
}
