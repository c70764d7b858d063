package org.tabib.edge.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.delivery.OutboundMessage;

/** Bodies of {@code POST /{phone-number-id}/messages}, written without reflection. */
final class GraphRequests {
  private static final int TYPICAL_BYTES = 512;

  private GraphRequests() {}

  static byte[] message(OutboundMessage message) {
    return write(
        out -> {
          out.writeStringField("messaging_product", "whatsapp");
          out.writeStringField("recipient_type", "individual");
          Address to = message.to();
          switch (to.kind()) {
            // Without '+' Meta would put the business number's own country code in front.
            case PHONE -> out.writeStringField("to", "+" + to.value());
            case BSUID -> out.writeStringField("recipient", to.value());
          }
          if (message.quotes() != null) {
            out.writeObjectFieldStart("context");
            out.writeStringField("message_id", message.quotes());
            out.writeEndObject();
          }
          content(message.content(), out);
          out.writeStringField("biz_opaque_callback_data", message.id());
        });
  }

  static byte[] read(String inboundId, boolean typing) {
    return write(
        out -> {
          out.writeStringField("messaging_product", "whatsapp");
          out.writeStringField("status", "read");
          out.writeStringField("message_id", inboundId);
          if (typing) {
            out.writeObjectFieldStart("typing_indicator");
            out.writeStringField("type", "text");
            out.writeEndObject();
          }
        });
  }

  private static void content(OutboundContent content, JsonGenerator out) throws IOException {
    switch (content) {
      case OutboundContent.Text text -> {
        out.writeStringField("type", "text");
        out.writeObjectFieldStart("text");
        out.writeBooleanField("preview_url", false);
        out.writeStringField("body", WellFormed.text(text.body()));
        out.writeEndObject();
      }
      case OutboundContent.Buttons buttons -> {
        openInteractive("button", buttons.body(), out);
        out.writeArrayFieldStart("buttons");
        for (Option option : buttons.options()) {
          out.writeStartObject();
          out.writeStringField("type", "reply");
          out.writeObjectFieldStart("reply");
          out.writeStringField("id", option.id());
          out.writeStringField("title", WellFormed.text(option.title()));
          out.writeEndObject();
          out.writeEndObject();
        }
        out.writeEndArray();
        closeInteractive(out);
      }
      case OutboundContent.Rows rows -> {
        openInteractive("list", rows.body(), out);
        out.writeStringField("button", WellFormed.text(rows.button()));
        out.writeArrayFieldStart("sections");
        out.writeStartObject();
        out.writeArrayFieldStart("rows");
        for (Option option : rows.options()) {
          out.writeStartObject();
          out.writeStringField("id", option.id());
          out.writeStringField("title", WellFormed.text(option.title()));
          if (option.description() != null) {
            out.writeStringField("description", WellFormed.text(option.description()));
          }
          out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndArray();
        closeInteractive(out);
      }
      case OutboundContent.Template template -> template(template, out);
    }
  }

  /** Meta, "templates": one component with the body's parameters, one for each button. */
  private static void template(OutboundContent.Template template, JsonGenerator out)
      throws IOException {
    out.writeStringField("type", "template");
    out.writeObjectFieldStart("template");
    out.writeStringField("name", template.name());
    out.writeObjectFieldStart("language");
    out.writeStringField("code", template.language());
    out.writeEndObject();
    out.writeArrayFieldStart("components");
    if (!template.parameters().isEmpty()) {
      out.writeStartObject();
      out.writeStringField("type", "body");
      out.writeArrayFieldStart("parameters");
      for (String value : template.parameters()) {
        parameter("text", WellFormed.text(OutboundContent.Template.parameter(value)), out);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    for (int i = 0; i < template.buttons().size(); i++) {
      out.writeStartObject();
      out.writeStringField("type", "button");
      out.writeStringField("sub_type", "quick_reply");
      out.writeStringField("index", String.valueOf(i));
      out.writeArrayFieldStart("parameters");
      parameter("payload", template.buttons().get(i).id(), out);
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void parameter(String type, String value, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", type);
    out.writeStringField(type, value);
    out.writeEndObject();
  }

  /** Up to and into {@code action}. */
  private static void openInteractive(String type, String body, JsonGenerator out)
      throws IOException {
    out.writeStringField("type", "interactive");
    out.writeObjectFieldStart("interactive");
    out.writeStringField("type", type);
    out.writeObjectFieldStart("body");
    out.writeStringField("text", WellFormed.text(body));
    out.writeEndObject();
    out.writeObjectFieldStart("action");
  }

  private static void closeInteractive(JsonGenerator out) throws IOException {
    out.writeEndObject();
    out.writeEndObject();
  }

  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] write(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array does not fail", e);
    }
    return bytes.toByteArray();
  }
}
