package org.tabib.edge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The documented limits of Cloud API messages, written down apart from the code under test. */
final class GraphLimits {
  private GraphLimits() {}

  /** What Meta would refuse about a message. Says nothing of its content. */
  static List<String> problems(JsonNode message) {
    List<String> problems = new ArrayList<>();
    if (message.has("to") == message.has("recipient")) {
      problems.add("exactly one of to and recipient");
    }
    if (message.path("biz_opaque_callback_data").asText().length() > 512) {
      problems.add("callback data beyond 512");
    }
    if (message.path("type").asText().equals("text")) {
      length(message.at("/text/body"), 4096, "text body", problems);
      return problems;
    }
    if (message.path("type").asText().equals("template")) {
      template(message.path("template"), problems);
      return problems;
    }
    JsonNode interactive = message.path("interactive");
    if (interactive.path("type").asText().equals("button")) {
      length(interactive.at("/body/text"), 1024, "body with buttons", problems);
      buttons(interactive.at("/action/buttons"), problems);
    } else {
      length(interactive.at("/body/text"), 4096, "body with a list", problems);
      length(interactive.at("/action/button"), 20, "list button", problems);
      rows(interactive.at("/action/sections"), problems);
    }
    return problems;
  }

  private static void template(JsonNode template, List<String> problems) {
    if (!template.path("name").asText().matches("[a-z0-9_]{1,512}")) {
      problems.add("name of a template");
    }
    if (!template.at("/language/code").asText().matches("[a-z]{2}(_[A-Z]{2})?")) {
      problems.add("language of a template");
    }
    for (JsonNode component : template.path("components")) {
      for (JsonNode parameter : component.path("parameters")) {
        if (parameter.path("text").asText().matches("(?s).*([\\n\\t]| {4}).*")) {
          problems.add("parameter of a template");
        }
      }
    }
  }

  private static void buttons(JsonNode buttons, List<String> problems) {
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (JsonNode button : buttons) {
      length(button.at("/reply/title"), 20, "button title", problems);
      length(button.at("/reply/id"), 256, "button id", problems);
      if (!ids.add(button.at("/reply/id").asText())
          || !titles.add(button.at("/reply/title").asText())) {
        problems.add("a button twice");
      }
    }
    if (ids.isEmpty() || ids.size() > 3) {
      problems.add("one to three buttons");
    }
  }

  private static void rows(JsonNode sections, List<String> problems) {
    Set<String> ids = new HashSet<>();
    for (JsonNode section : sections) {
      for (JsonNode row : section.path("rows")) {
        length(row.path("title"), 24, "row title", problems);
        length(row.path("id"), 200, "row id", problems);
        if (row.has("description")) {
          length(row.path("description"), 72, "row description", problems);
        }
        if (!ids.add(row.path("id").asText())) {
          problems.add("a row twice");
        }
      }
    }
    if (ids.isEmpty() || ids.size() > 10) {
      problems.add("one to ten rows");
    }
  }

  private static void length(JsonNode text, int most, String what, List<String> problems) {
    int length = text.asText().length();
    if (length < 1 || length > most) {
      problems.add(what + " has " + length + " characters");
    }
  }
}
