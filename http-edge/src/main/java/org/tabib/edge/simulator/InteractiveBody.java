package org.tabib.edge.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code interactive} and holds it to Meta's limits ("Reply buttons", "Interactive lists").
 */
final class InteractiveBody {
  private static final int BODY = 1_024;
  private static final int LIST_BODY = 4_096;
  private static final int FOOTER = 60;
  private static final int HEADER = 60;
  private static final int MAX_BUTTONS = 3;
  private static final int BUTTON_TITLE = 20;
  private static final int BUTTON_ID = 256;
  private static final int MAX_SECTIONS = 10;
  private static final int MAX_ROWS = 10;
  private static final int SECTION_TITLE = 24;
  private static final int ROW_TITLE = 24;
  private static final int ROW_DESCRIPTION = 72;
  private static final int ROW_ID = 200;
  private static final int URL = 2_000;

  private InteractiveBody() {}

  static Content parse(Fields interactive) {
    var type = interactive.text("type", 64);
    var action = interactive.object("action");
    return switch (type) {
      case "button" ->
          new Content.Buttons(
              header(interactive), body(interactive, BODY), footer(interactive), buttons(action));
      case "list" ->
          new Content.Menu(
              header(interactive),
              body(interactive, LIST_BODY),
              footer(interactive),
              action.text("button", BUTTON_TITLE),
              sections(action));
      case "cta_url" -> {
        var parameters = action.object("parameters");
        yield new Content.LinkButton(
            header(interactive),
            body(interactive, BODY),
            footer(interactive),
            parameters.text("display_text", BUTTON_TITLE),
            parameters.address("url", URL));
      }
      case "location_request_message", "contact_request" ->
          new Content.LinkButton(
              header(interactive),
              body(interactive, BODY),
              footer(interactive),
              action.text("name", 64),
              null);
      default -> throw GraphRefusal.invalid("Parameter 'interactive.type' is not supported");
    };
  }

  private static String body(Fields interactive, int max) {
    return interactive.object("body").text("text", max);
  }

  private static @Nullable String footer(Fields interactive) {
    return interactive.maybeObject("footer").map(f -> f.text("text", FOOTER)).orElse(null);
  }

  /** Media headers are named, not shown: the text is what a conversation turns on. */
  private static @Nullable String header(Fields interactive) {
    return interactive
        .maybeObject("header")
        .map(
            header -> {
              var type = header.text("type", 16);
              return switch (type) {
                case "text" -> header.text("text", HEADER);
                case "image", "video", "document" -> "[" + type + "]";
                default ->
                    throw GraphRefusal.invalid(
                        "Parameter 'interactive.header.type' is not supported");
              };
            })
        .orElse(null);
  }

  private static List<Content.Choice> buttons(Fields action) {
    var given = action.objects("buttons");
    requireCount("interactive.action.buttons", given.size(), MAX_BUTTONS);
    var titles = new HashSet<String>();
    var ids = new HashSet<String>();
    var choices = new ArrayList<Content.Choice>();
    for (var button : given) {
      if (!button.text("type", 16).equals("reply")) {
        throw GraphRefusal.invalid("Parameter '" + button.at("type") + "' must be 'reply'");
      }
      var reply = button.object("reply");
      var id = reply.text("id", BUTTON_ID);
      var title = reply.text("title", BUTTON_TITLE);
      requireNew(titles, title, reply.at("title"));
      requireNew(ids, id, reply.at("id"));
      choices.add(new Content.Choice(id, title));
    }
    return choices;
  }

  private static List<Content.Section> sections(Fields action) {
    var given = action.objects("sections");
    requireCount("interactive.action.sections", given.size(), MAX_SECTIONS);
    var ids = new HashSet<String>();
    var sections = new ArrayList<Content.Section>();
    int total = 0;
    for (var section : given) {
      // Meta wants titles as soon as there is more than one section.
      var title =
          given.size() > 1
              ? section.text("title", SECTION_TITLE)
              : section.maybeText("title", SECTION_TITLE).orElse(null);
      var rows = new ArrayList<Content.Row>();
      for (var row : section.objects("rows")) {
        var id = row.text("id", ROW_ID);
        requireNew(ids, id, row.at("id"));
        rows.add(
            new Content.Row(
                id,
                row.text("title", ROW_TITLE),
                row.maybeText("description", ROW_DESCRIPTION).orElse(null)));
      }
      total += rows.size();
      sections.add(new Content.Section(title, rows));
    }
    requireCount("rows of interactive.action.sections", total, MAX_ROWS);
    return sections;
  }

  private static void requireCount(String what, int count, int max) {
    if (count < 1 || count > max) {
      throw GraphRefusal.invalid(
          "Number of " + what + " is " + count + "; minimum 1, maximum " + max);
    }
  }

  private static void requireNew(Set<String> seen, String value, String path) {
    if (!seen.add(value)) {
      throw GraphRefusal.invalid("Parameter '" + path + "' must be unique");
    }
  }
}
