package org.tabib.projections.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.projections.fixture.KnownKeys;
import org.tabib.projections.run.Recorded;

/** {@code docs/events.md} says what is published: no more, no less, in the words of the schemas. */
class EventsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "events.md");
  private static final String BEGIN = "<!-- written by EventsDocumentTest -->\n";
  private static final String END = "<!-- end -->\n";
  private static final Pattern INTERNAL = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  private final Samples samples = new Samples(new KnownKeys());

  @Test
  void documentListsEveryEventWithItsFieldsAndAnExample() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    String expected = document.substring(0, begin) + events() + document.substring(end);
    if (Boolean.getBoolean("tabib.regenerate")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(Files.readString(DOCUMENT))
        .as("write it anew with -Dtabib.regenerate=true")
        .isEqualTo(expected);
  }

  @Test
  void documentListsWhatIsNotPublished() throws IOException {
    String document = Files.readString(DOCUMENT);
    String section =
        document.substring(
            document.indexOf("## What is not published"), document.indexOf("## Events of other"));

    assertThat(INTERNAL.matcher(section).results().map((MatchResult row) -> row.group(1)).toList())
        .containsExactlyInAnyOrderElementsOf(silent());
  }

  /** The kinds of journaled events and changes that nobody outside hears of. */
  private Set<String> silent() {
    Set<String> silent = new TreeSet<>();
    silent.addAll(silent(samples.conversation(), ConversationMapping::map));
    silent.addAll(silent(samples.visit(), VisitMapping::map));
    silent.addAll(silent(samples.schedule(), ScheduleMapping::map));
    silent.addAll(silent(samples.patient(), PatientMapping::map));
    silent.addAll(silent(samples.practice(), PracticeMapping::map));
    silent.addAll(silent(samples.queue(), QueueMapping::map));
    silent.addAll(silent(samples.reminder(), ReminderMapping::map));
    silent.addAll(silent(samples.waiting(), WaitingMapping::map));
    // An effect that is settled says what it changed, nothing by itself.
    silent.remove("EffectSettled");
    for (Change change : samples.changes()) {
      if (says(Samples.settled(change), ConversationMapping::map).isEmpty()) {
        silent.add(change.getClass().getSimpleName());
      }
    }
    return silent;
  }

  private static <E> List<String> silent(List<E> events, EventMapping<E> mapping) {
    return events.stream()
        .filter(event -> says(event, mapping).isEmpty())
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  private static <E> List<IntegrationEvent> says(E event, EventMapping<E> mapping) {
    return mapping.map(new Recorded<>(Samples.QUEUE, 1, event), Opening.CLOSED);
  }

  private String events() {
    List<IntegrationEvent> published = samples.published(Opening.CLOSED);
    StringBuilder text = new StringBuilder();
    for (EventStream stream : EventStream.values()) {
      text.append("\n### Topic `tabib.events.").append(stream.id()).append("`\n");
      for (EventType type : EventType.values()) {
        if (type.stream() == stream) {
          IntegrationEvent example =
              published.stream().filter(e -> e.type() == type).findFirst().orElseThrow();
          text.append(event(type, example));
        }
      }
    }
    return text.append('\n').toString();
  }

  private static String event(EventType type, IntegrationEvent example) {
    JsonNode schema = Schemas.read(type.schemaResource());
    StringBuilder text = new StringBuilder();
    text.append("\n#### `").append(type.type()).append("`\n");
    text.append(schema.get("description").asText()).append("\n\n");
    text.append("| field | type | meaning |\n|---|---|---|\n");
    rows(schema, "").forEach(text::append);
    text.append("\n```json\n")
        .append(Schemas.json(CloudEvents.value(example)).get("data"))
        .append("\n```\n");
    return text.toString();
  }

  private static List<String> rows(JsonNode schema, String prefix) {
    Set<String> required =
        StreamSupport.stream(schema.path("required").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    List<String> rows = new ArrayList<>();
    Iterator<Map.Entry<String, JsonNode>> fields = schema.get("properties").fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();
      String name = prefix + field.getKey();
      rows.add(
          "| `%s`%s | %s | %s |\n"
              .formatted(
                  name,
                  required.contains(field.getKey()) ? "" : " (optional)",
                  value.path("format").asText(value.get("type").asText()),
                  value.get("description").asText()));
      if (value.has("properties")) {
        rows.addAll(rows(value, name + "."));
      } else if (value.path("items").has("properties")) {
        rows.addAll(rows(value.get("items"), name + "[]."));
      }
    }
    return rows;
  }

  @Test
  void everySchemaIsWellFormedJson() throws IOException {
    try (var files = Files.walk(Path.of("src/main/resources/events"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        assertThat(new ObjectMapper().readTree(file.toFile()).path("type").asText())
            .as(file.toString())
            .isEqualTo("object");
      }
    }
  }
}
