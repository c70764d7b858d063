package org.tabib.engine.flow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.flow.Step.FixedOption;
import org.tabib.engine.flow.Step.Reader;
import org.tabib.engine.flow.Step.Target;
import org.tabib.engine.flow.Step.Typed;
import org.tabib.engine.flow.Step.Variants;
import org.tabib.engine.language.Word;

/** Reads a flow from YAML. What is not understood is an error that names its place. */
final class FlowReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().build().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));
  private static final String LIST_BUTTON = "common.choose-button";

  private final String file;

  private FlowReader(String file) {
    this.file = file;
  }

  /**
   * @param file for error messages
   * @throws IllegalArgumentException naming file and place of what is wrong
   */
  static FlowDefinition read(String file, String yaml) {
    try {
      return new FlowReader(file).flow(YAML.readTree(yaml));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": not YAML: " + e.getMessage(), e);
    }
  }

  private FlowDefinition flow(JsonNode root) {
    only(root, "flow", Set.of("id", "version", "start", "steps"));
    Map<String, Step> steps = new LinkedHashMap<>();
    JsonNode all = root.path("steps");
    if (!all.isObject() || all.isEmpty()) {
      throw wrong("steps", "must be a map of at least one step");
    }
    all.fields().forEachRemaining(e -> steps.put(e.getKey(), step(e.getKey(), e.getValue())));
    int version = root.path("version").asInt(0);
    if (version < 1) {
      throw wrong("version", "must be a number from 1");
    }
    String start = text(root, "flow", "start");
    if (!steps.containsKey(start)) {
      throw wrong("start", "there is no step " + start);
    }
    return new FlowDefinition(text(root, "flow", "id"), version, start, steps);
  }

  private Step step(String name, JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      throw wrong(name, "must be exactly one of ask, choose, do, say");
    }
    String kind = node.fieldNames().next();
    JsonNode body = node.get(kind);
    return switch (kind) {
      case "ask" -> ask(name, body);
      case "choose" -> choose(name, body);
      case "do" -> act(name, body);
      case "say" -> {
        only(body, name, Set.of("text", "next"));
        yield new Step.Say(text(body, name, "text"), target(body, name));
      }
      default -> throw wrong(name, "unknown kind of step " + kind);
    };
  }

  private Step ask(String name, JsonNode body) {
    only(body, name, Set.of("text", "retry", "read", "save", "next"));
    return new Step.Ask(
        text(body, name, "text"),
        text(body, name, "retry"),
        reader(body, name),
        text(body, name, "save"),
        target(body, name));
  }

  private Step choose(String name, JsonNode body) {
    only(
        body,
        name,
        Set.of(
            "text", "options", "offered", "save", "next", "button", "typed", "fresh", "variants"));
    boolean offered = body.path("offered").asBoolean(false);
    List<FixedOption> options = new ArrayList<>();
    for (JsonNode option : body.path("options")) {
      only(option, name, Set.of("id", "title", "word", "next", "when"));
      String word = option.path("word").asText("");
      options.add(
          new FixedOption(
              text(option, name, "id"),
              text(option, name, "title"),
              word.isEmpty() ? null : word(name, word),
              target(option, name),
              option.has("when") ? text(option, name, "when") : null));
    }
    if (options.isEmpty() && !offered) {
      throw wrong(name, "has nothing to choose from");
    }
    if (offered != body.has("next")) {
      throw wrong(name, "has 'next' exactly when its options are offered");
    }
    JsonNode typed = body.path("typed");
    Typed alternative = null;
    if (!typed.isMissingNode()) {
      only(typed, name, Set.of("read", "save", "next"));
      alternative = new Typed(reader(typed, name), text(typed, name, "save"), target(typed, name));
    }
    return new Step.Choose(
        text(body, name, "text"),
        options,
        offered,
        body.has("save") ? text(body, name, "save") : null,
        offered ? target(body, name) : null,
        body.path("button").asText(LIST_BUTTON),
        alternative,
        body.path("fresh").asBoolean(false),
        variants(name, body.path("variants")));
  }

  private @Nullable Variants variants(String name, JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    only(node, name, Set.of("by", "texts"));
    Map<String, String> texts = new LinkedHashMap<>();
    node.path("texts").fields().forEachRemaining(e -> texts.put(e.getKey(), e.getValue().asText()));
    if (texts.isEmpty()) {
      throw wrong(name, "has variants without texts");
    }
    return new Variants(text(node, name, "by"), texts);
  }

  private Step act(String name, JsonNode body) {
    only(body, name, Set.of("action", "outcomes"));
    Map<String, Target> outcomes = new LinkedHashMap<>();
    body.path("outcomes")
        .fields()
        .forEachRemaining(e -> outcomes.put(e.getKey(), Target.parse(e.getValue().asText())));
    return new Step.Do(text(body, name, "action"), outcomes);
  }

  private Reader reader(JsonNode body, String step) {
    String name = text(body, step, "read");
    try {
      return Reader.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong(step, "cannot read a " + name);
    }
  }

  private Word word(String step, String name) {
    try {
      return Word.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw wrong(step, "unknown word " + name);
    }
  }

  private Target target(JsonNode body, String step) {
    return Target.parse(text(body, step, "next"));
  }

  private String text(JsonNode node, String place, String field) {
    String value = node.path(field).asText("");
    if (value.isEmpty()) {
      throw wrong(place, "needs '" + field + "'");
    }
    return value;
  }

  private void only(JsonNode node, String place, Set<String> allowed) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!allowed.contains(field)) {
                throw wrong(place, "does not know '" + field + "'");
              }
            });
  }

  private IllegalArgumentException wrong(@Nullable String place, String what) {
    return new IllegalArgumentException(file + ": " + place + ": " + what);
  }
}
