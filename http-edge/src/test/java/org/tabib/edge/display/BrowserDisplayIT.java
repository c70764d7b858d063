package org.tabib.edge.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.tabib.edge.e2e.NodeUnderTest;
import org.tabib.edge.simulator.Browser;

/**
 * A ticket on its way through the whole product, from the desk's API to the waiting room's screen.
 */
class BrowserDisplayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLANTED = "Zawadi Nakupenda";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static NodeUnderTest node;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Displays.class.getResource("/web/display/display.html") != null,
        "built with -Dweb.skip: there is no page to open");
    browser = Browser.open(1280, 720);
    node = NodeUnderTest.startWithSimulator();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (node != null) {
      node.close();
    }
    HTTP.close();
  }

  private static JsonNode get(String path) throws Exception {
    return JSON.readTree(node.get(path).body());
  }

  private static JsonNode post(String path, String body) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(node.uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }

  private static void awaitShown(String selector) {
    await()
        .atMost(PATIENCE)
        .until(() -> !browser.driver().findElements(By.cssSelector(selector)).isEmpty());
  }

  @Test
  void ticketThatTheDeskCallsIsOnTheScreenWithoutAReloadAndSaysNothingOfItsHolder()
      throws Exception {
    String clinic = get("/api/v1/doctors").at("/items/0/clinic/id").asText();
    String queue = "/api/v1/queues/" + clinic;
    JsonNode point = get(queue).at("/points/0");
    String servicePoint = point.path("id").asText();
    String room = point.at("/rooms/0").asText();

    browser.driver().get(node.uri("/display/" + clinic).toString());
    awaitShown("[data-testid=display][data-live=true]");
    browser.driver().executeScript("window.sameAsBefore = true");

    JsonNode ticket =
        post(
            queue + "/tickets",
            """
            {"servicePoint": "%s", "patient": {"new": {"name": "%s", "age": 34, "sex": "female"}}}
            """
                .formatted(servicePoint, PLANTED));
    String label = ticket.path("label").asText();
    assertThat(ticket.path("patientId").asText()).isNotEmpty();
    awaitShown("[data-testid=point][data-code=" + point.path("code").asText() + "]");
    await()
        .atMost(PATIENCE)
        .until(
            () -> browser.driver().findElement(By.className("points")).getText().contains(label));

    JsonNode call =
        post(
            queue + "/call-next",
            "{\"servicePoint\": \"%s\", \"room\": \"%s\"}".formatted(servicePoint, room));
    assertThat(call.at("/ticket/label").asText()).isEqualTo(label);
    awaitShown("[data-testid=newest][data-ticket=" + label + "][data-fresh=true]");
    assertThat(browser.driver().executeScript("return window.sameAsBefore")).isEqualTo(true);

    post(queue + "/tickets/" + label + "/start", "{}");
    awaitShown("[data-testid=earlier] [data-ticket=" + label + "]");

    String served =
        node.get("/display/" + clinic + "/board").body() + browser.driver().getPageSource();
    assertThat(served)
        .contains(label)
        .doesNotContainIgnoringCase(PLANTED)
        .doesNotContain(ticket.path("patientId").asText());
    assertThat(browser.consoleErrors()).isEmpty();
  }
}
