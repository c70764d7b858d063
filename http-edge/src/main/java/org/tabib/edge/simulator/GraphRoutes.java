package org.tabib.edge.simulator;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.entity;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.handleExceptions;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.Directives.withSizeLimit;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.Route;
import akka.http.javadsl.unmarshalling.Unmarshaller;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** The part of Meta's Graph API that the product calls, under {@code /graph/{version}}. */
final class GraphRoutes {
  private static final long MAX_CALL_BYTES = 1024 * 1024;

  private final ActorSystem<?> system;
  private final SimulatorSettings settings;
  private final Exchange exchange;
  private final MediaStore media;
  private final ApprovedTemplates templates;

  GraphRoutes(
      ActorSystem<?> system,
      SimulatorSettings settings,
      Exchange exchange,
      MediaStore media,
      ApprovedTemplates templates) {
    this.system = system;
    this.settings = settings;
    this.exchange = exchange;
    this.media = media;
    this.templates = templates;
  }

  Route route() {
    var refusals =
        ExceptionHandler.newBuilder()
            .match(GraphRefusal.class, refusal -> complete(rendered(refusal)))
            .build();
    return handleExceptions(
        refusals,
        () ->
            pathPrefix(
                segment(),
                version ->
                    optionalHeaderValueByName(
                        "Authorization",
                        header -> {
                          authorize(header);
                          return authorized();
                        })));
  }

  private Route authorized() {
    return concat(
        pathPrefix(
            segment(),
            id ->
                concat(
                    path("messages", () -> post(() -> messages(id))),
                    path("media", () -> post(() -> upload(id))),
                    path("content", () -> get(() -> complete(content(id)))))),
        path(
            segment(),
            id ->
                concat(
                    get(() -> extractRequest(request -> complete(mediaObject(id, request)))),
                    delete(() -> complete(deleted(id))))));
  }

  private Route messages(String phoneNumberId) {
    requireOurNumber(phoneNumberId);
    return withSizeLimit(
        MAX_CALL_BYTES,
        () ->
            entity(
                Unmarshaller.entityToByteArray(), body -> complete(message(phoneNumberId, body))));
  }

  private HttpResponse message(String phoneNumberId, byte[] body) {
    return switch (GraphBody.parse(json(body))) {
      case GraphRequest.Send send -> {
        requireKnownMedia(send.content());
        yield accepted(send.to(), exchange.fromBusiness(phoneNumberId, shown(send)));
      }
      case GraphRequest.React react -> {
        exchange.react(react);
        yield accepted(react.to(), exchange.newWamid());
      }
      case GraphRequest.MarkRead read -> {
        exchange.markRead(read);
        yield SimulatorJson.response(200, Map.of("success", true));
      }
    };
  }

  private GraphRequest.Send shown(GraphRequest.Send send) {
    return send.content() instanceof Content.Template template
        ? new GraphRequest.Send(
            send.to(), templates.shown(template), send.contextId(), send.opaque())
        : send;
  }

  private static HttpResponse accepted(String to, String wamid) {
    var answer = JsonNodeFactory.instance.objectNode();
    answer.put("messaging_product", "whatsapp");
    answer.putArray("contacts").addObject().put("input", to).put("wa_id", GraphBody.waId(to));
    answer.putArray("messages").addObject().put("id", wamid);
    return SimulatorJson.response(200, answer);
  }

  private Route upload(String phoneNumberId) {
    requireOurNumber(phoneNumberId);
    return withSizeLimit(
        UploadForm.MAX_BYTES,
        () ->
            entity(
                Unmarshaller.entityToMultipartFormData(),
                form ->
                    onSuccess(
                        form.toStrict(UploadForm.READ_MILLIS, materializer()),
                        strict -> complete(stored(UploadForm.of(strict))))));
  }

  private Materializer materializer() {
    return SystemMaterializer.get(system).materializer();
  }

  private HttpResponse stored(UploadForm form) {
    if (!form.fields().getOrDefault("messaging_product", "").equals("whatsapp")) {
      throw GraphRefusal.badParameter("Parameter 'messaging_product' must be 'whatsapp'");
    }
    var item = media.add(form.mimeType(), form.file());
    return SimulatorJson.response(200, Map.of("id", item.id()));
  }

  private HttpResponse mediaObject(String id, HttpRequest request) {
    var item = media.find(id).orElseThrow(() -> GraphRefusal.unknownObject(id));
    // The query (phone_number_id) is no part of the download address.
    var url = request.getUri().query(akka.http.javadsl.model.Query.EMPTY) + "/content";
    return SimulatorJson.response(
        200,
        Map.of(
            "messaging_product",
            "whatsapp",
            "url",
            url,
            "mime_type",
            item.mimeType(),
            "sha256",
            item.sha256(),
            "file_size",
            item.bytes().size(),
            "id",
            item.id()));
  }

  private HttpResponse content(String id) {
    var item = media.find(id).orElseThrow(() -> GraphRefusal.unknownObject(id));
    var type = ContentTypes.parse(item.mimeType());
    return HttpResponse.create().withEntity(HttpEntities.create(type, item.bytes()));
  }

  private HttpResponse deleted(String id) {
    if (!media.remove(id)) {
      throw GraphRefusal.unknownObject(id);
    }
    return SimulatorJson.response(200, Map.of("success", true));
  }

  private void authorize(Optional<String> header) {
    var given = header.orElseThrow(GraphRefusal::noToken);
    var expected = "Bearer " + settings.accessToken();
    if (!MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
      throw GraphRefusal.badToken();
    }
  }

  private void requireOurNumber(String phoneNumberId) {
    if (settings.business(phoneNumberId).isEmpty()) {
      throw GraphRefusal.unknownObject(phoneNumberId);
    }
  }

  private void requireKnownMedia(Content content) {
    if (content instanceof Content.Media sent
        && sent.mediaId() != null
        && media.find(sent.mediaId()).isEmpty()) {
      throw GraphRefusal.invalid("Parameter '" + sent.kind() + ".id' is not an uploaded file");
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return SimulatorJson.PLAIN.readTree(body);
    } catch (IOException e) {
      throw GraphRefusal.badParameter("The body is not valid JSON");
    }
  }

  private static HttpResponse rendered(GraphRefusal refusal) {
    return SimulatorJson.response(refusal.httpStatus(), refusal.toJson());
  }
}
