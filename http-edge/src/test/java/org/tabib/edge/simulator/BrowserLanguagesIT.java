package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tabib.edge.e2e.NodeUnderTest;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Texts;

/**
 * A booking from the first hello to its confirmation in every language there is, on the whole
 * product, and what arrives at the visit afterwards. {@code -Dtabib.screenshots=<folder>} keeps a
 * picture of each.
 */
class BrowserLanguagesIT {
  private static final int WIDTH = 390;
  private static final int HEIGHT = 960;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Languages LANGUAGES = Languages.load();
  private static final Texts TEXTS = Texts.load(LANGUAGES);

  private static NodeUnderTest node;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        WebFiles.class.getResource("/web/index.html") != null,
        "built with -Dweb.skip: there is no web application to open");
    browser = Browser.open(WIDTH, HEIGHT);
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
  }

  static Stream<BookingStory> stories() {
    return LANGUAGES.all().stream()
        .flatMap(language -> BookingStory.in(language, confirmed(language)).stream());
  }

  @ParameterizedTest
  @MethodSource("stories")
  void visitIsBookedInTheLanguage(BookingStory story) {
    var phone = play(story);

    var footer = plain(TEXTS.render(story.language(), "common.test-mode", Map.of()));
    assertThat(phone.transcript())
        .filteredOn(line -> line.startsWith("business: "))
        .hasSameSizeAs(story.turns())
        .allSatisfy(line -> assertThat(plain(line)).endsWith(footer));
    phone.awaitTick("read");
    browser.keep(story.name());
    assertThat(browser.consoleErrors()).isEmpty();
  }

  @Test
  void photoAndVoiceNoteArriveAtTheVisit() {
    var phone = play(BookingStory.in(LANGUAGES.first(), confirmed(LANGUAGES.first())).getFirst());
    phone.attach("image").use("attach-sample").awaitLoaded("[data-type=media] img");
    phone.awaitReply("I have added it to your visit with");
    phone.attach("audio").use("voice-sample").awaitLoaded("[data-type=media] audio");
    phone.awaitReply("Thank you for the voice note.");

    // Nobody else sends files here.
    var files =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    visits()
                        .map(BrowserLanguagesIT::files)
                        .filter(BrowserLanguagesIT::areBothKept)
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(files.findValuesAsText("mediaType")).containsExactly("audio/ogg", "image/jpeg");
    assertThat(files.findValuesAsText("voice")).containsExactly("true", "false");
    phone.awaitTick("read");
    browser.keep("attachments");
    assertThat(browser.consoleErrors()).isEmpty();
  }

  /** Plays a story on a new phone of a page in its language, and checks each answer. */
  private static SimulatorPage play(BookingStory story) {
    browser.driver().get(node.uri("/simulator").toString());
    var page = SimulatorPage.any(browser.driver());
    page.showList();
    var phone = page.chooseLanguage(story.language().tag()).addPhone(story.language().endonym());
    phone.awaitPhrases(story.language().tag());
    var heard = 0;
    for (BookingStory.Turn turn : story.turns()) {
      switch (turn.deed()) {
        case BookingStory.Deed.Type(String words) -> phone.type(words);
        case BookingStory.Deed.Tap(String title) -> phone.tap(title);
        case BookingStory.Deed.TapFirst() -> phone.chooseFirst();
      }
      var reply = plain(phone.awaitReplies(++heard));
      assertThat(reply).as("after %s", turn.deed()).contains(plain(turn.answer()));
    }
    phone.awaitReply(confirmed(story.language()));
    return phone;
  }

  /** How the confirmation begins, before anything that differs from one to the other. */
  private static String confirmed(Language language) {
    var pattern = TEXTS.pattern(language, "booking.done");
    return pattern.substring(0, pattern.indexOf('\n'));
  }

  /** Words as they are read: without WhatsApp's marks and without regard to lines. */
  private static String plain(String text) {
    return text.replaceAll("[*_]", "").replaceAll("\\s+", " ").strip();
  }

  private static Stream<String> visits() {
    return get("/api/v1/appointments?limit=100").findValuesAsText("id").stream();
  }

  private static JsonNode files(String visit) {
    return get("/api/v1/appointments/" + visit + "/attachments").path("items");
  }

  private static boolean areBothKept(JsonNode files) {
    return files.findValuesAsText("status").equals(List.of("kept", "kept"));
  }

  private static JsonNode get(String path) {
    try {
      return JSON.readTree(node.get(path).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
