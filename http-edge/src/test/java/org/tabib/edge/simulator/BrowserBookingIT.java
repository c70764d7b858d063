package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.edge.e2e.NodeUnderTest;

/** What an operator sees first: a visit booked in the simulator, on the whole product. */
class BrowserBookingIT {
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
  void visitIsBookedInEnglishAndInHindi() {
    try (var browser = Browser.open(1440, 900)) {
      browser.driver().get(node.uri("/simulator").toString());
      var phones = SimulatorPage.any(browser.driver());
      var english = phones.addPhone("Asha Verma");
      english.type("Hi").awaitReply("Do you agree?");
      english.press("I agree").awaitReply("How can I help you?");
      english.choose("Book a visit").awaitReply("Who is the visit for?");
      english.press("For me").awaitReply("What is your full name?");
      english.type("Asha Verma").awaitReply("How old are you?");
      english.type("34").awaitReply("sex?");
      english.press("Female").awaitReply("What is the problem?");
      english.type("Fever and headache since two days").awaitReply("can see");
      english.choose("Dr. Ananya Rao").awaitReply("is free at these times");
      english.awaitTick("read").openList();
      browser.screenshot("simulator");
      english.closeList().chooseFirst().awaitReply("Please check and confirm");
      english.press("Confirm").awaitReply("Your appointment is confirmed");
      english.awaitTick("read");
      browser.screenshot("booking-confirmed");

      var hindi = english.addPhone("आशा वर्मा");
      hindi.type("नमस्ते").awaitReply("क्या आप सहमत हैं?");
      hindi.press("सहमत हूँ").awaitReply("मैं आपकी क्या मदद करूँ?");
      hindi.choose("अपॉइंटमेंट लें").awaitReply("अपॉइंटमेंट किसके लिए चाहिए?");
      hindi.press("मेरे लिए").awaitReply("आपका पूरा नाम क्या है?");
      hindi.type("आशा वर्मा").awaitReply("आपकी उम्र क्या है?");
      hindi.type("३४ साल").awaitReply("आपका लिंग क्या है?");
      hindi.press("महिला").awaitReply("क्या तकलीफ़ है?");
      hindi.type("दो दिन से बुखार और सिर दर्द है").awaitReply("ये डॉक्टर देख सकते हैं");
      hindi.choose("डॉ. अनन्या राव").awaitReply("के पास ये समय खाली हैं");
      hindi.chooseFirst().awaitReply("कृपया देखकर पक्का करें");
      hindi.press("पक्का करें").awaitReply("आपका अपॉइंटमेंट पक्का हो गया");
      hindi.awaitTick("read");
      browser.screenshot("simulator-hi");
      assertThat(hindi.transcript().getLast()).contains("सेहत क्लिनिक");
      assertThat(english.transcript()).noneMatch(line -> line.contains("सेहत"));
    }
  }
}
