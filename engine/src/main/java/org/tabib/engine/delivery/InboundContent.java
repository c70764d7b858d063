package org.tabib.engine.delivery;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a person sent. Every kind of the WhatsApp Cloud API has a place here. Personal data. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = InboundContent.Text.class, name = "text"),
  @JsonSubTypes.Type(value = InboundContent.Choice.class, name = "choice"),
  @JsonSubTypes.Type(value = InboundContent.Media.class, name = "media"),
  @JsonSubTypes.Type(value = InboundContent.Location.class, name = "location"),
  @JsonSubTypes.Type(value = InboundContent.Contacts.class, name = "contacts"),
  @JsonSubTypes.Type(value = InboundContent.Form.class, name = "form"),
  @JsonSubTypes.Type(value = InboundContent.Reaction.class, name = "reaction"),
  @JsonSubTypes.Type(value = InboundContent.Edit.class, name = "edit"),
  @JsonSubTypes.Type(value = InboundContent.Revoke.class, name = "revoke"),
  @JsonSubTypes.Type(value = InboundContent.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = InboundContent.Other.class, name = "other"),
})
public sealed interface InboundContent {

  /** Free text, exactly as sent, except that U+0000 and unpaired surrogates are U+FFFD. */
  record Text(String body) implements InboundContent {
    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  /**
   * A tap: reply button, list row or template quick reply.
   *
   * @param id what we sent as the option's id (payload of a template button)
   * @param title what the person saw
   */
  record Choice(String id, String title) implements InboundContent {}

  /**
   * Image, audio, video, document or sticker.
   *
   * @param kind the provider's word: image, audio, video, document, sticker
   * @param voice whether audio was recorded in the chat
   */
  record Media(
      String kind,
      String mediaId,
      @Nullable String mimeType,
      @Nullable String sha256,
      @Nullable String caption,
      @Nullable String filename,
      boolean voice)
      implements InboundContent {
    @Override
    public String toString() {
      return "Media[" + kind + "]";
    }
  }

  /** A place; degrees in WGS 84. */
  record Location(
      double latitude, double longitude, @Nullable String name, @Nullable String address)
      implements InboundContent {
    @Override
    public String toString() {
      return "Location[…]";
    }
  }

  /** Shared contact cards, as the provider's JSON array. */
  record Contacts(String json) implements InboundContent {
    @Override
    public String toString() {
      return "Contacts[…]";
    }
  }

  /** A completed WhatsApp Flow or address form; {@code json} is the inner document. */
  record Form(String name, String json) implements InboundContent {
    @Override
    public String toString() {
      return "Form[…]";
    }
  }

  /** Emoji on a message; no emoji takes the reaction away. */
  record Reaction(String messageId, @Nullable String emoji) implements InboundContent {}

  /** A message was changed by its author; {@code body} is the new text or caption, if any. */
  record Edit(String originalId, @Nullable String body) implements InboundContent {
    @Override
    public String toString() {
      return "Edit[…]";
    }
  }

  /** A message was deleted by its author. */
  record Revoke(String originalId) implements InboundContent {}

  /** The chat was opened for the first time; nothing was said. */
  record Welcome() implements InboundContent {}

  /** Order, system notice, unsupported or unknown kind: kept as received. */
  record Other(String kind, String json) implements InboundContent {
    @Override
    public String toString() {
      return "Other[" + kind + "]";
    }
  }
}
