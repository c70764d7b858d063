package org.tabib.edge.simulator;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeOK;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.entity;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.handleExceptions;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.Directives.respondWithHeader;
import static akka.http.javadsl.server.Directives.withSizeLimit;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.marshalling.sse.EventStreamMarshalling;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.Route;
import akka.http.javadsl.unmarshalling.Unmarshaller;
import akka.stream.SystemMaterializer;
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
  static final int NAME = 40;
  static final int LANGUAGE = 16;

  /** Shown in place; anything else is offered as a file, so that no upload can run as a page. */
  private static final Set<String> SHOWN =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/webp",
          "audio/aac",
          "audio/amr",
          "audio/mp4",
          "audio/mpeg",
          "audio/ogg",
          "audio/webm",
          "video/3gpp",
          "video/mp4");

  private final ActorSystem<?> system;
  private final SimulatorSettings settings;
  private final Phones phones;
  private final Exchange exchange;
  private final MediaStore media;
  private final PhoneContent content;
  private final ControlRoutes controls;
  private final EventFeed events;
  private final ClockRoute clock;

  PhoneRoutes(
      ActorSystem<?> system,
      SimulatorSettings settings,
      Phones phones,
      Exchange exchange,
      MediaStore media,
      EventFeed events,
      ClockRoute clock) {
    this.system = system;
    this.settings = settings;
    this.phones = phones;
    this.exchange = exchange;
    this.media = media;
    this.content = new PhoneContent(media);
    this.controls = new ControlRoutes(phones, exchange, media);
    this.events = events;
    this.clock = clock;
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
        path("clock", () -> post(() -> jsonBody(clock::advance))),
        path(segment("media").slash(segment()), id -> get(() -> complete(shown(id)))),
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
                                post(() -> jsonBody(body -> send(number, body))))),
                    controls.route(),
                    path(segment().slash("media"), number -> post(() -> upload(number))),
                    path(
                        segment().slash("read"),
                        number -> post(() -> anyBody(() -> read(number)))))));
  }

  private Map<String, Object> state() {
    return Map.of(
        "accounts",
        settings.businesses(),
        "phones",
        phones.list(),
        "failureCodes",
        FailureCode.USUAL,
        "clock",
        clock.shown(),
        "testMode",
        true);
  }

  private Route eventStream() {
    return events.isFull()
        ? complete(SimulatorJson.problem(503, "Unavailable", "Too many browsers are connected"))
        : completeOK(events.subscribe(), EventStreamMarshalling.toEventStream());
  }

  private HttpResponse createPhone(Fields body) {
    var name = body.text("name", NAME);
    var language = body.maybeText("language", LANGUAGE).orElse("");
    var business = body.maybeText("business", NAME).orElse(settings.phoneNumberId());
    if (settings.business(business).isEmpty()) {
      throw GraphRefusal.badParameter("There is no business number " + business);
    }
    var number = body.has("number") ? PhoneContent.number(body) : freeNumber();
    return phones
        .add(number, business, name, language)
        .map(phone -> SimulatorJson.response(201, phone))
        .orElseGet(PhoneRoutes::taken);
  }

  private static HttpResponse taken() {
    return SimulatorJson.problem(
        409,
        "Conflict",
        "The number is in use, or there are " + Phones.MAX_LISTED + " phones already");
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

  private HttpResponse send(String number, Fields body) {
    var phone = phones.find(number);
    if (phone.isEmpty()) {
      return unknownPhone();
    }
    var contextId = body.maybeText("contextId", 512).orElse(null);
    var said = content.read(body);
    if (said instanceof Content.NumberChanged(String next)
        && phones
            .add(next, phone.get().business(), phone.get().name(), phone.get().language())
            .isEmpty()) {
      return taken();
    }
    return SimulatorJson.response(
        201, exchange.fromPhone(number, phone.get().name(), said, contextId));
  }

  /** The phone's half of sending a file: the message names the id that this answers with. */
  private Route upload(String number) {
    return withSizeLimit(
        UploadForm.MAX_BYTES,
        () ->
            entity(
                Unmarshaller.entityToMultipartFormData(),
                form ->
                    onSuccess(
                        form.toStrict(
                            UploadForm.READ_MILLIS, SystemMaterializer.get(system).materializer()),
                        strict -> complete(stored(number, UploadForm.of(strict))))));
  }

  private HttpResponse stored(String number, UploadForm form) {
    if (!phones.holds(number)) {
      return unknownPhone();
    }
    return uploaded(media.add(form.mimeType(), form.file()));
  }

  static HttpResponse uploaded(MediaStore.Item item) {
    return SimulatorJson.response(
        201, Map.of("id", item.id(), "mimeType", item.mimeType(), "bytes", item.bytes().size()));
  }

  private HttpResponse read(String number) {
    return phones.holds(number)
        ? SimulatorJson.response(200, Map.of("read", exchange.readByOwner(number)))
        : unknownPhone();
  }

  private HttpResponse shown(String id) {
    return media
        .find(id)
        .map(
            item -> {
              var told = ContentTypes.parse(item.mimeType());
              var media = told.mediaType();
              boolean shown = SHOWN.contains(media.mainType() + "/" + media.subType());
              var type = shown ? told : ContentTypes.APPLICATION_OCTET_STREAM;
              return HttpResponse.create()
                  .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                  .addHeader(
                      RawHeader.create("Content-Disposition", shown ? "inline" : "attachment"))
                  .withEntity(HttpEntities.create(type, item.bytes()));
            })
        .orElseGet(() -> SimulatorJson.problem(404, "Not found", "There is no such file any more"));
  }

  static Route jsonBody(Function<Fields, HttpResponse> handler) {
    return withSizeLimit(
        MAX_BODY_BYTES,
        () ->
            entity(
                Unmarshaller.entityToByteArray(),
                body -> complete(handler.apply(new Fields("", object(body))))));
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

  static HttpResponse unknownPhone() {
    return SimulatorJson.problem(404, "Not found", "There is no phone with this number");
  }
}
