package org.tabib.edge.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.TicketStatus;

class DisplaysTest {
  private static final String HOME = "/display/" + Day.CLINIC;

  private final ActorTestKit kit = ActorTestKit.create();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile CompletableFuture<QueueReply> queue = answer(new Day());
  private final Displays displays =
      new Displays(
          clinic -> clinic.equals(Day.CLINIC) ? Optional.of(Day.PLACE) : Optional.empty(),
          new Boards(id -> queue, () -> Day.TEN, System::nanoTime),
          new BoardStream(() -> Day.TEN, 2, meters),
          () -> Day.TEN);
  private ServerBinding binding;

  @BeforeEach
  void start() {
    binding =
        Http.get(kit.system())
            .newServerAt("127.0.0.1", 0)
            .bind(displays.route())
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    kit.shutdownTestKit();
  }

  private static CompletableFuture<QueueReply> answer(Day day) {
    return CompletableFuture.completedFuture(day.state());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path))
        .build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  /** Lines of a stream of events, as they come. */
  private List<String> watch() throws Exception {
    HttpResponse<Stream<String>> response =
        http.send(request(HOME + "/events"), HttpResponse.BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread.ofVirtual()
        .start(
            () -> {
              response.body().forEach(lines::add);
              lines.add("end");
            });
    return lines;
  }

  @Test
  void boardIsServedFreshAndLocked() throws Exception {
    queue = answer(new Day().ticket("A7", TicketStatus.CALLED, 1));
    HttpResponse<String> board = get(HOME + "/board");
    assertThat(board.statusCode()).isEqualTo(200);
    assertThat(board.body())
        .contains("\"ticket\":\"A7\"", "\"state\":\"open\"", "\"serverTime\"")
        .doesNotContain(Day.SECRETS);
    assertThat(board.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(board.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'self'");
  }

  @Test
  void changeIsPushedAndWhatStaysTheSameIsNot() throws Exception {
    List<String> lines = watch();
    await().until(() -> lines.contains("event:board"));
    queue = answer(new Day().ticket("A7", TicketStatus.CALLED, 0));
    await()
        .until(() -> lines.stream().anyMatch(line -> line.contains("\"ticket\":\"A7\"")));
    queue = answer(new Day().ticket("A7", TicketStatus.CALLED, 0).ticket("A8", TicketStatus.CALLED, 0));
    await()
        .until(() -> lines.stream().anyMatch(line -> line.contains("\"ticket\":\"A8\"")));
    assertThat(lines).filteredOn("event:board"::equals).hasSize(3);
    assertThat(lines).noneMatch(line -> Day.SECRETS.stream().anyMatch(line::contains));
  }

  @Test
  void oneMoreThanThereIsRoomForIsTurnedAwayUntilAnotherGoes() throws Exception {
    List<String> first = watch();
    watch();
    HttpResponse<String> third = get(HOME + "/events");
    assertThat(third.statusCode()).isEqualTo(503);
    assertThat(third.headers().firstValue("retry-after")).isPresent();
    assertThat(meters.get("tabib.display.viewers").gauge().value()).isEqualTo(2);
    displays.close();
    await().until(() -> first.contains("end"));
    await().until(() -> meters.get("tabib.display.viewers").gauge().value() == 0);
  }

  @Test
  void streamEndsWhenTheQueueDoesNotAnswerSoThatTheScreenCanSaySo() throws Exception {
    List<String> lines = watch();
    await().until(() -> lines.contains("event:board"));
    queue = CompletableFuture.failedFuture(new IllegalStateException("no answer"));
    await().until(() -> lines.contains("end"));
    HttpResponse<String> board = get(HOME + "/board");
    assertThat(board.statusCode()).isEqualTo(503);
    assertThat(board.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  @Test
  void unknownClinicIsNotFound() throws Exception {
    for (String path : List.of("/display/other/board", "/display/other/events")) {
      assertThat(get(path).statusCode()).isEqualTo(404);
    }
    assertThat(get("/display").statusCode()).isEqualTo(404);
  }

  @Test
  void pageIsServedAndOfAnUnknownClinicTooSoThatItCanSaySo() throws Exception {
    assumeTrue(
        Displays.class.getResource("/web/display/display.html") != null,
        "built with -Dweb.skip: there is no page to serve");
    HttpResponse<String> page = get(HOME);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
    assertThat(page.headers().firstValue("content-security-policy")).isPresent();
    assertThat(get("/display/nobody").statusCode()).isEqualTo(404);
    assertThat(get("/display/nobody").body()).isEqualTo(page.body());
    String script = page.body().replaceAll("(?s).*\"(/display/assets/[^\"]+\\.js)\".*", "$1");
    HttpResponse<String> asset = get(script);
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("cache-control").orElse("")).contains("immutable");
    assertThat(get("/display/assets/none.js").statusCode()).isEqualTo(404);
    assertThat(get("/display/assets/../../logback.xml").statusCode()).isNotEqualTo(200);
  }
}
