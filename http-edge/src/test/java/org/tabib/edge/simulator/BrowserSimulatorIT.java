package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.tabib.edge.e2e.NodeUnderTest;

/** What the simulator does beside a plain chat, on the whole product. */
class BrowserSimulatorIT {
  private static final Path GOLDEN =
      Path.of("..", "engine", "src", "test", "resources", "transcripts", "en", "booking.txt");

  private static NodeUnderTest node;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        WebFiles.class.getResource("/web/index.html") != null,
        "built with -Dweb.skip: there is no web application to open");
    node = NodeUnderTest.startWithSimulator();
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
  }

  @Test
  void filesCardsAndPlacesAreSentAndShown() {
    try (var browser = Browser.open(1100, 900)) {
      var phone = begin(browser, "Asha Verma");
      phone.attach("image").use("attach-sample").awaitLoaded("[data-type=media] img");
      phone.attach("audio");
      browser.screenshot("voice");
      phone.use("voice-sample").awaitLoaded("[data-type=media] audio");
      phone.attach("document").use("attach-sample").awaitText("[data-type=media]", "report.pdf");
      phone.attach("sticker").use("attach-sticker").awaitLoaded("img.sticker");
      phone.attach("location");
      browser.screenshot("location");
      phone.use("location-preset").use("attach-send");
      phone.awaitText("[data-type=location]", "Main Road, Pune");
      phone.use("attach");
      browser.screenshot("attach");
      phone.leave();
      phone.attach("order");
      phone.awaitText("[data-type=order]", "first-aid-kit");
      phone.options("phone").use("react").awaitText("[data-testid=reaction]", "👍");
      browser.screenshot("kinds-sent");
      assertThat(browser.consoleErrors()).isEmpty();
    }
  }

  @Test
  void voiceNoteIsRecordedAndARefusedMicrophoneIsSaid() {
    try (var browser = Browser.open(1100, 900)) {
      var phone = begin(browser, "Tara");
      browser.microphone(false);
      phone.attach("audio").use("voice-record");
      phone.awaitText("[role=alert]", "The microphone is not allowed.");
      browser.microphone(true);
      phone.use("voice-record").awaitText("[data-testid=voice-seconds]", "0:01");
      phone.use("voice-stop").awaitLoaded("[data-type=media] audio");
      phone.awaitTick("read");
    }
  }

  @Test
  void receiptsByHandAndTheReadingBesideAMessage() {
    try (var browser = Browser.open(1100, 1000, true)) {
      var phone = begin(browser, "Ravi");
      phone.use("tools").use("tools-receipts-manual").use("tools-readings");
      phone.awaitText("[data-testid=oddities]", "Receipts by hand");
      browser.screenshot("tools");
      phone.leave().type("I have fever, no chest pain. I am 34 years old");
      phone.awaitText("[data-testid=reading]", "fever").awaitText("[data-testid=reading]", "34");
      phone.awaitText("[data-testid=reading] .negated", "chest-pain");
      phone.awaitText("[data-testid=receipt]", "Sent");
      phone.options("business");
      browser.screenshot("receipt");
      phone.use("receipt-fail").awaitText("[data-testid=receipt]", "Not delivered · 131026");
      browser.screenshot("manual-dark");
      assertThat(browser.consoleErrors()).isEmpty();
    }
  }

  @Test
  void ownMessageIsAnsweredEditedAndDeleted() {
    try (var browser = Browser.open(390, 844)) {
      var phone = begin(browser, "Meera");
      phone.type("I can come tomorow");
      phone.awaitTick("read").options("phone").use("edit");
      phone.pressKeys(Keys.chord(Keys.CONTROL, "a"), "I can come tomorrow", Keys.ENTER);
      phone.awaitText("[data-testid=message][data-from=phone]", "Edited");
      phone.options("business").use("reply");
      phone.type("Thank you").awaitText("[data-from=phone] blockquote", "");
      browser.screenshot("narrow");
      phone.options("phone").use("delete");
      phone.awaitText("[data-testid=message]", "This message was deleted");
      phone.use("tools");
      browser.screenshot("narrow-tools");
      phone.leave();
      assertThat(browser.consoleErrors()).isEmpty();
    }
  }

  @Test
  void bookingIsExportedAsAStoryThatReadsAsTheGoldenOne(@TempDir Path folder) throws Exception {
    try (var browser = Browser.open(1440, 900)) {
      browser.downloadTo(folder);
      var phone = begin(browser, "Asha Verma");
      phone.press("I agree").awaitReply("How can I help you?");
      phone.choose("Book a visit").awaitReply("Who is the visit for?");
      phone.press("For me").awaitReply("What is your full name?");
      phone.type("Asha Verma").awaitReply("How old are you?");
      phone.type("34").awaitReply("sex?");
      phone.press("Female").awaitReply("What is the problem?");
      phone.type("Fever and headache since two days").awaitReply("can see");
      phone.choose("Dr. Ananya Rao").awaitReply("is free at these times");
      phone.chooseFirst().awaitReply("Please check and confirm");
      phone.press("Confirm").awaitReply("Your appointment is confirmed");
      phone.use("tools").use("transcript-download");

      // The demo's clinics have a queue; the practice of the written stories has none.
      var exported = turns(downloaded(folder).replace("  [Join the queue]\n", ""));
      var golden = turns(Files.readString(GOLDEN));
      assertThat(exported).hasSize(11);
      assertThat(exported.getLast()).startsWith("> [Confirm]\n✅ Your appointment is confirmed.");
      // Until times are offered, both say the very same.
      assertThat(exported.subList(0, 7)).isEqualTo(golden.subList(0, 7));
      assertThat(exported.get(8)).startsWith("> [Dr. Ananya Rao]\n").contains("\n  ≡ Times\n  [");
    }
  }

  private static SimulatorPage begin(Browser browser, String name) {
    browser.driver().get(node.uri("/simulator").toString());
    var phone = SimulatorPage.any(browser.driver()).addPhone(name);
    phone.type("Hi").awaitReply("Do you agree?");
    return phone;
  }

  private static String downloaded(Path folder) throws IOException {
    await().until(() -> !texts(folder).isEmpty());
    return Files.readString(texts(folder).getFirst());
  }

  private static List<Path> texts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txt")).toList();
    }
  }

  /** Reads a story as the engine's transcript test does: remarks, and turns that begin with '>'. */
  private static List<String> turns(String story) {
    List<String> turns = new ArrayList<>();
    StringBuilder turn = new StringBuilder();
    for (String line : story.lines().filter(line -> !line.startsWith("#")).toList()) {
      if (line.startsWith("> ")) {
        if (!turn.toString().isBlank()) {
          turns.add(turn.toString().strip());
        }
        turn = new StringBuilder();
      }
      turn.append(line).append('\n');
    }
    turns.add(turn.toString().strip());
    assertThat(turns).allSatisfy(found -> assertThat(found).startsWith("> "));
    return turns;
  }
}
