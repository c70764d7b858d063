package org.tabib.edge.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.queue.TicketStatus;

class DisplaysTest {
  private static final String HOME = DisplayServer.HOME;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static DisplayServer server;

  @BeforeAll
  static void start() {
    server = new DisplayServer();
  }

  @AfterAll
  static void stop() {
    HTTP.shutdownNow();
    server.close();
  }

  private static double viewers(DisplayServer at) {
    return at.meters.get("tabib.display.viewers").gauge().value();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(server.uri(path)).build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  /** Lines of a stream of events, as they come. */
  private List<String> watch(DisplayServer at) throws Exception {
    HttpResponse<Stream<String>> response =
        HTTP.send(
            HttpRequest.newBuilder(at.uri(HOME + "/events")).build(),
            HttpResponse.BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                response.body().forEach(lines::add);
                lines.add("end");
              } catch (UncheckedIOException e) {
                lines.add("cut");
              }
            });
    return lines;
  }

  @Test
  void boardIsServedFreshAndLocked() throws Exception {
    server.show(new Day().ticket("A7", TicketStatus.CALLED, 1));
    // A board is kept for a moment: another test may have looked just now.
    await().until(() -> get(HOME + "/board").body().contains("\"ticket\":\"A7\""));
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
    try (DisplayServer own = new DisplayServer()) {
      List<String> lines = watch(own);
      await().until(() -> lines.contains("event:board"));
      own.show(new Day().ticket("A7", TicketStatus.CALLED, 0));
      await().until(() -> lines.stream().anyMatch(line -> line.contains("\"ticket\":\"A7\"")));
      own.show(new Day().ticket("A7", TicketStatus.CALLED, 0).ticket("A8", TicketStatus.CALLED, 0));
      await().until(() -> lines.stream().anyMatch(line -> line.contains("\"ticket\":\"A8\"")));
      assertThat(lines).filteredOn("event:board"::equals).hasSize(3);
      assertThat(lines).noneMatch(line -> Day.SECRETS.stream().anyMatch(line::contains));
    }
  }

  @Test
  void oneMoreThanThereIsRoomForIsTurnedAwayAndStreamsEndWithTheServer() throws Exception {
    try (DisplayServer own = new DisplayServer()) {
      List<String> first = watch(own);
      watch(own);
      await().until(() -> viewers(own) == 2);
      HttpResponse<String> third =
          HTTP.send(
              HttpRequest.newBuilder(own.uri(HOME + "/events")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("retry-after")).isPresent();
      own.displays.close();
      await().until(() -> first.contains("end") && viewers(own) == 0);
    }
  }

  @Test
  void streamEndsWhenTheQueueDoesNotAnswerSoThatTheScreenCanSaySo() throws Exception {
    try (DisplayServer own = new DisplayServer()) {
      List<String> lines = watch(own);
      await().until(() -> lines.contains("event:board"));
      own.fail();
      await().until(() -> lines.contains("end"));
      HttpResponse<String> board =
          HTTP.send(
              HttpRequest.newBuilder(own.uri(HOME + "/board")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(board.statusCode()).isEqualTo(503);
      assertThat(board.headers().firstValue("content-type")).hasValue("application/problem+json");
    }
  }

  @Test
  void unknownClinicIsNotFound() throws Exception {
    for (String path : List.of("/display/other/board", "/display/other/events")) {
      assertThat(get(path).statusCode()).isEqualTo(404);
    }
    assertThat(get("/display").statusCode()).isEqualTo(404);
  }

  @Test
  void pageBringsItsFirstBoardAlongAndComesWithoutOneWhenTheQueueDoesNotAnswer() throws Exception {
    assumeTrue(
        Displays.class.getResource("/web/display/display.html") != null,
        "built with -Dweb.skip: there is no page to serve");
    try (DisplayServer own = new DisplayServer()) {
      own.show(new Day().ticket("A7", TicketStatus.CALLED, 1));
      HttpRequest page = HttpRequest.newBuilder(own.uri(HOME)).build();
      assertThat(HTTP.send(page, HttpResponse.BodyHandlers.ofString()).body())
          .containsPattern(
              "<script id=\"board\" type=\"application/json\">\\{[^<]*\"ticket\":\"A7\"")
          .doesNotContain(Day.SECRETS);
      own.fail();
      await()
          .untilAsserted(
              () -> {
                HttpResponse<String> bare = HTTP.send(page, HttpResponse.BodyHandlers.ofString());
                assertThat(bare.statusCode()).isEqualTo(200);
                assertThat(bare.body()).doesNotContain("application/json");
              });
    }
  }

  @Test
  void pageIsServedAndOfAnUnknownClinicTooSoThatItCanSaySo() throws Exception {
    assumeTrue(
        Displays.class.getResource("/web/display/display.html") != null,
        "built with -Dweb.skip: there is no page to serve");
    HttpResponse<String> page = get(HOME);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(page.headers().firstValue("content-security-policy")).isPresent();
    assertThat(get("/display/nobody").statusCode()).isEqualTo(404);
    assertThat(get("/display/nobody").body())
        .contains("<div id=\"root\">")
        .doesNotContain("board\"");
    String script = page.body().replaceAll("(?s).*\"(/display/assets/[^\"]+\\.js)\".*", "$1");
    HttpResponse<String> asset = get(script);
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("cache-control").orElse("")).contains("immutable");
    assertThat(get("/display/assets/none.js").statusCode()).isEqualTo(404);
    assertThat(get("/display/assets/../../logback.xml").statusCode()).isNotEqualTo(200);
  }
}
