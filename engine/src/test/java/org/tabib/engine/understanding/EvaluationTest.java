package org.tabib.engine.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tabib.engine.care.CareKnowledge;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.LanguageDetector;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Readers;
import org.tabib.engine.language.Words;
import org.tabib.engine.understanding.Evaluation.Group;
import org.tabib.engine.understanding.Evaluation.Result;

/** The evaluation sets are read as well as we promise ({@code evaluation/README.md}). */
class EvaluationTest {
  private static final Path REPORT = Path.of("..", "docs", "care", "understanding.md");
  private static final int FEWEST_LINES = 150;

  private static final Languages LANGUAGES = Languages.load();
  private static final CareKnowledge CARE = CareKnowledge.load(LANGUAGES);
  private static final Set<String> TAGS =
      LANGUAGES.all().stream().map(Language::tag).collect(Collectors.toSet());

  @BeforeAll
  static void someoneHasBegunWithASet() {
    assumeFalse(
        EvaluationSets.files(EvaluationSets.FOLDER).isEmpty(), "there is no evaluation set yet");
  }

  private final EvaluationSets sets =
      EvaluationSets.read(
          EvaluationSets.FOLDER, new EvaluationSets.Known(TAGS, new HashSet<>(CARE.specialties())));
  private final Evaluation evaluation =
      new Evaluation(
          new Understanding(
              LanguageDetector.load(LANGUAGES),
              Words.load(LANGUAGES),
              Readers.load(LANGUAGES),
              CARE),
          LANGUAGES,
          sets.lines());

  @Test
  void hasNoMalformedLine() {
    assertThat(sets.problems()).isEmpty();
  }

  @Test
  void hasBothSetsOfEveryLanguage() {
    assertThat(EvaluationSets.missing(EvaluationSets.FOLDER, TAGS)).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> hasEnoughLinesOfEveryLanguage() {
    return LANGUAGES.all().stream()
        .map(
            language ->
                DynamicTest.dynamicTest(
                    language.tag(),
                    () ->
                        assertThat(sets.lines())
                            .filteredOn(line -> line.tag().equals(language.tag()))
                            .hasSizeGreaterThanOrEqualTo(FEWEST_LINES)));
  }

  @TestFactory
  Stream<DynamicTest> readsEnoughOfEveryKind() {
    Map<Group, List<Result>> groups = evaluation.groups();
    return groups.keySet().stream()
        .map(
            group ->
                DynamicTest.dynamicTest(
                    group.toString(), () -> check(group, groups.getOrDefault(group, List.of()))));
  }

  private static void check(Group group, List<Result> results) {
    int right = Evaluation.right(results);
    String wrong =
        results.stream()
            .filter(result -> !result.right())
            .map(
                result ->
                    "%n  %s: %s | expected %s, read %s"
                        .formatted(
                            result.line().where(),
                            result.line().text(),
                            result.line().expected(),
                            result.read()))
            .collect(Collectors.joining());
    assertThat(group.kind().isEnough(right, results.size()))
        .as(
            "%s: %d of %d right, %d %% needed%s",
            group, right, results.size(), group.kind().percentNeeded(), wrong)
        .isTrue();
  }

  @Test
  void reportIsUpToDate() throws IOException {
    String expected = UnderstandingReport.of(LANGUAGES, evaluation);
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.createDirectories(REPORT.getParent());
      Files.writeString(REPORT, expected);
    }
    assertThat(REPORT)
        .as("stale: run mvn -pl engine test -Dtest=EvaluationTest -Dtabib.regenerate=true")
        .hasContent(expected);
  }
}
