package org.tabib.engine.delivery;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What we say. Limits are the WhatsApp Cloud API's (reference: send messages, A7). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OutboundContent.Text.class, name = "text"),
  @JsonSubTypes.Type(value = OutboundContent.Buttons.class, name = "buttons"),
  @JsonSubTypes.Type(value = OutboundContent.Rows.class, name = "rows"),
  @JsonSubTypes.Type(value = OutboundContent.Template.class, name = "template"),
})
public sealed interface OutboundContent {
  /** Longest text body, in characters. */
  int TEXT_LIMIT = 4096;

  /** Longest body of a message with reply buttons, in characters. */
  int BUTTONS_BODY_LIMIT = 1024;

  int BUTTONS_LIMIT = 3;
  int BUTTON_TITLE_LIMIT = 20;
  int ROWS_LIMIT = 10;
  int ROW_TITLE_LIMIT = 24;
  int ROW_DESCRIPTION_LIMIT = 72;
  int ROW_ID_LIMIT = 200;

  /** The kind of a {@link Template}, as events name it in clear. */
  String TEMPLATE = "template";

  /** What the person reads, without buttons or rows. */
  String body();

  /** Plain text. */
  record Text(String body) implements OutboundContent {
    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  /** Text with one to three reply buttons. */
  record Buttons(String body, List<Option> options) implements OutboundContent {
    public Buttons {
      options = List.copyOf(options);
    }

    @Override
    public String toString() {
      return "Buttons[" + options.size() + "]";
    }
  }

  /**
   * Text with a list of one to ten rows.
   *
   * @param button what opens the list, at most 20 characters
   */
  record Rows(String body, String button, List<Option> options) implements OutboundContent {
    public Rows {
      options = List.copyOf(options);
    }

    @Override
    public String toString() {
      return "Rows[" + options.size() + "]";
    }
  }

  /**
   * A text that the provider approved before: the only thing that may be sent to a person who last
   * wrote more than 24 hours ago.
   *
   * @param name what the provider knows it by
   * @param language the provider's code of its language ({@code pt_BR})
   * @param parameters what stands in its body's gaps, in order; one line each (see {@link
   *     #parameter})
   * @param buttons its quick-reply buttons; the ids are ours, the titles are part of the template
   * @param body the whole text as the person reads it, for the log
   */
  record Template(
      String name, String language, List<String> parameters, List<Option> buttons, String body)
      implements OutboundContent {
    public Template {
      parameters = List.copyOf(parameters);
      buttons = List.copyOf(buttons);
    }

    /** A value as a template takes it: WhatsApp refuses newlines, tabs and runs of spaces. */
    public static String parameter(String value) {
      return value.strip().replaceAll("\\s+", " ");
    }

    @Override
    public String toString() {
      return "Template[" + name + "]";
    }
  }

  /** One thing to choose. */
  record Option(String id, String title, @Nullable String description) {}
}
