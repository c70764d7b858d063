package org.tabib.edge.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tabib.engine.queue.TicketStatus.CALLED;
import static org.tabib.engine.queue.TicketStatus.IN_SERVICE;
import static org.tabib.engine.queue.TicketStatus.MISSED;
import static org.tabib.engine.queue.TicketStatus.WAITING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.tabib.edge.simulator.Browser;
import org.tabib.engine.queue.TicketStatus;

/** The display in a real browser, whose loudspeaker is written down instead of heard. */
class DisplayBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What is heard: each note of the chime, each sentence with its voice. */
  private static final String LOUDSPEAKER =
      """
      window.heard = [];
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...when) {
        window.heard.push('note');
        return start.apply(this, when);
      };
      window.SpeechSynthesisUtterance = class {
        constructor(text) { this.text = text; }
      };
      Object.defineProperty(window, 'speechSynthesis', {
        value: {
          getVoices: () => [{ lang: 'sw-KE', localService: true }, { lang: 'en-GB', localService: true }],
          cancel: () => undefined,
          speak: (said) => {
            window.heard.push(said.lang + ': ' + said.text);
            setTimeout(() => said.onend(), 10);
          },
        },
      });
      """;

  private static DisplayServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    assumeTrue(
        Displays.class.getResource("/web/display/display.html") != null,
        "built with -Dweb.skip: there is no page to open");
    browser = Browser.open(1280, 720);
    browser.beforePages(LOUDSPEAKER);
    server = new DisplayServer();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /** The next test begins with a device that was never used. */
  @AfterEach
  void forget() {
    browser.driver().executeScript("localStorage.clear()");
    browser.consoleErrors(); // reading them takes them away
    browser.resize(1280, 720);
  }

  /** A morning in full swing. */
  private static Day morning() {
    Day day =
        new Day()
            .ticket("A30", IN_SERVICE, 4, "1", 1)
            .ticket("C7", IN_SERVICE, 9, "7", 1)
            .ticket("A29", IN_SERVICE, 11, "3", 1)
            .ticket("D38", IN_SERVICE, 12, "Lab", 1)
            .ticket("B8", CALLED, 2, "5", 1)
            .ticket("A27", MISSED, 25)
            .ticket("B5", MISSED, 31);
    IntStream.of(32, 33, 35, 34, 36, 37, 38, 39, 40)
        .forEach(n -> day.ticket("A" + n, WAITING, 50 - n));
    IntStream.of(11, 12, 9).forEach(n -> day.ticket("B" + n, WAITING, 20));
    IntStream.of(40, 41, 42, 43).forEach(n -> day.ticket("D" + n, WAITING, 15));
    return day.pause("dental");
  }

  private static void open(String query) {
    browser.driver().get(server.uri(DisplayServer.HOME + query).toString());
    await().atMost(PATIENCE).until(() -> shows("[data-testid=display]"));
  }

  private static boolean shows(String selector) {
    return !browser.driver().findElements(By.cssSelector(selector)).isEmpty();
  }

  private static void awaitShown(String selector) {
    await().atMost(PATIENCE).until(() -> shows(selector));
  }

  private static String newest(String ticket) {
    return "[data-testid=newest][data-ticket=" + ticket + "]";
  }

  private static List<?> heard() {
    Object heard = browser.driver().executeScript("return window.heard");
    return heard instanceof List<?> list ? list : List.of();
  }

  private static void turnSoundOn() {
    browser.driver().findElement(By.cssSelector("[data-testid=sound]")).click();
    awaitShown("[data-sound=on]");
  }

  @Test
  void callIsShownRungAndSpokenInThePracticesLanguagesWithoutAReload() {
    server.show(morning());
    open("");
    browser.driver().executeScript("window.sameAsBefore = true");
    turnSoundOn();
    server.show(morning().ticket("A31", CALLED, 0, "2", 1));
    awaitShown(newest("A31") + "[data-fresh=true]");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(heard().toString())
                    .isEqualTo(
                        "[note, note,"
                            + " sw-KE: Tiketi A 31, tafadhali nenda chumba namba 2.,"
                            + " en-GB: Ticket A 31, please go to room 2.]"));
    assertThat(browser.driver().findElement(By.cssSelector(newest("A31"))).getText())
        .contains("Chumba 2", "Room 2", "Wagonjwa wa nje", "General outpatient");
    browser.keep("display");

    server.show(morning().ticket("A31", CALLED, 0, "2", 2).ticket("D39", CALLED, 0, "Lab", 1));
    awaitShown("[data-ticket=A31][data-calls='2']");
    await().atMost(PATIENCE).until(() -> heard().size() == 12);
    assertThat(heard().subList(4, 12).toString())
        .as("one call after the other, the one that was called again among them")
        .contains("A 31", "D 39, tafadhali nenda Lab")
        .matches("\\[note, note, sw-KE.*, en-GB.*, note, note, sw-KE.*, en-GB.*]");
    assertThat(browser.driver().executeScript("return window.sameAsBefore")).isEqualTo(true);
    assertThat(browser.consoleErrors()).isEmpty();
    assertThat(browser.driver().getPageSource()).doesNotContain(Day.SECRETS);
  }

  /** Whoever looks right after the page was opened sees numbers, not that something loads. */
  @Test
  void boardThatThePageBringsAlongIsShownBeforeAnythingIsAskedFor() {
    server.show(morning().ticket("A31", CALLED, 0, "2", 1));
    block("*/board", "*/events");
    try {
      open("");
      awaitShown(newest("A31"));
    } finally {
      block();
    }
    awaitShown("[data-live=true]");
  }

  private static void block(String... addresses) {
    browser.driver().executeCdpCommand("Network.enable", Map.of());
    browser
        .driver()
        .executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
  }

  @Test
  void lostConnectionIsToldAndWhatWasCalledMeanwhileIsShownButNotAnnounced() {
    server.show(morning());
    open("?theme=dark");
    turnSoundOn();
    browser.network(false);
    server.fail(); // ends the stream, as a server that goes away does
    awaitShown("[data-testid=lost]");
    WebElement lost = browser.driver().findElement(By.cssSelector("[data-testid=lost]"));
    assertThat(lost.getText())
        .containsPattern("Muunganisho umekatika tangu 10:0\\d")
        .containsPattern("Connection lost since 10:0\\d");
    browser.keep("display-connection-lost");

    server.show(morning().ticket("A31", CALLED, 1, "2", 1));
    browser.network(true);
    awaitShown("[data-live=true] " + newest("A31") + "[data-fresh=false]");
    await().atMost(PATIENCE).until(() -> !shows("[data-testid=lost]"));
    assertThat(heard()).isEmpty();

    server.show(morning().ticket("A31", IN_SERVICE, 1, "2", 1).ticket("A32", CALLED, 0, "1", 1));
    awaitShown(newest("A32") + "[data-fresh=true]");
    await().atMost(PATIENCE).until(() -> heard().size() == 4);
  }

  @Test
  void screenHangsUprightShowsSomeLettersOnlyAndIsSilentUntilToldOtherwise() {
    server.show(morning().ticket("A31", CALLED, 0, "2", 2));
    browser.resize(720, 1280);
    open("");
    awaitShown(newest("A31"));
    browser.keep("display-upright");
    open("?points=B,d");
    awaitShown(newest("B8"));
    assertThat(browser.driver().findElements(By.cssSelector("[data-testid=point]")))
        .extracting(point -> point.getDomAttribute("data-code"))
        .containsExactly("B", "D");
    assertThat(shows("[data-ticket^=A]")).isFalse();
    server.show(morning().ticket("D39", CALLED, 0, "Lab", 1));
    awaitShown(newest("D39"));
    assertThat(heard()).isEmpty();
  }

  @Test
  void pauseAndEndOfTheDayAreTold() {
    Day paused = new Day();
    List.of("general", "maternal", "dental", "pharmacy").forEach(paused::pause);
    server.show(paused);
    open("");
    awaitShown("[data-state=paused] [data-testid=state]");
    assertThat(browser.driver().findElement(By.cssSelector("[data-testid=quiet]")).getText())
        .contains("Calling goes on soon. Your place is kept.");
    server.show(new Day().close());
    awaitShown("[data-state=closed] [data-testid=state]");
    server.show(new Day().ticket("A1", TicketStatus.WAITING, 1));
    awaitShown("[data-state=open]");
    assertThat(browser.driver().findElement(By.cssSelector("[data-testid=quiet]")).getText())
        .contains("Your number will appear here.");
  }

  @Test
  void unknownClinicIsSaidSo() {
    browser.driver().get(server.uri("/display/nobody").toString());
    awaitShown("[data-testid=unknown]");
    assertThat(browser.driver().findElement(By.tagName("h1")).getText())
        .isEqualTo("There is no display for this clinic");
  }
}
