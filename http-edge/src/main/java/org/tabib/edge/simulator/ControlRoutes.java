package org.tabib.edge.simulator;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What whoever holds the phones does beside chatting, under {@code /api/phones}. */
final class ControlRoutes {
  private static final int MAX_LINES = 20;
  private static final int LINE = 4_096;
  private static final int EMOJI = 16;

  private final Phones phones;
  private final Exchange exchange;
  private final MediaStore media;

  ControlRoutes(Phones phones, Exchange exchange, MediaStore media) {
    this.phones = phones;
    this.exchange = exchange;
    this.media = media;
  }

  Route route() {
    return concat(
        forPhone("controls", this::control),
        forPhone("profile", this::rename),
        forPhone("burst", this::burst),
        forPhone("sample-voice", (phone, body) -> sampleVoice()),
        forMessage("receipt", this::receipt),
        forMessage("reaction", this::react),
        forMessage("edit", this::edit),
        forMessage("delete", this::delete));
  }

  private Route forPhone(String action, BiFunction<PhoneView, Fields, HttpResponse> handler) {
    return path(
        segment().slash(action),
        number ->
            post(() -> PhoneRoutes.jsonBody(body -> known(number, it -> handler.apply(it, body)))));
  }

  private interface MessageHandler {
    HttpResponse handle(PhoneView phone, Bubble message, Fields body);
  }

  private Route forMessage(String action, MessageHandler handler) {
    return path(
        segment().slash("messages").slash(segment()).slash(action),
        (number, id) ->
            post(
                () ->
                    PhoneRoutes.jsonBody(
                        body ->
                            known(
                                number,
                                phone ->
                                    phones
                                        .message(number, id)
                                        .map(message -> handler.handle(phone, message, body))
                                        .orElseGet(ControlRoutes::unknownMessage)))));
  }

  private HttpResponse known(String number, Function<PhoneView, HttpResponse> handler) {
    return phones.find(number).map(handler).orElseGet(PhoneRoutes::unknownPhone);
  }

  private HttpResponse control(PhoneView phone, Fields body) {
    var controls =
        new PhoneControls(
            oneOf(PhoneControls.Receipts.class, body, "receipts"),
            (int) body.number("delaySeconds", 0, PhoneControls.MAX_DELAY_SECONDS),
            body.flag("offline"),
            (long)
                body.number(
                    "clockOffsetSeconds",
                    -PhoneControls.MAX_CLOCK_OFFSET_SECONDS,
                    PhoneControls.MAX_CLOCK_OFFSET_SECONDS),
            oneOf(PhoneControls.Fault.class, body, "fault"));
    return found(exchange.control(phone.number(), controls));
  }

  private HttpResponse rename(PhoneView phone, Fields body) {
    return found(
        phones.rename(
            phone.number(),
            body.text("name", PhoneRoutes.NAME),
            body.maybeText("language", PhoneRoutes.LANGUAGE).orElse("")));
  }

  /** Several messages at once, each in a webhook of its own: nothing promises their order. */
  private HttpResponse burst(PhoneView phone, Fields body) {
    var lines = body.texts("lines", LINE);
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw GraphRefusal.invalid("'lines' must hold 1 to " + MAX_LINES + " texts");
    }
    List<Bubble> sent = new ArrayList<>();
    for (var line : lines) {
      sent.add(exchange.fromPhone(phone.number(), phone.name(), new Content.Text(line), null));
    }
    return SimulatorJson.response(201, Map.of("items", sent));
  }

  /** Uploads the sample: the answer is that of an upload. */
  private HttpResponse sampleVoice() {
    return PhoneRoutes.uploaded(media.add(SampleVoice.MIME_TYPE, SampleVoice.bytes()));
  }

  private HttpResponse receipt(PhoneView phone, Bubble message, Fields body) {
    requireAuthor(message, Bubble.Sender.BUSINESS);
    var tick = oneOf(Tick.class, body, "status");
    if (tick == Tick.CLOCK) {
      throw GraphRefusal.invalid("'status' must be sent, delivered, read or failed");
    }
    var code = body.has("code") ? (int) body.number("code", 1, FailureCode.MAX) : null;
    return found(exchange.receipt(phone.number(), message.id(), tick, code));
  }

  private HttpResponse react(PhoneView phone, Bubble message, Fields body) {
    var emoji = body.rawText("emoji");
    if (emoji.length() > EMOJI) {
      throw GraphRefusal.invalid("'emoji' must be one emoji");
    }
    return found(exchange.reactByOwner(phone, message.id(), emoji.isEmpty() ? null : emoji));
  }

  private HttpResponse edit(PhoneView phone, Bubble message, Fields body) {
    requireAuthor(message, Bubble.Sender.PHONE);
    return found(exchange.edit(phone, message.id(), PhoneContent.edited(message.content(), body)));
  }

  private HttpResponse delete(PhoneView phone, Bubble message, Fields body) {
    requireAuthor(message, Bubble.Sender.PHONE);
    return found(exchange.delete(phone, message.id()));
  }

  private static void requireAuthor(Bubble message, Bubble.Sender author) {
    if (message.from() != author) {
      throw GraphRefusal.invalid("the message must be one from the " + author.wireName());
    }
    if (message.change() == Bubble.Change.DELETED) {
      throw GraphRefusal.invalid("the message is deleted");
    }
  }

  private static HttpResponse found(Optional<?> value) {
    return value
        .map(it -> SimulatorJson.response(200, it))
        .orElseGet(ControlRoutes::unknownMessage);
  }

  private static HttpResponse unknownMessage() {
    return SimulatorJson.problem(404, "Not found", "The chat has no message with this id");
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, Fields body, String name) {
    var given = body.text(name, 32);
    for (var value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(given)) {
        return value;
      }
    }
    throw GraphRefusal.invalid("'" + body.at(name) + "' has no such value");
  }
}
