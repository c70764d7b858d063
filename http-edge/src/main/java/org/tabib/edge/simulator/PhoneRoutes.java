package org.tabib.edge.simulator;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeOK;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.entity;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.handleExceptions;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.Directives.respondWithHeader;
import static akka.http.javadsl.server.Directives.withSizeLimit;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.marshalling.sse.EventStreamMarshalling;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.Route;
import akka.http.javadsl.unmarshalling.Unmarshaller;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the browser calls, under {@code /api}: the phones, their chats and the event stream. */
final class PhoneRoutes {
  private static final long MAX_BODY_BYTES = 256 * 1024;
  private static final int NAME = 40;
  private static final int TEXT = 4_096;

  /** Shown in place; anything else is offered as a file, so that no upload can run as a page. */
  private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/webp");

  private final SimulatorSettings settings;
  private final Phones phones;
  private final Exchange exchange;
  private final MediaStore media;
  private final EventFeed events;

  PhoneRoutes(
      SimulatorSettings settings,
      Phones phones,
      Exchange exchange,
      MediaStore media,
      EventFeed events) {
    this.settings = settings;
    this.phones = phones;
    this.exchange = exchange;
    this.media = media;
    this.events = events;
  }

  Route route() {
    var refusals =
        ExceptionHandler.newBuilder()
            .match(
                GraphRefusal.class,
                refusal ->
                    complete(SimulatorJson.problem(400, "Invalid request", refusal.explanation())))
            .build();
    return optionalHeaderValueByName(
        "Sec-Fetch-Site",
        site ->
            // Another site's page must not be able to type on these phones.
            site.filter("cross-site"::equals).isPresent()
                ? complete(
                    SimulatorJson.problem(403, "Forbidden", "Calls from other sites are refused"))
                : handleExceptions(
                    refusals,
                    () ->
                        respondWithHeader(
                            RawHeader.create("Cache-Control", "no-store"), this::api)));
  }

  private Route api() {
    return concat(
        path("state", () -> get(() -> complete(SimulatorJson.response(200, state())))),
        path("events", () -> get(this::eventStream)),
        path(segment("media").slash(segment()), id -> get(() -> complete(picture(id)))),
        pathPrefix(
            "phones",
            () ->
                concat(
                    pathEnd(() -> post(() -> jsonBody(this::createPhone))),
                    path(
                        segment().slash("messages"),
                        number ->
                            concat(
                                get(() -> complete(messages(number))),
                                post(() -> jsonBody(json -> send(number, json))))),
                    path(
                        segment().slash("read"),
                        number -> post(() -> anyBody(() -> read(number)))))));
  }

  private Map<String, Object> state() {
    return Map.of(
        "account",
        Map.of(
            "phoneNumberId", settings.phoneNumberId(),
            "displayName", settings.displayName(),
            "displayNumber", settings.displayNumber()),
        "phones",
        phones.list(),
        "testMode",
        true);
  }

  private Route eventStream() {
    return events.isFull()
        ? complete(SimulatorJson.problem(503, "Unavailable", "Too many browsers are connected"))
        : completeOK(events.subscribe(), EventStreamMarshalling.toEventStream());
  }

  private HttpResponse createPhone(JsonNode json) {
    var body = new Fields("", json);
    var name = body.text("name", NAME);
    var language = body.maybeText("language", 16).orElse("");
    var given = body.maybeText("number", 32);
    var number = given.orElseGet(this::freeNumber);
    if (!GraphBody.NUMBER.matcher(number).matches()) {
      throw GraphRefusal.invalid("'number' must be '+', the country code and digits only");
    }
    return phones
        .add(number, name, language)
        .map(phone -> SimulatorJson.response(201, phone))
        .orElseGet(
            () ->
                SimulatorJson.problem(
                    409,
                    "Conflict",
                    "The number is in use, or there are " + Phones.MAX_LISTED + " phones already"));
  }

  /** +91 99… looks Indian and is easy to tell from the seeded phones. */
  private String freeNumber() {
    while (true) {
      var number = "+9199" + ThreadLocalRandom.current().nextLong(10_000_000L, 100_000_000L);
      if (!phones.holds(number)) {
        return number;
      }
    }
  }

  private HttpResponse messages(String number) {
    return phones
        .messages(number)
        .map(items -> SimulatorJson.response(200, Map.of("items", items)))
        .orElseGet(PhoneRoutes::unknownPhone);
  }

  private HttpResponse send(String number, JsonNode json) {
    var phone = phones.find(number);
    if (phone.isEmpty()) {
      return unknownPhone();
    }
    var body = new Fields("", json);
    var contextId = body.maybeText("contextId", 512).orElse(null);
    var bubble = exchange.fromPhone(number, phone.get().name(), typed(body), contextId);
    return SimulatorJson.response(201, bubble);
  }

  private static Content typed(Fields body) {
    return switch (body.text("type", 32)) {
      case "text" -> new Content.Text(body.text("text", TEXT));
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
      default -> throw GraphRefusal.invalid("'type' is not a kind of message that a phone sends");
    };
  }

  private HttpResponse read(String number) {
    return phones.holds(number)
        ? SimulatorJson.response(200, Map.of("read", exchange.readByOwner(number)))
        : unknownPhone();
  }

  private HttpResponse picture(String id) {
    return media
        .find(id)
        .map(
            item -> {
              boolean shown = PICTURES.contains(item.mimeType());
              var type =
                  shown
                      ? ContentTypes.parse(item.mimeType())
                      : ContentTypes.APPLICATION_OCTET_STREAM;
              return HttpResponse.create()
                  .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                  .addHeader(
                      RawHeader.create("Content-Disposition", shown ? "inline" : "attachment"))
                  .withEntity(HttpEntities.create(type, item.bytes()));
            })
        .orElseGet(() -> SimulatorJson.problem(404, "Not found", "There is no such file any more"));
  }

  private static Route jsonBody(Function<JsonNode, HttpResponse> handler) {
    return withSizeLimit(
        MAX_BODY_BYTES,
        () ->
            entity(
                Unmarshaller.entityToByteArray(), body -> complete(handler.apply(object(body)))));
  }

  /** An answer before the end of the request would cost the client its connection. */
  private static Route anyBody(Supplier<HttpResponse> handler) {
    return withSizeLimit(
        MAX_BODY_BYTES,
        () -> entity(Unmarshaller.entityToByteArray(), ignored -> complete(handler.get())));
  }

  private static JsonNode object(byte[] body) {
    try {
      var json = SimulatorJson.PLAIN.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (IOException e) {
      throw GraphRefusal.badParameter("The body is not valid JSON");
    }
    throw GraphRefusal.badParameter("The body must be a JSON object");
  }

  private static HttpResponse unknownPhone() {
    return SimulatorJson.problem(404, "Not found", "There is no phone with this number");
  }
}
