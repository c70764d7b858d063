package org.tabib.edge.api;

import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import akka.util.ByteString;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.live.LiveHub;
import org.tabib.edge.live.LiveSignal;
import org.tabib.projections.live.LiveChange;
import org.tabib.projections.live.LiveKind;

/**
 * {@code /live}: changes as server-sent events (HTML standard, section 9.2). They carry
 * identifiers; what has become of it, the client asks for.
 */
final class LiveRoute {
  /** What browsers wait before they come back, in milliseconds. */
  private static final String BACK_AFTER = "retry: 2000\n";

  private final Endpoint endpoint;
  private final LiveHub hub;

  LiveRoute(Endpoint endpoint, LiveHub hub) {
    this.endpoint = endpoint;
    this.hub = hub;
  }

  Route route() {
    return path(
        "live", () -> get(() -> endpoint.bytes(Set.of("events", "clinic"), call -> stream(call))));
  }

  private CompletionStage<HttpResponse> stream(Call call) {
    Predicate<LiveChange> wanted = wanted(call);
    @Nullable String from =
        call.request().getHeader("Last-Event-ID").map(HttpHeader::value).orElse(null);
    if (hub.full()) {
      throw ApiProblem.of(503, "too-many-watchers", "this node has no room for one more stream");
    }
    return CompletableFuture.completedStage(
        HttpResponse.create()
            .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
            .withEntity(
                HttpEntities.createChunked(
                    ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM),
                    hub.watch(from == null || from.isEmpty() ? null : from, wanted)
                        .map(LiveRoute::render))));
  }

  private static Predicate<LiveChange> wanted(Call call) {
    String practice = call.practice().id();
    Set<LiveKind> kinds = kinds(call.text("events"));
    @Nullable String clinic = call.text("clinic");
    if (clinic != null && call.practice().clinic(clinic).isEmpty()) {
      throw ApiProblem.notFound("clinic");
    }
    return change ->
        change.practiceId().equals(practice)
            && kinds.contains(change.kind())
            && (clinic == null || change.clinicId() == null || clinic.equals(change.clinicId()));
  }

  private static Set<LiveKind> kinds(@Nullable String list) {
    if (list == null) {
      return EnumSet.allOf(LiveKind.class);
    }
    Set<LiveKind> kinds = EnumSet.noneOf(LiveKind.class);
    for (String word : list.split(",", -1)) {
      kinds.add(Codes.read("events", word, LiveKind.class));
    }
    return kinds;
  }

  private static ByteString render(LiveSignal signal) {
    return ByteString.fromString(
        switch (signal) {
          case LiveSignal.Begun begun -> BACK_AFTER + event("hello", begun.place(), Map.of());
          case LiveSignal.Reset reset -> BACK_AFTER + event("reset", reset.place(), Map.of());
          case LiveSignal.Changed changed ->
              event(changed.change().kind().word(), changed.place(), data(changed.change()));
          // Without data it is no event, but the client remembers the place.
          case LiveSignal.Quiet quiet -> ": heartbeat\nid: " + quiet.place() + "\n\n";
        });
  }

  private static String event(String name, String place, Map<String, String> data) {
    return "event: %s\nid: %s\ndata: %s\n\n".formatted(name, place, ApiJson.text(data));
  }

  private static Map<String, String> data(LiveChange change) {
    Map<String, String> data = new LinkedHashMap<>();
    put(data, "clinic", change.clinicId());
    put(
        data,
        switch (change.kind()) {
          case QUEUE -> "queue";
          case SCHEDULE -> "appointment";
          case INBOX -> "conversation";
        },
        change.subject());
    return data;
  }

  private static void put(Map<String, String> data, String name, @Nullable String value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}
