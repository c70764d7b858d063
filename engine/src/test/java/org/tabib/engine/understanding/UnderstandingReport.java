package org.tabib.engine.understanding;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.understanding.Evaluation.Group;
import org.tabib.engine.understanding.Evaluation.Result;

/** {@code docs/care/understanding.md}: how well the evaluation sets are read. */
final class UnderstandingReport {
  private final Languages languages;
  private final Map<Group, List<Result>> groups;
  private final StringBuilder out = new StringBuilder();

  private UnderstandingReport(Languages languages, Evaluation evaluation) {
    this.languages = languages;
    this.groups = evaluation.groups();
  }

  static String of(Languages languages, Evaluation evaluation) {
    return new UnderstandingReport(languages, evaluation).write();
  }

  private String write() {
    out.append("# How well messages are understood\n\n")
        .append("Generated from `engine/src/test/resources/evaluation/`; do not edit. ")
        .append("`dev` was looked at while the words were worked on, `apart` was not.\n");
    for (String set : EvaluationSets.SETS) {
      out.append("\n## ").append(set).append("\n\n");
      kinds(set);
      out.append("\n### Red flags\n\n");
      redFlags(set);
      out.append("\n### Complaints read for another specialty\n\n");
      specialties(set);
    }
    return out.toString();
  }

  private void kinds(String set) {
    head("language", "script", "kind", "lines", "right", "%", "needed");
    groups.forEach(
        (group, results) -> {
          if (group.set().equals(set)) {
            int right = Evaluation.right(results);
            row(
                name(group.tag()),
                group.script(),
                group.kind().code(),
                results.size(),
                right,
                String.format(Locale.ROOT, "%.1f", 100.0 * right / results.size()),
                group.kind().percentNeeded());
          }
        });
  }

  private void redFlags(String set) {
    head("language", "script", "red flags", "missed", "no red flags", "false alarms");
    for (Language language : languages.all()) {
      for (String script : List.of("native", "roman")) {
        List<Result> real = group(set, language, script, EvaluationKind.RED_FLAG);
        List<Result> none = group(set, language, script, EvaluationKind.NOT_RED_FLAG);
        if (real.size() + none.size() > 0) {
          row(
              language.englishName(),
              script,
              real.size(),
              real.size() - Evaluation.right(real),
              none.size(),
              none.size() - Evaluation.right(none));
        }
      }
    }
  }

  private List<Result> group(String set, Language language, String script, EvaluationKind kind) {
    return groups.getOrDefault(new Group(set, language.tag(), script, kind), List.of());
  }

  private void specialties(String set) {
    Map<String, Map<String, Integer>> confused = new TreeMap<>();
    Map<String, TreeSet<String>> where = new TreeMap<>();
    groups.forEach(
        (group, results) -> {
          if (group.set().equals(set) && group.kind() == EvaluationKind.COMPLAINT) {
            for (Result result : results) {
              if (!result.right()) {
                String expected = result.line().expected().replace("|", " or ");
                confused
                    .computeIfAbsent(expected, e -> new TreeMap<>())
                    .merge(result.read(), 1, Integer::sum);
                where
                    .computeIfAbsent(expected + result.read(), e -> new TreeSet<>())
                    .add(group.tag());
              }
            }
          }
        });
    head("expected", "read", "times", "languages");
    confused.forEach(
        (expected, read) ->
            read.forEach(
                (specialty, times) ->
                    row(
                        expected,
                        specialty,
                        times,
                        String.join(
                            " ", where.getOrDefault(expected + specialty, new TreeSet<>())))));
  }

  private String name(String tag) {
    return languages.find(tag).map(Language::englishName).orElse(tag);
  }

  private void head(Object... cells) {
    row(cells);
    out.append("|").append(" --- |".repeat(cells.length)).append("\n");
  }

  private void row(Object... cells) {
    out.append("|");
    for (Object cell : cells) {
      out.append(" ").append(cell).append(" |");
    }
    out.append("\n");
  }
}
