package org.tabib.edge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** Reads the body of {@code POST /{phone-number-id}/messages} as strictly as Meta does. */
final class GraphBody {
  private static final int TEXT = 4_096;
  private static final int CAPTION = 1_024;
  private static final int LINK = 2_000;
  private static final int ID = 512;
  private static final int OPAQUE = 512;

  /** E.164: up to 15 digits. Without the plus sign Meta would prepend the business's own code. */
  static final Pattern NUMBER = Pattern.compile("\\+[0-9]{7,15}");

  /** What Meta refuses in the parameter of a template. */
  private static final Pattern UNFIT = Pattern.compile("[\\n\\r\\t]| {5}");

  private GraphBody() {}

  /**
   * Reads a call.
   *
   * @throws GraphRefusal when Meta would refuse it
   */
  static GraphRequest parse(JsonNode json) {
    if (!json.isObject()) {
      throw GraphRefusal.badParameter("The body must be a JSON object");
    }
    var body = new Fields("", json);
    if (!body.rawText("messaging_product").equals("whatsapp")) {
      throw GraphRefusal.badParameter("Parameter 'messaging_product' must be 'whatsapp'");
    }
    return body.has("status") ? markRead(body) : message(body);
  }

  private static GraphRequest markRead(Fields body) {
    if (!body.text("status", 16).equals("read")) {
      throw GraphRefusal.invalid("Parameter 'status' must be 'read'");
    }
    var typing = body.maybeObject("typing_indicator");
    if (typing.isPresent() && !typing.get().text("type", 16).equals("text")) {
      throw GraphRefusal.invalid("Parameter 'typing_indicator.type' must be 'text'");
    }
    return new GraphRequest.MarkRead(wamid(body), typing.isPresent());
  }

  private static GraphRequest message(Fields body) {
    var kind = body.maybeText("recipient_type", 16).orElse("individual");
    if (!kind.equals("individual")) {
      throw GraphRefusal.invalid("Parameter 'recipient_type' must be 'individual'");
    }
    var to = body.text("to", 32);
    if (!NUMBER.matcher(to).matches()) {
      throw GraphRefusal.invalid(
          "Parameter 'to' must be a phone number with '+', country code and digits only");
    }
    var type = body.maybeText("type", 32).orElse("text");
    if (type.equals("reaction")) {
      var reaction = body.object("reaction");
      var emoji = reaction.rawText("emoji");
      return new GraphRequest.React(to, wamid(reaction), emoji.isEmpty() ? null : emoji);
    }
    return new GraphRequest.Send(
        to,
        content(type, body),
        body.maybeObject("context").map(c -> c.text("message_id", ID)).orElse(null),
        body.maybeText("biz_opaque_callback_data", OPAQUE).orElse(null));
  }

  private static Content content(String type, Fields body) {
    return switch (type) {
      case "text" -> new Content.Text(body.object("text").text("body", TEXT));
      case "interactive" -> InteractiveBody.parse(body.object("interactive"));
      case "template" -> template(body.object("template"));
      case "image", "video", "audio", "document", "sticker" -> media(type, body.object(type));
      case "location" -> location(body.object("location"));
      case "contacts" -> contacts(body);
      default -> throw GraphRefusal.unsupportedType(type);
    };
  }

  private static Content media(String kind, Fields media) {
    var id = media.maybeText("id", ID).orElse(null);
    var link = media.has("link") ? media.address("link", LINK) : null;
    if ((id == null) == (link == null)) {
      throw GraphRefusal.badParameter("Exactly one of '" + kind + ".id' and '.link' is required");
    }
    boolean captioned = !kind.equals("audio") && !kind.equals("sticker");
    return new Content.Media(
        kind,
        id,
        link,
        captioned ? media.maybeText("caption", CAPTION).orElse(null) : null,
        kind.equals("document") ? media.maybeText("filename", 240).orElse(null) : null,
        null);
  }

  private static Content location(Fields location) {
    return new Content.Location(
        location.number("latitude", -90, 90),
        location.number("longitude", -180, 180),
        location.maybeText("name", CAPTION).orElse(null),
        location.maybeText("address", CAPTION).orElse(null));
  }

  private static Content contacts(Fields body) {
    var given = body.objects("contacts");
    if (given.isEmpty()) {
      throw GraphRefusal.missing("contacts");
    }
    var cards = new ArrayList<Content.Card>();
    for (var card : given) {
      var phones = card.objects("phones");
      cards.add(
          new Content.Card(
              card.object("name").text("formatted_name", CAPTION),
              phones.isEmpty() ? "" : phones.getFirst().text("phone", 32)));
    }
    return new Content.Contacts(cards);
  }

  private static Content template(Fields template) {
    var parameters = new ArrayList<String>();
    var buttons = new ArrayList<Content.Choice>();
    for (var component : template.objects("components")) {
      boolean button = component.text("type", 16).equalsIgnoreCase("button");
      for (var parameter : component.objects("parameters")) {
        if (!button) {
          parameters.add(parameterText(parameter));
        } else if (component.rawText("sub_type").equals("quick_reply")) {
          var payload = parameter.text("payload", 256);
          buttons.add(new Content.Choice(payload, payload));
        }
      }
    }
    return new Content.Template(
        template.text("name", ID),
        template.object("language").text("code", 16),
        parameters,
        buttons,
        null);
  }

  private static String parameterText(Fields parameter) {
    var type = parameter.text("type", 16);
    if (!type.equals("text")) {
      return "[" + type + "]";
    }
    var text = parameter.text("text", CAPTION);
    if (UNFIT.matcher(text).find()) {
      throw GraphRefusal.templateParameter();
    }
    return text;
  }

  private static String wamid(Fields fields) {
    var id = fields.text("message_id", ID);
    if (!id.startsWith("wamid.")) {
      throw GraphRefusal.invalid("Parameter 'message_id' must be the id of a message");
    }
    return id;
  }

  /** The number as webhooks and {@code wa_id} carry it: no plus sign. */
  static String waId(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }
}
