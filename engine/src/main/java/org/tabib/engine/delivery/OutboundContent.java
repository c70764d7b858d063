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

  /** One thing to choose. */
  record Option(String id, String title, @Nullable String description) {}
}
