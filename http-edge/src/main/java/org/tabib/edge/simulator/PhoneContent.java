package org.tabib.edge.simulator;

import java.util.Optional;

/** Reads what a phone sends, as the browser tells it. */
final class PhoneContent {
  private static final int TEXT = 4_096;
  private static final int CAPTION = 1_024;
  private static final int FILE_NAME = 240;
  private static final int MAX_CARDS = 10;
  private static final int MAX_ITEMS = 30;
  private static final int MAX_QUANTITY = 999;
  private static final double MAX_PRICE = 10_000_000;

  private final MediaStore media;

  PhoneContent(MediaStore media) {
    this.media = media;
  }

  /**
   * Reads a message.
   *
   * @throws GraphRefusal when it is no kind that a phone sends, or something is missing
   */
  Content read(Fields body) {
    return switch (body.text("type", 32)) {
      case "text" -> text(body);
      case "button_reply" -> new Content.ButtonReply(body.text("id", 256), body.text("title", 20));
      case "list_reply" ->
          new Content.ListReply(
              body.text("id", 200),
              body.text("title", 24),
              body.maybeText("description", 72).orElse(null));
      case "template_reply" ->
          new Content.TemplateReply(body.text("payload", 256), body.text("text", 256));
      case "location" ->
          new Content.Location(
              body.number("latitude", -90, 90),
              body.number("longitude", -180, 180),
              body.maybeText("name", 256).orElse(null),
              body.maybeText("address", 256).orElse(null));
      case "image", "video", "document" -> file(body, body.maybeText("caption", CAPTION));
      case "audio", "sticker" -> file(body, Optional.empty());
      case "contacts" -> contacts(body);
      case "order" -> order(body);
      case "unsupported" -> new Content.Unsupported(body.text("kind", 32));
      case "number_changed" -> new Content.NumberChanged(number(body));
      default -> throw GraphRefusal.invalid("'type' is not a kind of message that a phone sends");
    };
  }

  static Content text(Fields body) {
    return new Content.Text(body.text("text", TEXT));
  }

  /** What a message says once its owner has written it anew: its text, or its caption. */
  static Content edited(Content before, Fields body) {
    return switch (before) {
      case Content.Text ignored -> text(body);
      case Content.Media file when file.kind().equals("image") || file.kind().equals("video") ->
          new Content.Media(
              file.kind(),
              file.mediaId(),
              file.link(),
              body.text("text", CAPTION),
              file.filename(),
              file.file());
      default -> throw GraphRefusal.invalid("only a text and a caption can be edited");
    };
  }

  static String number(Fields body) {
    var number = body.text("number", 32);
    if (!GraphBody.NUMBER.matcher(number).matches()) {
      throw GraphRefusal.invalid("'number' must be '+', the country code and digits only");
    }
    return number;
  }

  private static Content contacts(Fields body) {
    var cards =
        body.objects("cards").stream()
            .map(card -> new Content.Card(card.text("name", 256), number(card)))
            .toList();
    if (cards.isEmpty() || cards.size() > MAX_CARDS) {
      throw GraphRefusal.invalid("'cards' must hold 1 to " + MAX_CARDS + " cards");
    }
    return new Content.Contacts(cards);
  }

  private static Content order(Fields body) {
    var items =
        body.objects("items").stream()
            .map(
                item ->
                    new Content.Item(
                        item.text("productId", 128),
                        (int) item.number("quantity", 1, MAX_QUANTITY),
                        item.number("price", 0, MAX_PRICE),
                        item.text("currency", 3)))
            .toList();
    if (items.isEmpty() || items.size() > MAX_ITEMS) {
      throw GraphRefusal.invalid("'items' must hold 1 to " + MAX_ITEMS + " items");
    }
    return new Content.Order(
        body.text("catalogId", 64), body.maybeText("text", CAPTION).orElse(null), items);
  }

  /** A file that the phone has uploaded before. */
  private Content file(Fields body, Optional<String> caption) {
    var kind = body.text("type", 32);
    var item =
        media
            .find(body.text("mediaId", 32))
            .orElseThrow(() -> GraphRefusal.invalid("'mediaId' is not an uploaded file"));
    var filename =
        kind.equals("document") ? body.maybeText("filename", FILE_NAME) : Optional.<String>empty();
    return new Content.Media(
        kind,
        item.id(),
        null,
        caption.orElse(null),
        filename.orElse(null),
        new Content.File(
            item.mimeType(),
            item.sha256Base64(),
            item.bytes().size(),
            kind.equals("audio") && body.flag("voice")));
  }
}
