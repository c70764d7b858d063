package org.tabib.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Texts;

class FlowDiagramTest {
  private static final Path FOLDER = Path.of("../docs/flows");
  private static final String REGENERATE =
      "`mvn -pl engine test -Dtest=FlowDiagramTest -Dtabib.regenerate=true`";

  private final FlowLibrary library = FlowLibrary.load();
  private final Languages languages = Languages.load();
  private final FlowDiagram diagram =
      new FlowDiagram(Texts.load(languages), languages.find("en").orElseThrow());

  @Test
  void theDiagramsInTheDocumentationAreCurrent() throws IOException {
    Map<String, String> expected = pages();
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.createDirectories(FOLDER);
      for (String stale : existing()) {
        Files.delete(FOLDER.resolve(stale));
      }
      for (Map.Entry<String, String> page : expected.entrySet()) {
        Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
      }
    }

    assertThat(existing()).containsExactlyElementsOf(expected.keySet());
    for (Map.Entry<String, String> page : expected.entrySet()) {
      assertThat(FOLDER.resolve(page.getKey()))
          .as("stale: run " + REGENERATE)
          .hasContent(page.getValue());
    }
  }

  @Test
  void drawsEveryStepAndEveryWay() {
    FlowDefinition flow =
        FlowReader.read(
            "a.1.yaml",
            """
            id: a
            version: 1
            start: ask
            steps:
              ask:
                ask: { text: booking.name, retry: booking.name.retry, read: name, save: name, next: pick }
              pick:
                choose:
                  text: booking.sex
                  options:
                    - { id: female, title: booking.sex.female, next: act }
                    - { id: male, title: booking.sex.male, next: "flow:menu" }
              act:
                do: { action: list-visits, outcomes: { found: end, none: return } }
            """);

    assertThat(diagram.mermaid(flow))
        .isEqualTo(
            """
            flowchart TD
              begin((" ")) --> step_ask
              step_ask[/"What is the patient’s full name?"/]
              step_pick{{"What is the sex of ‹patient›?"}}
              step_act[["list-visits"]]
              step_ask -->|"name"| step_pick
              step_pick -->|"Female"| step_act
              step_pick -->|"Male"| flow_menu
              step_act -->|"found"| finish
              step_act -->|"none"| back
              back(["back to what was interrupted"])
              finish((("end")))
              flow_menu(["flow menu"])
            """);
  }

  private Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    StringBuilder index =
        new StringBuilder(
            """
            # Flows

            Every dialogue as it is played, drawn from `engine/src/main/resources/flows/`. To change one: [add a flow](../how-to/add-a-flow.md).
            Written by %s.

            | flow | version | steps | leads to |
            |---|---|---|---|
            """
                .formatted(REGENERATE));
    for (FlowDefinition flow : library.all()) {
      String page = flow.id() + "." + flow.version() + ".md";
      String others =
          FlowDiagram.leadsTo(flow).stream().map(this::link).collect(Collectors.joining(", "));
      pages.put(
          page,
          """
          # Flow %s, version %d

          Drawn from `%s`; written by %s.

          ```mermaid
          %s```
          %s"""
              .formatted(
                  flow.id(),
                  flow.version(),
                  flow.file(),
                  REGENERATE,
                  diagram.mermaid(flow),
                  others.isEmpty() ? "" : "\nLeads to: " + others + ".\n"));
      index.append(
          "| [%s](%s) | %d | %d | %s |\n"
              .formatted(flow.id(), page, flow.version(), flow.steps().size(), others));
    }
    pages.put("README.md", index.toString());
    return pages;
  }

  private String link(String flow) {
    return "[%s](%s.%d.md)".formatted(flow, flow, library.newest(flow).version());
  }

  private static List<String> existing() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
