package org.tabib.engine.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tabib.engine.language.Languages;

/** What clinicians review and sign says what the data says. */
class KnowledgeTableTest {
  private static final Path FOLDER = Path.of("..", "docs", "care");

  private final Languages languages = Languages.load();
  private final KnowledgeDocument document = new KnowledgeDocument(languages);

  @Test
  void rulesForReviewAreUpToDate() throws IOException {
    check("knowledge.md", document.rules());
  }

  @TestFactory
  Stream<DynamicTest> phrasesForReviewAreUpToDate() {
    return languages.all().stream()
        .map(
            language ->
                DynamicTest.dynamicTest(
                    language.tag(),
                    () ->
                        check(
                            KnowledgeDocument.phrasesFile(language), document.phrases(language))));
  }

  @Test
  void hasNoPhrasesOfLanguagesThatAreGone() throws IOException {
    Path folder = FOLDER.resolve("phrases");
    List<String> expected =
        languages.all().stream().map(language -> language.tag() + ".md").sorted().toList();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted()).isEqualTo(expected);
    }
  }

  private static void check(String file, String expected) throws IOException {
    Path path = FOLDER.resolve(file);
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, expected);
    }
    assertThat(path)
        .as("stale: run mvn -pl engine test -Dtest=KnowledgeTableTest -Dtabib.regenerate=true")
        .hasContent(expected);
  }

  @Test
  void showsEveryRuleAndEverySource() {
    CareKnowledge care = CareKnowledge.load(languages);
    Map<String, String> missing = new TreeMap<>();
    for (Rule rule : care.rules()) {
      if (!document.rules().contains("| " + rule.id() + " |")) {
        missing.put(rule.id(), "rule");
      }
    }
    assertThat(missing).isEmpty();
  }
}
