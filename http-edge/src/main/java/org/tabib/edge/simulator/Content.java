package org.tabib.edge.simulator;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a bubble shows. The JSON form ({@code type} tells the kind) is what the browser renders. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Content.Buttons.class, name = "buttons"),
  @JsonSubTypes.Type(value = Content.Menu.class, name = "list"),
  @JsonSubTypes.Type(value = Content.LinkButton.class, name = "link_button"),
  @JsonSubTypes.Type(value = Content.Template.class, name = "template"),
  @JsonSubTypes.Type(value = Content.ButtonReply.class, name = "button_reply"),
  @JsonSubTypes.Type(value = Content.ListReply.class, name = "list_reply"),
  @JsonSubTypes.Type(value = Content.TemplateReply.class, name = "template_reply"),
  @JsonSubTypes.Type(value = Content.Media.class, name = "media"),
  @JsonSubTypes.Type(value = Content.Location.class, name = "location"),
  @JsonSubTypes.Type(value = Content.Contacts.class, name = "contacts"),
  @JsonSubTypes.Type(value = Content.Order.class, name = "order"),
  @JsonSubTypes.Type(value = Content.Unsupported.class, name = "unsupported"),
  @JsonSubTypes.Type(value = Content.NumberChanged.class, name = "number_changed"),
})
sealed interface Content {

  record Text(String text) implements Content {}

  /** An interactive message with reply buttons. */
  record Buttons(
      @Nullable String header, String body, @Nullable String footer, List<Choice> buttons)
      implements Content {
    public Buttons {
      buttons = List.copyOf(buttons);
    }
  }

  /** An interactive list: {@code button} opens a sheet with the sections. */
  record Menu(
      @Nullable String header,
      String body,
      @Nullable String footer,
      String button,
      List<Section> sections)
      implements Content {
    public Menu {
      sections = List.copyOf(sections);
    }
  }

  /** An interactive call-to-action, or a request whose button opens something on the phone. */
  record LinkButton(
      @Nullable String header,
      String body,
      @Nullable String footer,
      String label,
      @Nullable String url)
      implements Content {}

  /**
   * A template: the approved text lives at Meta.
   *
   * @param text the whole of it, where it is known; else name and parameters are shown
   */
  record Template(
      String name,
      String language,
      List<String> parameters,
      List<Choice> buttons,
      @Nullable String text)
      implements Content {
    public Template {
      parameters = List.copyOf(parameters);
      buttons = List.copyOf(buttons);
    }
  }

  record ButtonReply(String id, String title) implements Content {}

  record ListReply(String id, String title, @Nullable String description) implements Content {}

  /** A template's quick reply: Meta gives it another webhook type than interactive buttons. */
  record TemplateReply(String payload, String text) implements Content {}

  /**
   * An attachment.
   *
   * @param kind Meta's type: image, video, audio, document or sticker
   * @param mediaId the stored upload, when it is one
   * @param link an outside address, when it is one
   * @param file what a phone has sent; none of what the business sends
   */
  record Media(
      String kind,
      @Nullable String mediaId,
      @Nullable String link,
      @Nullable String caption,
      @Nullable String filename,
      @Nullable File file)
      implements Content {}

  /**
   * The file that a phone has sent.
   *
   * @param sha256 of the bytes, in base64 as webhooks carry it
   * @param voice whether it was recorded in the chat
   */
  record File(String mimeType, String sha256, int bytes, boolean voice) {}

  record Location(
      double latitude, double longitude, @Nullable String name, @Nullable String address)
      implements Content {}

  /** Shared contact cards. */
  record Contacts(List<Card> cards) implements Content {
    public Contacts {
      cards = List.copyOf(cards);
    }
  }

  /** What somebody has put into the basket of a catalogue. */
  record Order(String catalogId, @Nullable String text, List<Item> items) implements Content {
    public Order {
      items = List.copyOf(items);
    }
  }

  /**
   * What Meta does not hand on.
   *
   * @param kind what it was, as Meta names it: poll, event…
   */
  record Unsupported(String kind) implements Content {}

  /**
   * Meta's word that the owner writes from another number from now on.
   *
   * @param number the new one, with plus sign
   */
  record NumberChanged(String number) implements Content {}

  /**
   * @param number with plus sign
   */
  record Card(String name, String number) {}

  /**
   * @param currency ISO 4217
   */
  record Item(String productId, int quantity, double price, String currency) {}

  /** Something to press: the id comes back in the reply. */
  record Choice(String id, String title) {}

  record Section(@Nullable String title, List<Row> rows) {
    public Section {
      rows = List.copyOf(rows);
    }
  }

  record Row(String id, String title, @Nullable String description) {}
}
