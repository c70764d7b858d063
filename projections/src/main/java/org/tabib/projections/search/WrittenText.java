package org.tabib.projections.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;

/**
 * A text of a message that somebody wrote or chose.
 *
 * @param field which one of the content: {@code body}, {@code caption}, {@code title}, {@code
 *     filename}, {@code name}, {@code address}, or for what stands in a JSON document, the pointer
 *     to it (RFC 6901), as in {@code json/0/name/formatted_name}
 */
public record WrittenText(String field, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A token of ours that comes back with a form, and what only machines read in a card. */
  private static final List<String> UNREAD =
      List.of("flow_token", "wa_id", "type", "photo", "mime_type", "id");

  /** The texts of what came in. */
  public static List<WrittenText> of(InboundContent content) {
    List<WrittenText> texts = new ArrayList<>();
    switch (content) {
      case InboundContent.Text text -> add(texts, "body", text.body());
      case InboundContent.Choice choice -> add(texts, "title", choice.title());
      case InboundContent.Media media -> {
        add(texts, "caption", media.caption());
        add(texts, "filename", media.filename());
      }
      case InboundContent.Location place -> {
        add(texts, "name", place.name());
        add(texts, "address", place.address());
      }
      case InboundContent.Contacts cards -> addLeaves(texts, cards.json());
      case InboundContent.Form form -> addLeaves(texts, form.json());
      case InboundContent.Edit edit -> add(texts, "body", edit.body());
      case InboundContent.Reaction reaction -> {}
      case InboundContent.Revoke revoke -> {}
      case InboundContent.Welcome welcome -> {}
      case InboundContent.Other other -> {}
    }
    return texts;
  }

  /** The texts of what a member of staff sent. */
  public static List<WrittenText> of(OutboundContent content) {
    return List.of(new WrittenText("body", content.body()));
  }

  private static void add(List<WrittenText> texts, String field, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      texts.add(new WrittenText(field, text));
    }
  }

  /** What is no JSON after all is taken as the text that it is. */
  private static void addLeaves(List<WrittenText> texts, String json) {
    try {
      addLeaves(texts, "json", JSON.readTree(json));
    } catch (JsonProcessingException e) {
      add(texts, "json", json);
    }
  }

  private static void addLeaves(List<WrittenText> texts, String path, JsonNode node) {
    if (node.isTextual()) {
      add(texts, path, node.textValue());
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      addLeaves(texts, path + "/" + i, node.get(i));
    }
    node.properties().stream()
        .filter(property -> !UNREAD.contains(property.getKey()))
        .forEach(
            property ->
                addLeaves(
                    texts,
                    path + "/" + property.getKey().replace("~", "~0").replace("/", "~1"),
                    property.getValue()));
  }

  /** What somebody wrote: not for logs. */
  @Override
  public String toString() {
    return "WrittenText[" + field + "]";
  }
}
