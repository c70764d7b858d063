package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.tabib.edge.e2e.JumpingClock;
import org.tabib.edge.e2e.NodeUnderTest;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.PracticeConfig;

/**
 * A clinic's days as its patients see them on their phones, by a clock that the test sets ahead:
 * each test begins on the next Monday morning. {@code -Dtabib.screenshots=<folder>} keeps the
 * pictures of docs/tour.md.
 */
class BrowserTourIT {
  private static final int WIDTH = 390;
  private static final int HEIGHT = 844;
  private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Phones that the simulator begins with. */
  private static final String RAVI = "+919900000002";

  private static final String ACHIENG = "+254700000001";

  private static final PracticeConfig PRACTICE = DemoPractice.config(1, List.of("15550001111"));
  private static final PracticeConfig.Clinic CLINIC = PRACTICE.clinics().getFirst();
  private static final JumpingClock CLOCK = new JumpingClock();

  private static NodeUnderTest node;
  private static FrontDesk desk;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        WebFiles.class.getResource("/web/index.html") != null,
        "built with -Dweb.skip: there is no web application to open");
    browser = Browser.open(WIDTH, HEIGHT);
    nextMonday();
    node = NodeUnderTest.startWithSimulatorAt(CLOCK);
    desk = new FrontDesk(node, CLINIC.id());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (desk != null) {
      desk.close();
    }
    if (node != null) {
      node.close();
    }
  }

  @AfterEach
  void nothingBroke() {
    assertThat(browser.consoleErrors()).isEmpty();
  }

  @Test
  void whoWalksInJoinsByChatIsToldWhenTheirTurnIsNearAndComesBackAfterMissingIt() {
    nextMonday();
    for (String name : List.of("Prakash Patil", "Sunil More", "Lata Shinde")) {
      desk.registers(name, "green");
    }

    var asha = consents(phone("en", "Asha Verma"));
    asha.type("join the queue").awaitReply("Which clinic are you coming to?");
    asha.tap(CLINIC.names().get("en")).awaitReply("What do you need?");
    asha.tap("Consultations").awaitReply("Who is the visit for?");
    introduces(asha, "Asha Verma", "cough for two days").awaitReply("Would you like a number?");
    assertThat(asha.transcript().getLast())
        .contains("3 people are ahead of you")
        .containsPattern("Expected wait: \\d+ to \\d+ minutes");
    asha.press("Yes, join").awaitReply("Your number is A4");
    picture(asha, "queue-1");

    String urgent = desk.registers("Mohan Kale", "orange");
    for (String name : List.of("Usha Pawar", "Ganesh Jadhav", "Rekha Salunkhe")) {
      desk.registers(name, "green");
    }
    asha.type("my number").awaitReply("4 people are ahead of you");
    picture(asha, "queue-2");
    assertThat(reasons(desk.queue())).anyMatch(reason -> reason.startsWith("orange"));

    assertThat(desk.callsNext("1")).isEqualTo(urgent);
    assertThat(desk.callsNext("2")).isEqualTo("A1");
    asha.awaitReply("A4: you are number 3 in the line");
    desk.sees(urgent);
    assertThat(desk.callsNext("1")).isEqualTo("A2");
    desk.sees("A1");
    assertThat(desk.callsNext("2")).isEqualTo("A3");
    desk.sees("A2");
    assertThat(desk.callsNext("1")).isEqualTo("A4");
    asha.awaitReply("A4: please come in now, room 1");
    picture(asha, "queue-4");
    seesOnTheDisplay("A4");

    asha = page("en").phone(asha.number());
    for (int recall = 0; recall < 3; recall++) {
      desk.tickets("A4", "recall");
    }
    asha.awaitReply("We called number A4");
    asha.press("I am back").awaitReply("Welcome back. Number A4 is in the queue again");
    picture(asha, "queue-3");
    assertThat(desk.callsNext("1")).isEqualTo("A4");
    desk.sees("A4");
    assertThat(desk.get("/api/v1/queues/" + CLINIC.id() + "/tickets/A4").path("status").asText())
        .isEqualTo("served");
  }

  @Test
  void hospitalInKenyaHasCountersOfItsOwnAndSpeaksSwahili() {
    var achieng = page("sw").phone(ACHIENG);
    achieng.type("Habari").awaitReply("Je, unakubali?");
    achieng.press("Nakubali").awaitReply("Nikusaidie vipi?");
    achieng.choose("Jiunge na foleni").awaitReply("Unahitaji huduma gani?");
    achieng.openList();
    assertThat(browser.driver().findElements(By.cssSelector("[data-testid=list-row]"))).hasSize(4);
    browser.keep("tour-queue-6");
    achieng.closeList();
  }

  @Test
  void visitIsRemindedOfTwiceConfirmedCheckedInAndReviewed() {
    nextMonday();
    Set<String> before = desk.visits();
    var kiran = consents(phone("en", "Kiran Shah"));
    kiran.choose("Book a visit").awaitReply("Who is the visit for?");
    introduces(kiran, "Kiran Shah", "Fever and headache since two days").awaitReply("can see");
    kiran.choose("Dr. Ananya Rao").awaitReply("is free at these times");
    ZonedDateTime day = CLOCK.instant().atZone(ZONE).plusDays(2);
    String weekday = day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    kiran.type(weekday).awaitReplies(10);
    kiran.chooseFirst().awaitReply("Please check and confirm");
    kiran.press("Confirm").awaitReply("Your appointment is confirmed");
    JsonNode visit = desk.newVisit(before);
    String id = visit.path("id").asText();
    Instant start = FrontDesk.start(visit);
    assertThat(start.atZone(ZONE).toLocalDate()).isEqualTo(day.toLocalDate());

    CLOCK.advanceTo(start.minus(DAY).plus(MOMENT));
    kiran.awaitReply("Reminder: your visit with");
    kiran.type("confirm").awaitReply("we expect you");
    picture(kiran, "comm-8");
    desk.awaitStatus(id, "confirmed");

    kiran.type("the fever is gone, but now my throat hurts").awaitReply("Shall I add this to");
    kiran.press("Yes, add it").awaitReply("can now read it with your visit");
    picture(kiran, "upd-1");
    assertThat(desk.single("/api/v1/appointments/" + id + "/updates").at("/words/text").asText())
        .contains("my throat hurts");

    CLOCK.advanceTo(start.minus(HOUR).plus(MOMENT));
    kiran.awaitReply("is soon");
    kiran.press("I am here").awaitReply("You are checked in. Your number is");
    picture(kiran, "rem-1");

    desk.post("/api/v1/appointments/" + id + "/start", "{}");
    desk.post(
        "/api/v1/appointments/" + id + "/complete",
        """
        {"notes": "Throat red, no fever.",
         "diagnoses": [{"version": "2019", "code": "J02.9", "text": "Acute pharyngitis"}],
         "advice": "Warm drinks; come back if the fever returns."}
        """);
    desk.post(
        "/api/v1/appointments/" + id + "/consultation/amendments",
        """
        {"notes": "Throat red, tonsils free, no fever.",
         "diagnoses": [{"version": "2019", "code": "J02.9", "text": "Acute pharyngitis"}],
         "advice": "Warm drinks; come back if the fever returns.", "reason": "Tonsils added"}
        """);
    String record = "/api/v1/appointments/" + id + "/consultation";
    await().atMost(PATIENCE).until(() -> desk.get(record).path("versions").size() == 2);
    assertThat(desk.get(record).findValuesAsText("notes"))
        .containsExactly("Throat red, tonsils free, no fever.", "Throat red, no fever.");
    CLOCK.advance(HOUR.plus(MOMENT));
    kiran.awaitReply("How was your visit with");
    kiran.choose("5 – very good").awaitReply("add a few words?");
    kiran.type("Short wait, and the doctor listened.").awaitReply("Thank you for your answer");
    picture(kiran, "rev-1");
    JsonNode review = desk.single("/api/v1/reviews?limit=100");
    assertThat(review.path("rating").asInt()).isEqualTo(5);
    await()
        .atMost(PATIENCE)
        .until(
            () -> desk.single("/api/v1/reviews").at("/comment/text").asText(),
            "Short wait, and the doctor listened."::equals);
    assertThat(desk.single("/api/v1/patients/" + visit.path("patientId").asText() + "/history"))
        .isNotNull();
  }

  @Test
  void timeThatBecomesFreeIsOfferedToWhoWaitsForIt() {
    nextMonday();
    PracticeConfig.Doctor skin = doctor("dermatology");
    Instant start = CLOCK.instant().atZone(ZONE).plusDays(1).with(LocalTime.of(15, 0)).toInstant();
    var vikram = consents(phone("en", "Vikram Joshi"));
    String visit =
        desk.books(skin.id(), start, "Vikram Joshi", vikram.number()).path("id").asText();

    var tara = consents(phone("en", "Tara Rao"));
    tara.choose("Book a visit").awaitReply("Who is the visit for?");
    introduces(tara, "Tara Rao", "Itchy skin rash since a week").awaitReply("can see");
    tara.choose(skin.names().get("en")).awaitReply("is free at these times");
    tara.choose("Waiting list").awaitReply("or any doctor for this?");
    tara.press("Only this doctor").awaitReply("at short notice");
    tara.press("Any time").awaitReply("is on the waiting list");

    CLOCK.advanceTo(start.minus(DAY).plus(MOMENT));
    vikram = page("en").phone(vikram.number());
    vikram.awaitReply("Reminder: your visit with");
    vikram.type("reschedule").awaitReply("is free at these times");
    vikram.chooseFirst().awaitReply("Move your visit to this time?");
    vikram.press("Yes, move it").awaitReply("Your appointment is now booked for");
    vikram.type("cancel my appointment").awaitReply("Really cancel the visit");
    vikram.press("Yes, cancel it").awaitReply("is cancelled");
    picture(vikram, "comm-8-cancel");
    desk.awaitStatus(visit, "cancelled");

    tara = tara.phone(tara.number());
    tara.awaitReply("A time has become free");
    tara.press("Take it").awaitReply("Your appointment is confirmed");
    // The offer and what came of it, in one.
    browser.resize(WIDTH, 1_000);
    picture(tara, "book-5");
    browser.resize(WIDTH, HEIGHT);
  }

  @Test
  void medicinesAndAMissedVisitAreToldInHindi() {
    nextMonday();
    var ravi = page("hi").phone(RAVI);
    ravi.type("नमस्ते").awaitReply("क्या आप सहमत हैं?");
    ravi.press("सहमत हूँ").awaitReply("मैं आपकी क्या मदद करूँ?");
    Set<String> before = desk.visits();
    ravi.choose("अपॉइंटमेंट लें").awaitReply("अपॉइंटमेंट किसके लिए चाहिए?");
    ravi.press("मेरे लिए").awaitReply("आपका पूरा नाम क्या है?");
    ravi.type("रवि कुमार").awaitReply("आपकी उम्र क्या है?");
    ravi.type("४१").awaitReply("आपका लिंग क्या है?");
    ravi.press("पुरुष").awaitReply("क्या तकलीफ़ है?");
    ravi.type("दो दिन से बुखार और सिर दर्द है").awaitReply("ये डॉक्टर देख सकते हैं");
    ravi.choose("डॉ. अनन्या राव").awaitReply("के पास ये समय खाली हैं");
    ravi.type("मंगलवार").awaitReplies(10);
    ravi.chooseFirst().awaitReply("कृपया देखकर पक्का करें");
    ravi.press("पक्का करें").awaitReply("आपका अपॉइंटमेंट पक्का हो गया");
    JsonNode visit = desk.newVisit(before);
    Instant start = FrontDesk.start(visit);
    String patient = visit.path("patientId").asText();
    List<Instant> doses = doses(patient);
    desk.single("/api/v1/reminders?patient=" + patient);

    ravi.type("मेरे रिमाइंडर").awaitReply("हम आपको ये याद दिलाते हैं");
    ravi.chooseFirst().awaitReply("हम आपको याद दिलाते हैं: Amoxicillin");
    picture(ravi, "rem-3");
    ravi.press("याद दिलाते रहें").awaitReply("हम याद दिलाते रहेंगे");

    CLOCK.advanceTo(start.minus(DAY).plus(MOMENT));
    ravi.awaitReply("याद रखें: डॉ.");
    CLOCK.advanceTo(doses.get(0).plus(MOMENT));
    ravi.awaitReply("आपकी दवा का समय हो गया है: Amoxicillin");
    ravi.press("बाद में याद दिलाएँ").awaitReply("फिर कब याद दिलाएँ?");
    ravi.press("15 मिनट बाद").awaitReply("हम फिर याद दिलाएँगे");
    CLOCK.advance(Duration.ofMinutes(15).plus(MOMENT));
    ravi.awaitReply("आपकी दवा का समय हो गया है");
    ravi.press("ले ली").awaitReply("दर्ज कर लिया");
    picture(ravi, "rem-2");

    CLOCK.advanceTo(start.minus(HOUR).plus(MOMENT));
    ravi.awaitText("[data-from=business]", "आपका अपॉइंटमेंट जल्द है");
    CLOCK.advanceTo(start.plus(Duration.ofMinutes(31)));
    ravi.awaitText("[data-from=business]", "हम आपका इंतज़ार करते रहे");
    desk.awaitStatus(visit.path("id").asText(), "no-show");
    ravi.press("नया समय लें").awaitReply("क्या तकलीफ़ है?");
    picture(ravi, "no-show");
    ravi.type("बुखार है").awaitReply("के पास ये समय खाली हैं");
    ravi.chooseFirst().awaitReply("कृपया देखकर पक्का करें");
    ravi.press("पक्का करें").awaitReply("आपका अपॉइंटमेंट पक्का हो गया");

    // Silent for more than a day: only what Meta has approved may be sent, and it names no
    // medicine.
    CLOCK.advanceTo(doses.getLast().plus(MOMENT));
    ravi.awaitText("[data-type=template]", "याद रखें (सेहत क्लिनिक): आपकी दवा का समय हो गया है");
    ravi.awaitText(".day", "आज");
    picture(ravi, "rem-4");
  }

  // ── the story's parts ─────────────────────────────────────────────────────────────────────────

  private static void nextMonday() {
    Instant now = CLOCK.instant();
    ZonedDateTime monday =
        now.atZone(ZONE)
            .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY))
            .with(LocalTime.of(8, 30));
    CLOCK.advanceTo((monday.toInstant().isAfter(now) ? monday : monday.plusWeeks(1)).toInstant());
  }

  private static PracticeConfig.Doctor doctor(String specialty) {
    return PRACTICE.doctors().stream()
        .filter(doctor -> doctor.specialties().contains(specialty))
        .findFirst()
        .orElseThrow();
  }

  /** The page in that language. */
  private static SimulatorPage page(String language) {
    browser.driver().get(node.uri("/simulator").toString());
    var page = SimulatorPage.any(browser.driver());
    page.showList();
    return page.chooseLanguage(language);
  }

  private static SimulatorPage phone(String language, String name) {
    return page(language).addPhone(name);
  }

  private static SimulatorPage consents(SimulatorPage phone) {
    phone.type("Hi").awaitReply("Do you agree?");
    phone.press("I agree").awaitReply("How can I help you?");
    return phone;
  }

  /** From the question who it is for to what is wrong. */
  private static SimulatorPage introduces(SimulatorPage phone, String name, String complaint) {
    phone.press("For me").awaitReply("What is your full name?");
    phone.type(name).awaitReply("How old are you?");
    phone.type("34").awaitReply("sex?");
    phone.press("Female").awaitReply("What is the problem?");
    return phone.type(complaint);
  }

  /** Three days of a medicine from now on. */
  private static List<Instant> doses(String patient) {
    JsonNode course =
        desk.plans(
            "/api/v1/patients/" + patient + "/courses",
            "{\"sig\": \"1-0-1 x 3 days\", \"medicine\": \"Amoxicillin\", \"dose\": \"500 mg\"}");
    return course.path("doses").findValuesAsText("at").stream()
        .map(at -> OffsetDateTime.parse(at).toInstant())
        .toList();
  }

  private static List<String> reasons(JsonNode queue) {
    return queue.findValuesAsText("reason");
  }

  private static void seesOnTheDisplay(String label) {
    browser.resize(1280, 720);
    browser.driver().get(node.uri("/display/" + CLINIC.id()).toString());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !browser
                    .driver()
                    .findElements(By.cssSelector("[data-testid=newest][data-ticket=" + label + "]"))
                    .isEmpty());
    browser.keep("tour-queue-5");
    browser.resize(WIDTH, HEIGHT);
  }

  private static void picture(SimulatorPage phone, String name) {
    phone.awaitTick("read");
    browser.keep("tour-" + name);
  }
}
