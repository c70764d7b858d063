package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tabib.edge.simulator.SimulatorServer.ASHA;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page in a real browser, against a bot that answers through the Graph API. */
class SimulatorBrowserTest {
  private SimulatorServer server;

  @BeforeEach
  void start() {
    assumeTrue(
        WebFiles.class.getResource("/web/index.html") != null,
        "built with -Dweb.skip: there is no web application to open");
    server = new SimulatorServer();
    server.bot.onMessage(this::answer);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void patientWritesPressesChoosesAndSeesTheTicks() {
    try (var browser = Browser.open(1440, 900)) {
      var phone = SimulatorPage.open(browser.driver(), server.uri(""), ASHA);
      browser.screenshot("empty");
      phone.type("hi 👋");
      phone.awaitReply("Welcome to Sunrise Clinic.");
      phone.awaitTick("read");
      phone.press("Book a visit");
      phone.awaitReply("Which doctor");
      phone.openList();
      browser.screenshot("list");
      phone = SimulatorPage.open(browser.driver(), server.uri(""), ASHA);
      phone.choose("Dr Kavita Rao");
      phone.awaitReply("You are booked");
      phone.awaitTick("read");

      assertThat(phone.transcript())
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo("phone: hi 👋"),
              line -> assertThat(line).startsWith("business: Welcome to Sunrise Clinic."),
              line -> assertThat(line).isEqualTo("phone: Book a visit"),
              line -> assertThat(line).isEqualTo("business: Which doctor would you like to see?"),
              line -> assertThat(line).startsWith("phone: Dr Kavita Rao"),
              line -> assertThat(line).contains("You are booked"));
      assertThat(server.bot.badSignatures()).isZero();
      // The chat is open, so the clinic hears that its last message was read.
      var last = server.bubbles(ASHA).getLast().path("id").asText();
      await()
          .until(
              () ->
                  server.bot.statuses(last).stream()
                      .anyMatch(status -> status.path("status").asText().equals("read")));
      var second = phone.phone("+919900000002").type("नमस्ते");
      second.awaitReply("Welcome");
      browser.screenshot("desktop");
    }
  }

  @Test
  void anotherPhoneHasAChatOfItsOwn() {
    try (var browser = Browser.open(1440, 900)) {
      var first = SimulatorPage.open(browser.driver(), server.uri(""), ASHA);
      var second = first.addPhone("Tara");
      second.type("hi").awaitReply("Welcome");
      assertThat(second.number()).startsWith("+9199").isNotEqualTo(ASHA);
      assertThat(first.phone(ASHA).transcript()).isEmpty();
    }
  }

  @Test
  void smallScreenShowsOnePhoneAndTheMessageThatCameWhileItWasClosed() {
    var text = "\"type\":\"text\",\"text\":{\"body\":\"Your visit is *tomorrow* at 10:00\"}";
    server.show(ASHA, text);
    try (var browser = Browser.open(390, 844, true)) {
      var phone = SimulatorPage.open(browser.driver(), server.uri(""), ASHA);
      assertThat(phone.awaitReply("Your visit")).isEqualTo("Your visit is tomorrow at 10:00");
      phone.type("hi").awaitReply("Welcome");
      browser.screenshot("mobile");
      phone.showList();
      browser.screenshot("mobile-phones");
      assertThat(phone.phone("+919900000002").transcript()).isEmpty();
      assertThat(phone.phone(ASHA).transcript()).hasSize(3);
    }
  }

  @Test
  void everyKindOfMessageIsShown() {
    server.bot.onMessage(message -> {});
    var typed = server.type(ASHA, "I paid _today_");
    server.show(ASHA, SampleMessages.LINK);
    server.show(ASHA, SampleMessages.LOCATION);
    server.show(ASHA, SampleMessages.DOCUMENT);
    server.show(ASHA, SampleMessages.TEMPLATE);
    server.show(
        ASHA,
        "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"" + typed + "\",\"emoji\":\"🙏\"}");
    try (var browser = Browser.open(1000, 1000)) {
      var phone = SimulatorPage.open(browser.driver(), server.uri(""), ASHA);
      phone.awaitReply("Monday 10:00");
      browser.screenshot("kinds");
      assertThat(phone.transcript())
          .anySatisfy(line -> assertThat(line).contains("Your prescription"))
          .anySatisfy(line -> assertThat(line).contains("Connaught Place"))
          .anySatisfy(line -> assertThat(line).contains("bill.pdf"))
          .anySatisfy(line -> assertThat(line).contains("visit_reminder"));
      phone.press("confirm");
      await()
          .until(
              () ->
                  server.bot.messages().stream()
                      .anyMatch(
                          message -> message.at("/button/payload").asText().equals("confirm")));
    }
  }

  @Test
  void wordsThatCouldNotBeSentComeBackAndThePageSaysSo() {
    try (var browser = Browser.open(1000, 900)) {
      var phone = SimulatorPage.open(browser.driver(), server.uri(""), ASHA);
      server.close();
      server = null;
      phone.type("hello");
      phone.awaitDraft("hello");
      assertThat(browser.driver().findElement(By.cssSelector("[role=alert]")).getText())
          .isEqualTo("Not sent. Try again.");
    }
  }

  @Test
  void listIsUsedByKeyboardAlone() {
    server.show(ASHA, SampleMessages.LIST);
    try (var browser = Browser.open(1000, 900)) {
      var phone = SimulatorPage.open(browser.driver(), server.uri(""), ASHA);
      phone.awaitReply("Which doctor");
      phone.openList();
      phone.pressKeys(Keys.ESCAPE);
      assertThat(phone.focused()).isEqualTo("list-open");
      phone.pressKeys(Keys.ENTER, Keys.ARROW_DOWN);
      browser.screenshot("sheet");
      phone.pressKeys(Keys.ENTER);
      phone.awaitReply("You are booked");
      assertThat(phone.transcript().get(1)).startsWith("phone: Dr Arjun Mehta");
    }
  }

  @Test
  void pageSpeaksTheLanguageThatIsChosenAndShowsWhoIsTyping() {
    server.bot.onMessage(
        message ->
            server.graph(
                "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\""
                    + message.path("id").asText()
                    + "\",\"typing_indicator\":{\"type\":\"text\"}}"));
    try (var browser = Browser.open(1440, 900, true)) {
      var phone = SimulatorPage.open(browser.driver(), server.uri(""), ASHA);
      phone.chooseLanguage("hi");
      phone.type("मुझे डॉक्टर से मिलना है 🙏🏽").awaitTyping();
      browser.screenshot("hindi");
      assertThat(browser.driver().findElement(By.tagName("h1")).getText())
          .isEqualTo("व्हाट्सऐप सिम्युलेटर");
      assertThat(phone.transcript()).containsExactly("phone: मुझे डॉक्टर से मिलना है 🙏🏽");
    }
  }

  private void answer(JsonNode message) {
    var from = "+" + message.path("from").asText();
    server.graph(
        "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\""
            + message.path("id").asText()
            + "\",\"typing_indicator\":{\"type\":\"text\"}}");
    var reply =
        switch (message.at("/interactive/type").asText()) {
          case "button_reply" -> SampleMessages.LIST;
          case "list_reply" ->
              "\"type\":\"text\",\"text\":{\"body\":\"✅ You are booked with *Dr Kavita Rao* today at"
                  + " 4:30 pm.\\nRef ```TB-4821```\\nhttps://example.org/visit/4821\"}";
          default -> SampleMessages.BUTTONS;
        };
    server.show(from, reply);
  }
}
