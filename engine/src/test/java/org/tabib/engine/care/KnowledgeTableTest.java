package org.tabib.engine.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Problems;

/** The table for clinicians' review says what the data says. */
class KnowledgeTableTest {
  private static final Path TABLE = Path.of("..", "docs", "care", "knowledge.md");

  @Test
  void reviewTableIsUpToDate() throws IOException {
    String expected = table();
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.createDirectories(TABLE.getParent());
      Files.writeString(TABLE, expected);
    }
    assertThat(TABLE)
        .as("stale: run mvn -pl engine test -Dtest=KnowledgeTableTest -Dtabib.regenerate=true")
        .hasContent(expected);
  }

  private static String table() {
    Languages languages = Languages.load();
    CareKnowledge care = CareKnowledge.load(languages);
    StringBuilder out = new StringBuilder();
    out.append("# Complaints and red flags, for clinicians' review\n\n")
        .append(
            "Generated from `engine/src/main/resources/care/knowledge.yaml` and each language's")
        .append(" `care.yaml`; do not edit. Version ")
        .append(care.version())
        .append(".\n\nThe engine recognises these from what people write. It never diagnoses. ")
        .append("EMERGENCY interrupts the dialogue with advice and the local emergency number.\n");
    for (Urgency urgency : Urgency.values()) {
      List<String> head = new ArrayList<>(List.of("complaint", "specialty", "source"));
      languages.all().forEach(language -> head.add(language.englishName()));
      out.append("\n## ").append(urgency).append("\n\n").append(row(head));
      out.append("|").append(" --- |".repeat(head.size())).append("\n");
      for (Complaint complaint : care.complaints()) {
        if (complaint.urgency() == urgency) {
          out.append(row(cells(languages, complaint)));
        }
      }
    }
    return out.toString();
  }

  private static List<String> cells(Languages languages, Complaint complaint) {
    List<String> cells =
        new ArrayList<>(List.of(complaint.id(), complaint.specialty(), complaint.source()));
    Problems problems = new Problems();
    for (Language language : languages.all()) {
      Optional<CareFile> file = languages.read(language, "care.yaml", CareFile.class, problems);
      cells.add(String.join("; ", file.orElseThrow().phrases().get(complaint.id())));
    }
    return cells;
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
