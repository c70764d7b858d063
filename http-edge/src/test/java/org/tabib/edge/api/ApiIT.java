package org.tabib.edge.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.edge.api.ContractClient.Answer;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.visit.VisitCommand;

/** The whole API over HTTP, each exchange held to the contract, down to the database. */
class ApiIT {
  private static final String API = "/api/v1";

  @TempDir static Path folder;
  private static ApiNode node;
  private static ContractClient client;

  @BeforeAll
  static void start() throws Exception {
    node = ApiNode.start(folder);
    client = new ContractClient(node.url());
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    // The waiting room's screens are served elsewhere and have tests of their own (DisplaysTest).
    assertThat(client.unused())
        .as("operations of openapi.yaml that no test used")
        .allMatch(operation -> operation.startsWith("GET /display/"));
  }

  private static String booking(int doctor, String start, String patient) {
    return """
        {"doctorId": "%s", "start": "%s", "patient": %s, "complaint": "fever since yesterday"}
        """
        .formatted(node.doctor(doctor), start, patient);
  }

  private static String newPatient(String name) {
    return "{\"new\": {\"name\": \"%s\", \"age\": 34, \"sex\": \"female\"}}".formatted(name);
  }

  private static Answer booked(int doctor, String start) throws Exception {
    Answer answer = client.post(API + "/appointments", booking(doctor, start, newPatient("Asha")));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer;
  }

  private static String path(Answer booked) {
    return API + "/appointments/" + booked.text("/id");
  }

  @Nested
  class WaitingLists {
    private static final String LIST = API + "/waiting-list";

    @Test
    void putsAPatientOnTheListOnceShowsThemAndTakesThemOff() throws Exception {
      String patient = writerBooked("919800000801", "2026-11-25T10:00:00+05:30");
      String body =
          """
          {"patientId": "%s", "doctorId": "%s", "latest": "2026-12-04", "parts": ["morning"],
           "urgency": "urgent"}
          """
              .formatted(patient, node.doctor(1));

      Answer joined = client.post(LIST, body, "Idempotency-Key", "wait-1");
      Answer again = client.post(LIST, body, "Idempotency-Key", "wait-1");

      assertThat(joined.status()).as(joined.body().toString()).isEqualTo(201);
      assertThat(again.body()).isEqualTo(joined.body());
      assertThat(joined.text("/status")).isEqualTo("waiting");
      assertThat(joined.text("/doctorId")).isEqualTo(node.doctor(1));
      assertThat(joined.text("/parts/0")).isEqualTo("morning");
      String id = joined.text("/id");
      await()
          .untilAsserted(
              () ->
                  assertThat(client.get(LIST + "?patient=" + patient).text("/items/0/id"))
                      .isEqualTo(id));
      assertThat(client.get(LIST + "?status=ended&patient=" + patient).body().at("/items"))
          .isEmpty();
      Answer twice = client.post(LIST, body, "Idempotency-Key", "wait-2");
      assertThat(twice.status()).isEqualTo(409);
      assertThat(twice.text("/code")).isEqualTo("already-waiting");

      Answer removed = client.delete(LIST + "/" + id);

      assertThat(removed.status()).isEqualTo(200);
      assertThat(removed.text("/status")).isEqualTo("ended");
      assertThat(client.delete(LIST + "/" + id).status()).isEqualTo(404);
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          client
                              .get(LIST + "?status=ended&patient=" + patient)
                              .text("/items/0/ending"))
                      .isEqualTo("removed"));
    }

    @Test
    void refusesWhoCannotBeAskedAndWhatNobodyTreats() throws Exception {
      String deaf = booked(1, "2026-11-25T11:00:00+05:30").text("/patientId");
      Answer unreachable =
          client.post(
              LIST,
              "{\"patientId\": \"%s\", \"doctorId\": \"%s\"}".formatted(deaf, node.doctor(1)));
      assertThat(unreachable.status()).isEqualTo(422);
      assertThat(unreachable.text("/code")).isEqualTo("conversation-unknown");

      String patient = writerBooked("919800000802", "2026-11-25T11:30:00+05:30");
      Answer nobody =
          client.post(
              LIST, "{\"patientId\": \"%s\", \"specialty\": \"alchemy\"}".formatted(patient));
      assertThat(nobody.status()).isEqualTo(422);
      assertThat(nobody.text("/code")).isEqualTo("specialty-unknown");
      assertThat(client.wrong("POST", LIST, "{}").status()).isEqualTo(400);
      assertThat(client.wrong("GET", LIST + "?status=bored", null).status()).isEqualTo(400);
    }

    /** Somebody who has written to the practice and for whom staff booked. */
    private String writerBooked(String phone, String start) throws Exception {
      String conversation = node.hears(phone, "wamid.w" + phone, "hi");
      await()
          .until(
              () ->
                  node.query(
                              "select 1 from read.conversation where conversation_id = '"
                                  + conversation
                                  + "'")
                          .size()
                      == 1);
      Answer booked =
          client.post(
              API + "/appointments",
              booking(
                  1,
                  start,
                  "{\"new\": {\"name\": \"Asha\", \"age\": 34, \"sex\": \"female\", \"phone\": \"%s\"}}"
                      .formatted(phone)));
      assertThat(booked.status()).as(booked.body().toString()).isEqualTo(201);
      return booked.text("/patientId");
    }
  }

  @Nested
  class Queue extends QueueScenarios {
    @Override
    ApiNode node() {
      return node;
    }

    @Override
    ContractClient client() {
      return client;
    }
  }

  @Nested
  class Attachments {
    @Test
    void handsOutWhatAPersonSentAndNothingElse() throws Exception {
      String conversation = node.hears("919800000701", "wamid.f0", "hi");
      node.hears("919800000701", "wamid.f1", picture("77"));
      String list = API + "/conversations/" + conversation + "/attachments";
      await().until(() -> client.get(list).text("/items/0/status").equals("kept"));

      Answer found = client.get(list);
      String id = found.text("/items/0/id");
      assertThat(found.body().at("/items")).hasSize(1);
      assertThat(found.text("/items/0/messageId")).isEqualTo("wamid.f1");
      assertThat(found.text("/items/0/filename")).isEqualTo("../arm <b>.html");
      assertThat(found.text("/items/0/caption")).isEqualTo("my arm");
      assertThat(client.get(API + "/attachments/" + id).text("/mediaType")).isEqualTo("image/png");
      assertThat(
              client.get(API + "/conversations/" + conversation + "/messages").body().at("/items"))
          .filteredOn(message -> message.has("attachmentId"))
          .singleElement()
          .satisfies(
              message -> {
                assertThat(message.get("id").asText()).isEqualTo("wamid.f1");
                assertThat(message.get("attachmentId").asText()).isEqualTo(id);
              });

      HttpResponse<byte[]> content = client.bytes(found.text("/items/0/content"));
      assertThat(content.body()).isEqualTo(ApiNode.PICTURE);
      assertThat(header(content, "Content-Type")).containsExactly("image/png");
      assertThat(header(content, "Content-Length"))
          .containsExactly(String.valueOf(ApiNode.PICTURE.length));
      assertThat(header(content, "Content-Disposition"))
          .containsExactly(
              "attachment; filename=\"arm b.html.png\"; filename*=UTF-8''arm%20b.html.png");
      assertThat(header(content, "X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(header(content, "Content-Security-Policy"))
          .containsExactly("default-src 'none'; sandbox");
      assertThat(header(content, "Cache-Control")).containsExactly("private, no-store");
      assertThat(
              header(
                  client.bytes(found.text("/items/0/content") + "?disposition=inline"),
                  "Content-Disposition"))
          .singleElement()
          .asString()
          .startsWith("inline; ");

      node.keys.destroy(node.contactOf("919800000701"));
      Answer erased = client.get(found.text("/items/0/content"));
      assertThat(erased.status()).isEqualTo(410);
      assertThat(erased.text("/code")).isEqualTo("attachment-erased");
      assertThat(client.get(API + "/attachments/" + id).body().get("erased").asBoolean()).isTrue();
    }

    @Test
    void saysWhyAFileIsNotThere() throws Exception {
      String conversation = node.hears("919800000702", "wamid.f2", picture("unknown"));
      String list = API + "/conversations/" + conversation + "/attachments";
      await().until(() -> client.get(list).text("/items/0/status").equals("refused"));
      assertThat(client.get(list).text("/items/0/reason")).isEqualTo("expired");
      Answer content =
          client.get(API + "/attachments/" + client.get(list).text("/items/0/id") + "/content");
      assertThat(content.status()).isEqualTo(410);
      assertThat(content.text("/code")).isEqualTo("attachment-refused");
    }

    @Test
    void knowsNothingOfOthersAndOfWhatIsNotThere() throws Exception {
      String none = "sehat.01930000-0000-7000-8000-00000000000f";
      for (String path :
          List.of(
              "/attachments/" + none,
              "/attachments/" + none + "/content",
              "/attachments/other.01930000-0000-7000-8000-00000000000f/content",
              "/conversations/" + none + "/attachments",
              "/appointments/" + none + "/attachments")) {
        Answer answer = client.get(API + path);
        assertThat(answer.status()).as(path).isEqualTo(404);
        assertThat(answer.text("/code")).endsWith("-unknown");
      }
      Answer wrong =
          client.wrong("GET", API + "/attachments/" + none + "/content?disposition=x", null);
      assertThat(wrong.status()).isEqualTo(400);
    }

    private InboundContent picture(String mediaId) {
      return new InboundContent.Media(
          "image", mediaId, "image/png", null, "my arm", "../arm <b>.html", false);
    }

    private List<String> header(HttpResponse<?> response, String name) {
      return response.headers().allValues(name);
    }
  }

  @Nested
  class Doctors {
    @Test
    void listsEveryDoctorOnceOverPages() throws Exception {
      Set<String> seen = new HashSet<>();
      String cursor = "";
      int pages = 0;
      do {
        Answer page = client.get(API + "/doctors?limit=4" + cursor);
        page.body().at("/items").forEach(doctor -> seen.add(doctor.get("id").asText()));
        cursor = page.body().has("next") ? "&cursor=" + page.text("/next") : null;
        pages++;
      } while (cursor != null);
      assertThat(pages).isEqualTo(3);
      assertThat(seen).hasSameSizeAs(node.practice.doctors());
    }

    @Test
    void showsOneDoctorWithClinicAndMarksTestMode() throws Exception {
      Answer answer = client.get(API + "/doctors/" + node.doctor(0));
      assertThat(answer.text("/names/en")).isEqualTo("Dr. Ananya Rao");
      assertThat(answer.text("/clinic/zone")).isEqualTo("Asia/Kolkata");
      assertThat(answer.headers())
          .containsEntry("tabib-test-mode", "true")
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("cache-control", "no-store")
          .containsKey("x-correlation-id");
    }

    @Test
    void showsScheduleWithBookedSlotsInTheClinicsZone() throws Exception {
      Answer visit = booked(1, "2026-11-25T09:15:00+05:30");
      String schedule =
          API + "/doctors/" + node.doctor(1) + "/schedule?from=2026-11-25&to=2026-11-26";
      await()
          .atMost(20, SECONDS)
          .untilAsserted(
              () -> {
                Answer answer = client.get(schedule);
                assertThat(answer.body().at("/slots")).hasSize(32);
                assertThat(answer.text("/slots/0/start")).isEqualTo("2026-11-25T09:00:00+05:30");
                assertThat(answer.text("/slots/0/state")).isEqualTo("free");
                assertThat(answer.text("/slots/1/state")).isEqualTo("booked");
                assertThat(answer.text("/slots/1/visits/0")).isEqualTo(visit.text("/id"));
              });
    }

    @Test
    void pagesThroughFreeSlotsWithoutGapOrRepetition() throws Exception {
      String query = API + "/slots?specialty=general-medicine&from=2026-12-01&to=2026-12-02";
      Answer whole = client.get(query + "&limit=100");
      assertThat(whole.body().at("/items")).hasSize(96);
      List<String> paged = new ArrayList<>();
      String cursor = "";
      do {
        Answer page = client.get(query + "&limit=7" + cursor);
        page.body().at("/items").forEach(slot -> paged.add(slot.toString()));
        cursor = page.body().has("next") ? "&cursor=" + page.text("/next") : null;
      } while (cursor != null);
      List<String> all = new ArrayList<>();
      whole.body().at("/items").forEach(slot -> all.add(slot.toString()));
      assertThat(paged).isEqualTo(all);
    }
  }

  @Nested
  class Booking {
    @Test
    void booksNewPatientAndShowsWhatWasSaid() throws Exception {
      Answer answer = booked(0, "2026-11-24T09:00:00+05:30");
      assertThat(answer.headers()).containsEntry("location", path(answer));
      assertThat(answer.text("/start")).isEqualTo("2026-11-24T09:00:00+05:30");
      assertThat(answer.text("/bookedBy")).isEqualTo("staff");
      assertThat(client.get(path(answer)).text("/status")).isEqualTo("booked");
      Answer patient = client.get(API + "/patients/" + answer.text("/patientId"));
      assertThat(patient.text("/profile/name")).isEqualTo("Asha");
      assertThat(patient.body().at("/profile/age").asInt()).isEqualTo(34);
      await()
          .atMost(20, SECONDS)
          .untilAsserted(
              () ->
                  assertThat(client.get(path(answer)).text("/complaint/text"))
                      .isEqualTo("fever since yesterday"));
    }

    @Test
    void giveOneOfTwoConcurrentBookingsTheSlotAndTheOtherWhatIsFreeNext() throws Exception {
      String start = "2026-11-24T10:00:00+05:30";
      List<Answer> answers = new ArrayList<>();
      try (ExecutorService both = Executors.newFixedThreadPool(2)) {
        List<Future<Answer>> asked = new ArrayList<>();
        for (String name : List.of("Asha", "Bela")) {
          asked.add(
              both.submit(
                  () -> client.post(API + "/appointments", booking(0, start, newPatient(name)))));
        }
        for (Future<Answer> answer : asked) {
          answers.add(answer.get(30, SECONDS));
        }
      }
      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
      Answer taken = answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
      assertThat(taken.text("/code")).isEqualTo("slot-taken");
      assertThat(taken.body().at("/next")).hasSize(3);
      assertThat(taken.text("/next/0/start")).isEqualTo("2026-11-24T10:15:00+05:30");
    }

    @Test
    void answersRepetitionTheSameAndKeepsOneVisit() throws Exception {
      String body = booking(2, "2026-11-24T09:00:00+05:30", newPatient("Asha"));
      Answer first = client.post(API + "/appointments", body, "Idempotency-Key", "once");
      Answer again = client.post(API + "/appointments", body, "Idempotency-Key", "once");
      assertThat(List.of(first.status(), again.status())).containsExactly(201, 201);
      assertThat(again.text("/id")).isEqualTo(first.text("/id"));
      assertThat(again.text("/patientId")).isEqualTo(first.text("/patientId"));
      String list = API + "/appointments?doctor=" + node.doctor(2);
      await().atMost(20, SECONDS).until(() -> client.get(list).body().at("/items").size() == 1);
    }

    @Test
    void refusesKeyOfAnotherBookingAndLeavesItsSlotFree() throws Exception {
      client.post(
          API + "/appointments",
          booking(2, "2026-11-25T09:00:00+05:30", newPatient("Asha")),
          "Idempotency-Key",
          "twice");
      String other = booking(2, "2026-11-25T10:00:00+05:30", newPatient("Asha"));
      Answer refused = client.post(API + "/appointments", other, "Idempotency-Key", "twice");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text("/code")).isEqualTo("idempotency-key-reused");
      assertThat(client.post(API + "/appointments", other).status()).isEqualTo(201);
    }

    @Test
    void booksKnownPatientAgain() throws Exception {
      String patient = booked(3, "2026-11-24T09:00:00+05:30").text("/patientId");
      Answer again =
          client.post(
              API + "/appointments",
              booking(
                  3, "2026-11-24T11:00:00+05:30", "{\"patientId\": \"%s\"}".formatted(patient)));
      assertThat(again.status()).isEqualTo(201);
      assertThat(again.text("/patientId")).isEqualTo(patient);
      await()
          .atMost(20, SECONDS)
          .until(
              () ->
                  client
                          .get(API + "/appointments?status=booked&patient=" + patient)
                          .body()
                          .at("/items")
                          .size()
                      == 2);
    }

    @Test
    void refusesSlotsThatCannotBeBookedNamingTheField() throws Exception {
      for (String start : List.of("2026-11-20T09:00:00+05:30", "2026-11-24T09:01:00+05:30")) {
        Answer answer = client.post(API + "/appointments", booking(4, start, newPatient("Asha")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("start");
      }
    }

    @Test
    void refusesUnknownDoctorsAndPatientsNamingTheField() throws Exception {
      String start = "2026-11-24T16:00:00+05:30";
      String stranger = "{\"patientId\": \"other.0194f2f0-5400-7a1b-8c2d-3e4f5a6b7c8d\"}";
      Answer answer = client.post(API + "/appointments", booking(4, start, stranger));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text("/errors/0/field")).isEqualTo("patient.patientId");
      Answer doctor =
          client.post(
              API + "/appointments",
              booking(4, start, newPatient("Asha")).replace(node.doctor(4), "sehat.nobody"));
      assertThat(doctor.text("/errors/0/field")).isEqualTo("doctorId");
    }
  }

  @Nested
  class Changes {
    @Test
    void walksVisitToItsEndAndRepeatsHarmlessly() throws Exception {
      String visit = path(booked(4, "2026-11-23T09:00:00+05:30"));
      for (String[] step :
          new String[][] {
            {"confirm", "confirmed"},
            {"confirm", "confirmed"},
            {"check-in", "checked-in"},
            {"start", "in-consultation"},
            {"complete", "completed"}
          }) {
        Answer answer = client.post(visit + "/" + step[0], null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/status")).isEqualTo(step[1]);
      }
      assertThat(client.get(visit).body().at("/allowed")).isEmpty();
    }

    @Test
    void refusesStepsThatTheStateDoesNotAllowAndSaysWhatItDoes() throws Exception {
      String visit = path(booked(4, "2026-11-24T09:15:00+05:30"));
      Answer answer = client.post(visit + "/complete", null);
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text("/state")).isEqualTo("booked");
      assertThat(answer.body().at("/allowed").toString())
          .contains("confirmed", "checked-in", "cancelled", "no-show");
      assertThat(client.post(visit + "/no-show", null).text("/status")).isEqualTo("no-show");
      Answer late =
          client.post(visit + "/reschedule", "{\"start\": \"2026-11-24T12:00:00+05:30\"}");
      assertThat(late.status()).isEqualTo(409);
      assertThat(late.text("/state")).isEqualTo("no-show");
    }

    @Test
    void cancelsAndGivesTheSlotBack() throws Exception {
      String start = "2026-11-24T09:30:00+05:30";
      String visit = path(booked(4, start));
      Answer answer = client.post(visit + "/cancel", "{\"reason\": \"The doctor is ill\"}");
      assertThat(answer.text("/status")).isEqualTo("cancelled");
      await()
          .atMost(20, SECONDS)
          .untilAsserted(
              () ->
                  assertThat(client.get(visit).text("/cancellation/reason/text"))
                      .isEqualTo("The doctor is ill"));
      await()
          .atMost(20, SECONDS)
          .until(
              () ->
                  client.post(API + "/appointments", booking(4, start, newPatient("Bela"))).status()
                      == 201);
      assertThat(client.post(visit + "/cancel", null).status()).isEqualTo(200);
    }

    @Test
    void movesVisitToAnotherDoctorAndFreesTheOldSlot() throws Exception {
      String visit = path(booked(4, "2026-11-24T11:00:00+05:30"));
      Answer moved =
          client.post(
              visit + "/reschedule",
              "{\"doctorId\": \"%s\", \"start\": \"2026-11-25T11:00:00+05:30\"}"
                  .formatted(node.doctor(5)));
      assertThat(moved.status()).isEqualTo(200);
      assertThat(moved.text("/doctorId")).isEqualTo(node.doctor(5));
      assertThat(moved.text("/start")).isEqualTo("2026-11-25T11:00:00+05:30");
      String slots =
          API
              + "/slots?doctor="
              + node.doctor(4)
              + "&from=2026-11-24T11:00:00%2B05:30&to=2026-11-24T11:15:00%2B05:30";
      await().atMost(20, SECONDS).until(() -> client.get(slots).body().at("/items").size() == 1);
    }

    @Test
    void hidesVisitsOfOtherPracticesLikeThoseThatDoNotExist() throws Exception {
      for (String id :
          List.of(
              "other.0194f2f0-5400-7a1b-8c2d-3e4f5a6b7c8d",
              "sehat.0194f2f0-5400-7a1b-8c2d-3e4f5a6b7c8d",
              "nonsense")) {
        Answer answer = client.get(API + "/appointments/" + id);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/detail")).isEqualTo("there is no such appointment");
        assertThat(client.post(API + "/appointments/" + id + "/confirm", null).status())
            .isEqualTo(404);
      }
    }
  }

  /** What was written and said about visits. */
  @Nested
  class Records {
    private static String goingOn;

    private static final String NOTE =
        """
        {"notes": "red eardrum", "diagnoses": [{"version": "2019", "code": "h66.9",
         "text": "otitis media"}], "advice": "keep it dry", "followUp": "2026-12-07"}
        """;

    private String inConsultation(String start) throws Exception {
      String visit = path(booked(5, start));
      client.post(visit + "/check-in", null);
      assertThat(client.post(visit + "/start", null).status()).isEqualTo(200);
      return visit;
    }

    @Test
    void consultationIsRecordedCompletedAmendedAndInTheHistoryWithEveryVersion() throws Exception {
      Answer booked = booked(5, "2026-11-23T09:00:00+05:30");
      String visit = path(booked);
      String patient = booked.text("/patientId");
      String record = visit + "/consultation";
      assertThat(client.get(record).status()).isEqualTo(404);
      assertThat(client.put(record, NOTE).text("/state")).isEqualTo("booked");
      client.post(visit + "/check-in", null);
      client.post(visit + "/start", null);

      Answer draft = client.put(record, NOTE, "Idempotency-Key", "r1");
      assertThat(draft.status()).as(draft.body().toString()).isEqualTo(200);
      assertThat(draft.body().at("/draft").asBoolean()).isTrue();
      assertThat(draft.text("/version")).isEqualTo("1");
      assertThat(client.put(record, NOTE, "Idempotency-Key", "r1").body()).isEqualTo(draft.body());
      String other = NOTE.replace("red", "pale");
      Answer reused = client.put(record, other, "Idempotency-Key", "r1");
      assertThat(reused.status()).isEqualTo(422);
      assertThat(reused.text("/errors/0/field")).isEqualTo("Idempotency-Key");

      assertThat(client.post(visit + "/complete", other).text("/status")).isEqualTo("completed");
      assertThat(client.put(record, NOTE).status()).isEqualTo(409);
      String amendment =
          NOTE.replace("red", "scarred")
              .replace("{\"notes", "{\"reason\": \"seen again\", \"notes");
      Answer amended = client.post(record + "/amendments", amendment, "Idempotency-Key", "a1");
      assertThat(amended.text("/version")).isEqualTo("2");
      assertThat(client.post(record + "/amendments", amendment, "Idempotency-Key", "a1").body())
          .isEqualTo(amended.body());

      await()
          .atMost(20, SECONDS)
          .until(() -> client.get(record).body().at("/versions").size() == 2);
      Answer versions = client.get(record);
      assertThat(versions.text("/versions/0/notes")).isEqualTo("scarred eardrum");
      assertThat(versions.text("/versions/0/reason")).isEqualTo("seen again");
      assertThat(versions.text("/versions/1/notes")).isEqualTo("pale eardrum");
      assertThat(versions.text("/versions/1/diagnoses/0/code")).isEqualTo("H66.9");
      assertThat(versions.text("/versions/1/diagnoses/0/system"))
          .isEqualTo("http://hl7.org/fhir/sid/icd-10");
      assertThat(versions.body().at("/draft").asBoolean()).isFalse();

      Answer history = client.get(API + "/patients/" + patient + "/history");
      assertThat(history.body().at("/items")).hasSize(1);
      assertThat(history.text("/items/0/consultation/notes")).isEqualTo("scarred eardrum");
      assertThat(history.text("/items/0/versions")).isEqualTo("2");
      assertThat(history.text("/items/0/appointment/complaint/text"))
          .isEqualTo("fever since yesterday");

      node.keys.destroy(patient);
      Answer erased = client.get(record);
      assertThat(erased.body().at("/versions/0/erased").asBoolean()).isTrue();
      assertThat(erased.body().toString()).doesNotContain("eardrum", "H66", "otitis");
    }

    @Test
    void patientIsCheckedInOnTheVisitsDayOnlyAlsoAfterANoShow() throws Exception {
      String tomorrow = path(booked(5, "2026-11-24T09:00:00+05:30"));
      Answer early = client.post(tomorrow + "/check-in", null);
      assertThat(early.status()).isEqualTo(409);
      assertThat(early.text("/code")).isEqualTo("visit-on-another-day");
      assertThat(early.text("/detail")).contains("2026-11-24", "2026-11-23");

      String today = path(booked(5, "2026-11-23T09:15:00+05:30"));
      client.post(today + "/no-show", null);
      assertThat(client.post(today + "/check-in", null).text("/status")).isEqualTo("checked-in");
      assertThat(client.post(today + "/check-in", null).text("/status")).isEqualTo("checked-in");
    }

    /** One for all: nothing wrong changes it. */
    private String consulted() throws Exception {
      if (goingOn == null) {
        goingOn = inConsultation("2026-11-23T11:00:00+05:30");
      }
      return goingOn;
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{} | notes | 400",
          "{'notes': 'x', 'reason': 'why'} | reason | 400",
          "{'diagnoses': [{'code': 'J06.9'}]} | diagnoses[0].text | 400",
          "{'diagnoses': [{'code': 'cold', 'text': 'a cold'}]} | diagnoses[0].code | 400",
          "{'diagnoses': [{'system': 'x', 'code': 'J06', 'text': 'y'}]} | diagnoses[0].system | 400",
          "{'notes': 'x', 'followUp': '2026-11-22'} | followUp | 422",
          "{'notes': 'x', 'followUp': 'soon'} | followUp | 400",
        })
    void wrongRecordNamesItsField(String body, String field, int status) throws Exception {
      String visit = consulted();
      Answer answer = client.wrong("PUT", visit + "/consultation", body.replace('\'', '"'));
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void whatAPatientTellsIsReadByTheDoctorWithTheVisit() throws Exception {
      String phone = "919800000801";
      String stranger =
          "{\"new\": {\"name\": \"Bela\", \"age\": 40, \"sex\": \"female\", \"phone\": \"%s\"}}"
              .formatted(phone);
      Answer booked =
          client.post(API + "/appointments", booking(5, "2026-11-25T09:00:00+05:30", stranger));
      assertThat(booked.status()).as(booked.body().toString()).isEqualTo(201);
      String updates = path(booked) + "/updates";
      String day = API + "/doctors/" + node.doctor(5) + "/day?date=2026-11-25";
      await().atMost(20, SECONDS).until(() -> client.get(day).body().at("/items").size() == 1);
      assertThat(client.get(updates).body().at("/items")).isEmpty();

      node.hears(phone, "wamid.u1", "hi");
      node.hears(phone, "wamid.u2", "1");
      node.hears(phone, "wamid.u3", "the fever is gone but the cough is still there");
      node.hears(phone, "wamid.u4", "yes");
      await().atMost(20, SECONDS).until(() -> client.get(updates).body().at("/items").size() == 1);

      Answer told = client.get(updates);
      assertThat(told.text("/items/0/words/text"))
          .isEqualTo("the fever is gone but the cough is still there");
      assertThat(told.body().at("/items/0").has("seenAt")).isFalse();
      assertThat(client.get(day).text("/items/0/unseenUpdates")).isEqualTo("1");
      Answer seen = client.post(updates + "/1/seen", null);
      assertThat(seen.text("/unseen")).isEqualTo("0");
      assertThat(client.post(updates + "/1/seen", null).body()).isEqualTo(seen.body());
      await()
          .atMost(20, SECONDS)
          .until(() -> client.get(updates).body().at("/items/0").has("seenAt"));
      assertThat(client.get(day).text("/items/0/unseenUpdates")).isEqualTo("0");
      assertThat(client.post(updates + "/2/seen", null).status()).isEqualTo(404);
    }

    @Test
    void reviewsAreSummedUpAndListedForTheirDoctor() throws Exception {
      String visit = inConsultation("2026-11-23T10:00:00+05:30");
      String id = visit.substring(visit.lastIndexOf('/') + 1);
      client.post(visit + "/complete", NOTE);
      node.visit(id, VisitCommand.AskForReview::new);
      node.visit(id, replyTo -> new VisitCommand.Rate(2, replyTo));
      node.visit(id, replyTo -> new VisitCommand.Comment("c", "a long wait", replyTo));
      String reviews = API + "/reviews?doctor=" + node.doctor(5) + "&from=2026-11-23";
      await()
          .atMost(20, SECONDS)
          .until(() -> client.get(reviews).body().at("/items/0").has("comment"));

      Answer found = client.get(reviews);
      assertThat(found.text("/items/0/appointmentId")).isEqualTo(id);
      assertThat(found.text("/items/0/rating")).isEqualTo("2");
      assertThat(found.text("/items/0/comment/text")).isEqualTo("a long wait");
      assertThat(found.body().at("/summary").toString())
          .isEqualTo("{\"requested\":1,\"rated\":1,\"average\":2.0,\"counts\":[0,1,0,0,0]}");
      assertThat(client.get(API + "/reviews?doctor=nobody").body().at("/items")).isEmpty();
      assertThat(client.get(API + "/doctors/" + node.doctor(5) + "/day").body().at("/items"))
          .anySatisfy(item -> assertThat(item.at("/rating").asInt()).isEqualTo(2));
    }
  }

  @Nested
  class Reminders {
    private static final String COURSE =
        """
        {"sig": "%s", "medicine": "Amoxicillin", "dose": "500 mg", "start": "2026-11-23T10:00"}
        """;

    private static int patients;

    /** Somebody whose contact has written before. */
    private String patient(int hour) throws Exception {
      String phone = "91980000060" + patients++;
      node.hears(phone, "wamid.r" + phone, "hi");
      String who =
          "{\"new\": {\"name\": \"Ravi\", \"age\": 41, \"sex\": \"male\", \"phone\": \"%s\"}}"
              .formatted(phone);
      Answer booked =
          client.post(
              API + "/appointments",
              booking(7, "2026-11-26T%02d:00:00+05:30".formatted(hour), who));
      assertThat(booked.status()).as(booked.body().toString()).isEqualTo(201);
      String patient = booked.text("/patientId");
      String courses = API + "/patients/" + patient + "/courses";
      // Whom to tell is known to the read model of conversations.
      await()
          .until(
              () ->
                  client
                          .post(
                              courses, COURSE.formatted("1-0-1 x 5 days"), "Idempotency-Key", phone)
                          .status()
                      == 201);
      return patient;
    }

    @Test
    void showsWhatACourseWouldBeWithoutPlanningIt() throws Exception {
      String courses = API + "/patients/" + patient(9) + "/courses";

      Answer preview = client.post(courses + "?dryRun=true", COURSE.formatted("2-0-1 x 5 days"));

      assertThat(preview.status()).isEqualTo(200);
      assertThat(preview.body().get("total").asInt()).isEqualTo(10);
      assertThat(preview.text("/doses/0/at")).isEqualTo("2026-11-23T20:00:00+05:30");
      assertThat(preview.text("/doses/1/amount")).isEqualTo("2");
      assertThat(preview.text("/ends")).isEqualTo("2026-11-28T08:00:00+05:30");
      assertThat(preview.body().at("/reminder").isMissingNode()).isTrue();
      Answer needed = client.post(courses, COURSE.formatted("SOS"));
      assertThat(needed.status()).isEqualTo(200);
      assertThat(needed.body().get("asNeeded").asBoolean()).isTrue();
    }

    @Test
    void refusesASigAndNamesThePartThatIsWrong() throws Exception {
      String courses = API + "/patients/" + patient(10) + "/courses";

      Answer refused = client.post(courses, COURSE.formatted("1-0-1 TDS x 5 dyas"));

      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text("/code")).isEqualTo("sig-not-understood");
      assertThat(refused.body().at("/errors").toString())
          .contains("sig-unknown-word", "dyas", "sig-contradiction", "TDS");
    }

    @Test
    void plansShowsChangesSnoozesAndStopsACourse() throws Exception {
      String patient = patient(11);
      String list = API + "/reminders?kind=medication&status=active&patient=" + patient;
      await().until(() -> client.get(list).body().at("/items").size() == 1);
      Answer found = client.get(list);
      assertThat(found.text("/items/0/what")).isEqualTo("Amoxicillin");
      assertThat(found.text("/items/0/dose")).isEqualTo("500 mg");
      String one = API + "/reminders/" + found.text("/items/0/id");
      assertThat(client.get(one).text("/next")).isEqualTo("2026-11-23T20:00:00+05:30");

      Answer moved = client.patch(one, "{\"zone\": \"Africa/Nairobi\", \"what\": \"Ampicillin\"}");
      assertThat(moved.status()).as(moved.body().toString()).isEqualTo(200);
      assertThat(moved.text("/next")).isEqualTo("2026-11-23T20:00:00+03:00");
      String occurrence = moved.text("/occurrence");
      Answer snoozed =
          client.post(
              one + "/snooze",
              "{\"occurrence\": \"%s\", \"until\": \"2026-11-23T20:30:00+03:00\"}"
                  .formatted(occurrence));
      assertThat(snoozed.text("/next")).isEqualTo("2026-11-23T20:30:00+03:00");
      Answer done = client.post(one + "/done", "{\"occurrence\": \"%s\"}".formatted(occurrence));
      assertThat(done.text("/next")).isEqualTo("2026-11-24T08:00:00+03:00");
      assertThat(client.post(one + "/stop", null).text("/status")).isEqualTo("stopped");
      assertThat(client.patch(one, "{\"what\": \"other\"}").status()).isIn(409, 503);
    }

    @Test
    void remindsOfCareAndReadsAsErasedOnceThePatientIsForgotten() throws Exception {
      String patient = patient(12);
      Answer planned =
          client.post(
              API + "/reminders",
              """
              {"patientId": "%s", "kind": "vaccination", "what": "Polio", "date": "2026-12-01",
               "every": "P1M", "until": "2027-02-01"}
              """
                  .formatted(patient));
      assertThat(planned.status()).as(planned.body().toString()).isEqualTo(201);
      assertThat(planned.text("/next")).isEqualTo("2026-12-01T09:00:00+05:30");
      String list = API + "/reminders?kind=vaccination&patient=" + patient;
      await().until(() -> client.get(list).body().at("/items").size() == 1);

      node.keys.destroy(patient);

      Answer erased = client.get(list);
      assertThat(erased.body().at("/items/0/what").isNull()).isTrue();
      assertThat(erased.body().at("/items/0/erased").asBoolean()).isTrue();
      assertThat(client.get(planned.headers().get("location")).body().at("/erased").asBoolean())
          .isTrue();
    }
  }

  @Nested
  class Conversations {
    @Test
    void showsWhatWasSaidAndLetsStaffAnswerOnce() throws Exception {
      String id = node.hears("919800000001", "wamid.in.1", "hello");
      String conversation = API + "/conversations/" + id;
      await().atMost(20, SECONDS).until(() -> client.get(conversation).status() == 200);
      Answer shown = client.get(conversation);
      assertThat(shown.text("/address/value")).isEqualTo("919800000001");
      assertThat(shown.body().at("/testMode").asBoolean()).isTrue();
      assertThat(client.get(API + "/conversations").body().at("/items").findValuesAsText("id"))
          .contains(id);

      Answer taken = client.post(conversation + "/takeover", null);
      assertThat(taken.body().at("/handedOver").asBoolean()).isTrue();
      String text = "{\"text\": \"The doctor can see you at five.\"}";
      for (int i = 0; i < 2; i++) {
        Answer sent = client.post(conversation + "/messages", text, "Idempotency-Key", "five");
        assertThat(sent.status()).isEqualTo(202);
      }
      await()
          .atMost(20, SECONDS)
          .untilAsserted(
              () -> {
                Answer messages = client.get(conversation + "/messages");
                assertThat(messages.body().at("/items").findValuesAsText("body"))
                    .startsWith("The doctor can see you at five.")
                    .endsWith("hello")
                    .containsOnlyOnce("The doctor can see you at five.");
                assertThat(messages.text("/items/0/author")).isEqualTo("staff");
              });
      Answer released = client.post(conversation + "/release", null);
      assertThat(released.body().at("/handedOver").asBoolean()).isFalse();
    }

    @Test
    void showsNothingOfSomebodyWhoWasForgotten() throws Exception {
      String id = node.hears("919800000002", "wamid.in.2", "hello");
      String conversation = API + "/conversations/" + id;
      await().atMost(20, SECONDS).until(() -> client.get(conversation).status() == 200);
      node.keys.destroy(id);
      Answer shown = client.get(conversation);
      assertThat(shown.body().at("/erased").asBoolean()).isTrue();
      assertThat(shown.body().at("/address").isNull()).isTrue();
      Answer messages = client.get(conversation + "/messages");
      assertThat(messages.body().at("/items")).isNotEmpty();
      messages
          .body()
          .at("/items")
          .forEach(
              message -> {
                assertThat(message.get("content").isNull()).isTrue();
                assertThat(message.get("erased").asBoolean()).isTrue();
              });
    }

    @Test
    void doesNotKnowConversationsThatNeverBegan() throws Exception {
      String id = API + "/conversations/sehat.0194f2f0-5400-7a1b-8c2d-3e4f5a6b7c8d";
      assertThat(client.get(id).status()).isEqualTo(404);
      assertThat(client.get(id + "/messages").status()).isEqualTo(404);
      assertThat(client.post(id + "/takeover", null).status()).isEqualTo(404);
      assertThat(client.post(id + "/messages", "{\"text\": \"hi\"}").status()).isEqualTo(404);
    }
  }

  @Nested
  class Search {
    private String search(String query, String more) {
      return API
          + "/messages/search?q="
          + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20")
          + more;
    }

    private List<String> conversations(String query, String more) throws Exception {
      return client.get(search(query, more)).body().at("/items").findValuesAsText("conversationId");
    }

    @Test
    void findsSealedMessageByWordInTamilScriptAndSaysWhereItStands() throws Exception {
      String text = "😷 எனக்கு காய்ச்சல் இருக்கிறது";
      String id = node.hears("919800000031", "wamid.ta.1", text);
      await()
          .atMost(20, SECONDS)
          .untilAsserted(
              () -> {
                Answer answer = client.get(search("காய்ச்", ""));
                assertThat(answer.body().at("/items")).hasSize(1);
                assertThat(answer.text("/items/0/conversationId")).isEqualTo(id);
                assertThat(answer.text("/items/0/message/content/body")).isEqualTo(text);
                assertThat(answer.text("/items/0/matches/0/field")).isEqualTo("body");
                int start = answer.body().at("/items/0/matches/0/start").asInt();
                int end = answer.body().at("/items/0/matches/0/end").asInt();
                assertThat(text.substring(start, end)).isEqualTo("காய்ச்சல்");
              });
    }

    @Test
    void filtersAndPages() throws Exception {
      String id = node.hears("919800000032", "wamid.s.1", "zebra crossing one");
      node.hears("919800000032", "wamid.s.2", "zebra crossing two");
      String other = node.hears("919800000033", "wamid.s.3", "crossing a zebra");
      await().atMost(20, SECONDS).until(() -> conversations("zebra", "").size() == 3);

      assertThat(conversations("\"zebra crossing\"", "")).containsExactly(id, id);
      assertThat(conversations("zebra", "&person=" + other)).containsExactly(other);
      assertThat(conversations("zebra", "&direction=in&kind=text&from=2026-11-23")).hasSize(3);
      assertThat(conversations("zebra", "&direction=out")).isEmpty();
      assertThat(conversations("zebra", "&status=failed")).isEmpty();
      assertThat(conversations("zebra", "&to=2026-11-23")).isEmpty();
      List<String> paged = new ArrayList<>();
      String cursor = "";
      do {
        Answer page = client.get(search("zebra", "&limit=2" + cursor));
        page.body().at("/items").forEach(item -> paged.add(item.at("/message/id").asText()));
        cursor = page.body().has("next") ? "&cursor=" + page.text("/next") : null;
      } while (cursor != null);
      assertThat(paged).containsExactlyInAnyOrder("wamid.s.1", "wamid.s.2", "wamid.s.3");
    }

    @Test
    void findsNothingOfSomebodyWhoWasForgotten() throws Exception {
      String id = node.hears("919800000034", "wamid.s.4", "a giraffe on the road");
      await().atMost(20, SECONDS).until(() -> conversations("giraffe", "").contains(id));

      node.keys.destroy(id);

      assertThat(conversations("giraffe", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "'', q",
      "?q=ok, q",
      "?q=fever&person=somebody, person",
      "?q=fever&direction=up, direction",
      "?q=fever&kind=A%20B, kind",
      "?q=fever&status=gone, status",
      "?q=fever&from=yesterday, from",
      "?q=fever&from=2026-11-24&to=2026-11-23, to",
      "?q=fever&limit=0, limit",
      "?q=fever&cursor=abc, cursor",
      "?q=fever&color=red, color"
    })
    void namesTheParameterThatIsWrong(String query, String parameter) throws Exception {
      Answer answer = client.wrong("GET", API + "/messages/search" + query, null);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("/errors/0/field")).isEqualTo(parameter);
      assertThat(answer.body().toString()).doesNotContain("fever");
    }

    @Test
    void filtersTheMessagesOfAConversation() throws Exception {
      String id = node.hears("919800000035", "wamid.s.5", "hello");
      String messages = API + "/conversations/" + id + "/messages";
      await()
          .atMost(20, SECONDS)
          .until(() -> client.get(messages + "?status=sent").body().at("/items").size() > 0);

      assertThat(client.get(messages + "?direction=in").body().at("/items").findValuesAsText("id"))
          .containsExactly("wamid.s.5");
      assertThat(
              client
                  .get(messages + "?direction=out&kind=choice&from=2026-11-23")
                  .body()
                  .at("/items"))
          .isEmpty();
      assertThat(client.wrong("GET", messages + "?direction=up", null).text("/errors/0/field"))
          .isEqualTo("direction");
    }
  }

  @Nested
  class Numbers {
    @Test
    void countsAConversationAndThePractice() throws Exception {
      String id = node.hears("919800000041", "wamid.n.1", "hello");
      String statistics = API + "/conversations/" + id + "/statistics";
      await().atMost(20, SECONDS).until(() -> client.get(statistics).status() == 200);
      await()
          .atMost(20, SECONDS)
          .untilAsserted(
              () -> {
                Answer answer = client.get(statistics);
                assertThat(answer.text("/messages/0/day")).isEqualTo("2026-11-23");
                assertThat(answer.text("/messages/0/direction")).isEqualTo("in");
                assertThat(answer.body().at("/messages/0/count").asInt()).isEqualTo(1);
                assertThat(answer.body().at("/responses/bot/first/count").asInt()).isEqualTo(1);
                assertThat(answer.body().at("/delivery/sent").asInt()).isEqualTo(1);
                assertThat(answer.body().at("/crowdedTurns").asInt()).isZero();
              });
      String from = "?from=2026-11-01&to=2026-12-01";
      Answer practice = client.get(API + "/statistics" + from + "&flow=booking&language=en");
      assertThat(practice.text("/from")).isEqualTo("2026-11-01T00:00:00+05:30");
      assertThat(practice.body().at("/messages")).isNotEmpty();
      assertThat(practice.body().at("/bookings/count").asInt()).isZero();
      assertThat(client.get(API + "/statistics").status()).isEqualTo(200);
      String unknown = API + "/conversations/sehat.0194f2f0-5400-7a1b-8c2d-3e4f5a6b7c8d";
      assertThat(client.get(unknown + "/statistics").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
      "from=soon, from",
      "from=2026-11-02&to=2026-11-01, to",
      "from=2020-01-01&to=2026-01-01, to",
      "flow=A%20B, flow",
      "language=%25, language",
      "kind=text, kind"
    })
    void namesTheParameterThatIsWrong(String query, String parameter) throws Exception {
      Answer answer = client.wrong("GET", API + "/statistics?" + query, null);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("/errors/0/field")).isEqualTo(parameter);
    }
  }

  @Nested
  class Engine {
    @Test
    void readsComplaintsUrgencyAndAge() throws Exception {
      Answer answer =
          client.post(API + "/understanding", "{\"text\": \"I have severe chest pain\"}");
      assertThat(answer.text("/language")).isEqualTo("en");
      assertThat(answer.text("/urgency")).isEqualTo("emergency");
      assertThat(answer.body().at("/complaints")).isNotEmpty();
      Answer age =
          client.post(
              API + "/understanding",
              "{\"text\": \"60 years old\", \"language\": \"en\", \"asking\": \"age\"}");
      assertThat(age.body().at("/age").asInt()).isEqualTo(60);
      Answer date =
          client.post(
              API + "/understanding",
              "{\"text\": \"tomorrow\", \"language\": \"en\", \"asking\": \"date\","
                  + " \"today\": \"2026-11-23\"}");
      assertThat(date.text("/date")).isEqualTo("2026-11-24");
    }

    @Test
    void readsSentencesAndSaysWhatIsDenied() throws Exception {
      Answer answer =
          client.post(
              API + "/understanding",
              "{\"text\": \"my son is 4 years old and has fever but no chest pain\","
                  + " \"asking\": \"symptoms\"}");
      assertThat(answer.body().at("/age").asInt()).isEqualTo(4);
      assertThat(answer.text("/agePeriod")).isEqualTo("P4Y");
      assertThat(answer.text("/sex")).isEqualTo("male");
      assertThat(answer.text("/specialty")).isEqualTo("paediatrics");
      assertThat(answer.text("/urgency")).isEqualTo("routine");
      assertThat(answer.body().at("/complaints").findValuesAsText("id"))
          .contains("fever", "chest-pain");
      assertThat(answer.body().at("/complaints").findValuesAsText("negated"))
          .contains("false", "true");
    }

    @Test
    void answersBothDaysOfAnAmbiguousWordAndReadsTimes() throws Exception {
      Answer kal =
          client.post(
              API + "/understanding",
              "{\"text\": \"kal\", \"language\": \"hi\", \"asking\": \"date\","
                  + " \"today\": \"2026-11-24\"}");
      assertThat(kal.body().at("/date").isMissingNode()).isTrue();
      assertThat(kal.body().at("/dates")).hasSize(2);
      Answer time =
          client.post(
              API + "/understanding",
              "{\"text\": \"10:30 am\", \"language\": \"en\", \"asking\": \"time\"}");
      assertThat(time.text("/time")).isEqualTo("10:30");
    }

    @Test
    void rebuildsProjectionByNameOnly() throws Exception {
      Answer answer = client.post(API + "/projections/patient/rebuild", null);
      assertThat(answer.status()).isEqualTo(202);
      assertThat(client.post(API + "/projections/nothing/rebuild", null).status()).isEqualTo(404);
    }

    @Test
    void pausesAndResumesAndSkipsOnlyWhatHasStopped() throws Exception {
      String visit = API + "/projections/visit";
      assertThat(client.post(visit + "/pause", null).text("/state")).isEqualTo("paused");
      await().until(() -> state("visit").equals("paused"));
      assertThat(client.post(visit + "/resume", null).text("/state")).isEqualTo("running");
      await().until(() -> state("visit").equals("running"));

      String reason = "{\"slice\": \"visit-0\", \"reason\": \"known to be harmless\"}";
      Answer refused = client.post(visit + "/skip", reason);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("/code")).isEqualTo("slice-not-stopped");
      Answer mute = client.wrong("POST", visit + "/skip", "{\"slice\": \"visit-0\"}");
      assertThat(mute.text("/errors/0/field")).isEqualTo("reason");
      assertThat(
              client
                  .post(visit + "/skip", reason.replace("visit-0", "patient-0"))
                  .text("/errors/0/field"))
          .isEqualTo("slice");
      for (String command : List.of("pause", "resume", "rebuild")) {
        assertThat(client.post(API + "/projections/nothing/" + command, null).status())
            .isEqualTo(404);
      }
      assertThat(client.post(API + "/projections/nothing/skip", reason).status()).isEqualTo(404);
    }

    @Test
    void skipsTheEventThatASliceStoppedAtAndSaysWhoDidItAndWhy() throws Exception {
      // No patient can be listed any more: the next one is poison.
      node.execute("alter table read.patient add constraint poison check (false) not valid");
      booked(3, "2026-11-24T09:15:00+05:30");
      await().atMost(20, SECONDS).until(() -> state("patient").equals("stopped"));
      Answer stopped = client.get(API + "/projections");
      JsonNode slice = projection(stopped, "patient").at("/slices/0");
      assertThat(slice.at("/stop/eventType").asText()).isEqualTo("PatientRegistered");
      assertThat(slice.at("/stop/persistenceId").asText())
          .startsWith("Patient|" + node.practice.id() + ".");
      assertThat(slice.at("/lagMillis").asLong()).isPositive();
      node.execute("alter table read.patient drop constraint poison");

      Answer skipped =
          client.post(
              API + "/projections/patient/skip",
              "{\"slice\": \"patient-0\", \"reason\": \"known to be harmless\"}");

      assertThat(skipped.status()).as(skipped.body().toString()).isEqualTo(200);
      await().atMost(20, SECONDS).until(() -> state("patient").equals("running"));
      assertThat(node.query("select skipped_by || ': ' || reason from read.skipped_event"))
          .containsExactly("staff: known to be harmless");
    }

    private static String state(String projection) throws Exception {
      return projection(client.get(API + "/projections"), projection).at("/state").asText();
    }

    private static JsonNode projection(Answer list, String name) {
      for (JsonNode item : list.body().at("/items")) {
        if (item.at("/name").asText().equals(name)) {
          return item;
        }
      }
      throw new AssertionError("no projection is called " + name);
    }

    @Test
    void becomesReadyAndTellsItsMeasurements() throws Exception {
      assertThat(client.get("/health/live").status()).isEqualTo(200);
      await()
          .atMost(30, SECONDS)
          .untilAsserted(
              () -> {
                Answer ready = client.get("/health/ready");
                assertThat(ready.body().findValuesAsText("name"))
                    .containsExactly("database", "cluster", "projections");
                assertThat(ready.status()).as(ready.body().toString()).isEqualTo(200);
              });
      assertThat(client.get("/metrics").body().asText()).contains("tabib_projection_");
    }
  }

  @Nested
  class DeadLetters {
    private static final String LETTERS = API + "/dead-letters";

    @Test
    void listsReplaysAndDropsWhatWasGivenUp() throws Exception {
      String conversation = givenUp("919800000801");
      String letter = LETTERS + "/" + conversation + ":1";
      await().atMost(20, SECONDS).until(() -> client.get(letter).status() == 200);
      assertThat(client.get(letter).text("/reason")).isEqualTo("recipient-unreachable");
      assertThat(client.get(letter).text("/account")).isEqualTo(ApiNode.ACCOUNT);
      assertThat(ids("?state=open&reason=recipient-unreachable&account=" + ApiNode.ACCOUNT))
          .contains(conversation + ":1");
      assertThat(ids("?reason=policy-spent")).isEmpty();
      assertThat(ids("?account=nobody")).isEmpty();
      assertThat(client.wrong("GET", LETTERS + "?reason=bad", null).text("/errors/0/field"))
          .isEqualTo("reason");

      Answer mute = client.wrong("POST", letter + "/drop", "{}");
      assertThat(mute.text("/errors/0/field")).isEqualTo("reason");
      Answer dropped = client.post(letter + "/drop", "{\"reason\": \"outdated\"}");
      assertThat(dropped.status()).isEqualTo(200);
      Answer refused = client.post(letter + "/replay", null);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("/code")).isEqualTo("letter-dropped");
      await().atMost(20, SECONDS).until(() -> client.get(letter).text("/state").equals("dropped"));
      assertThat(client.get(letter).text("/dropReason")).isEqualTo("outdated");
      assertThat(client.get(letter).text("/closedBy")).isEqualTo("staff");
    }

    @Test
    void replaysManyOnce() throws Exception {
      List<String> conversations = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        conversations.add(givenUp("91980000081" + i));
      }
      await()
          .atMost(20, SECONDS)
          .until(
              () ->
                  ids("?state=open")
                      .containsAll(conversations.stream().map(id -> id + ":1").toList()));
      node.unreachable.clear();

      String filter = "{\"reason\": \"recipient-unreachable\", \"limit\": 2}";
      Answer some = client.post(LETTERS + "/replay", filter);
      assertThat(some.status()).isEqualTo(202);
      assertThat(some.body().at("/replayed").asInt()).isEqualTo(2);
      await().atMost(20, SECONDS).until(() -> ids("?state=open").size() == 1);
      assertThat(client.post(LETTERS + "/replay", null).body().at("/replayed").asInt())
          .isEqualTo(1);
      await().atMost(20, SECONDS).until(() -> ids("?state=open").isEmpty());
      assertThat(client.post(LETTERS + "/replay", filter).body().at("/replayed").asInt()).isZero();
      Answer letter = client.get(LETTERS + "/" + conversations.getFirst() + ":1");
      assertThat(letter.text("/state")).isEqualTo("replayed");
      assertThat(letter.text("/replayedAs")).isEqualTo(conversations.getFirst() + "/2");
      assertThat(client.wrong("POST", LETTERS + "/replay", "{\"limit\": 101}").status())
          .isEqualTo(400);
    }

    @Test
    void knowsNoLetterOfAnotherPracticeOrOfNobody() throws Exception {
      String uuid = "01930000-0000-7000-8000-000000000001";
      for (String id :
          List.of("nonsense", node.practice.id() + "." + uuid + ":1", "other." + uuid + ":1")) {
        assertThat(client.get(LETTERS + "/" + id).status()).as(id).isEqualTo(404);
        assertThat(client.post(LETTERS + "/" + id + "/replay", null).status()).isEqualTo(404);
        assertThat(client.post(LETTERS + "/" + id + "/drop", "{\"reason\": \"mistake\"}").status())
            .isEqualTo(404);
      }
    }

    /** Somebody writes whom no answer reaches; returns the conversation. */
    private static String givenUp(String phone) throws Exception {
      node.unreachable.add(phone);
      return node.hears(phone, "wamid.dead." + phone, "hello");
    }

    private static List<String> ids(String query) throws Exception {
      return client.get(LETTERS + query).body().at("/items").findValuesAsText("id");
    }
  }

  @Nested
  class Docs {
    @Test
    void servesThePageAndAllItNeedsFromHere() throws Exception {
      for (String path : List.of("/docs", "/docs/")) {
        HttpResponse<String> page = fetch(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("http:", "https:", "//");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
            .contains("default-src 'none'", "script-src 'self'")
            .doesNotContain("unsafe-eval");
        List<String> assets =
            Pattern.compile("(?:href|src)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(assets).hasSize(4);
        for (String asset : assets) {
          assertThat(fetch(asset).statusCode()).as(asset).isEqualTo(200);
        }
      }
    }

    @Test
    void servesNothingElseOfThePackage() throws Exception {
      assertThat(fetch("/docs/assets/index.html").statusCode()).isEqualTo(404);
      assertThat(fetch("/docs/assets/..%2f..%2f..%2f..%2fapplication.conf").statusCode())
          .isEqualTo(404);
    }

    private HttpResponse<String> fetch(String path) throws Exception {
      try (HttpClient http = HttpClient.newHttpClient()) {
        return http.send(
            HttpRequest.newBuilder(URI.create(node.url() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
      }
    }
  }

  @Nested
  class BadRequests {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/doctors?limit=0 | limit",
          "/doctors?limit=101 | limit",
          "/doctors?limit=ten | limit",
          "/doctors?limit= | limit",
          "/doctors?limit=1&limit=2 | limit",
          "/doctors?cursor=%25%25 | cursor",
          "/doctors?order=name | order",
          "/slots?from=monday | from",
          "/slots?from=2026-11-23T09:00:00 | from",
          "/slots?from=%2B10000-01-01 | from",
          "/slots?from=2026-11-24&to=2026-11-23 | to",
          "/slots?from=2026-01-01&to=2028-01-01 | to",
          "/slots?cursor=AAAA | cursor",
          "/slots?doctor=nobody | doctor",
          "/appointments?status=lost | status",
          "/appointments?cursor=AAAA | cursor",
          "/conversations?cursor=AAAA | cursor",
        })
    void namesTheParameter(String path, String field) throws Exception {
      Answer answer = client.wrong("GET", API + path, null);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
      assertThat(answer.text("/errors/0/field")).isEqualTo(field);
      assertThat(answer.text("/correlationId")).isEqualTo(answer.headers().get("x-correlation-id"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{} | doctorId,start,patient",
          "{'doctorId': 7} | doctorId",
          "{'doctor': 'x'} | doctor",
          "{'start': 'soon'} | start",
          "{'start': '2026-11-24T09:00:00'} | start",
          "{'doctorId':'x','start':'2026-11-24T09:00:00Z','patient':{}} | patient",
          "{'doctorId':'x','start':'2026-11-24T09:00:00Z','patient':{'new':{}}}"
              + " | patient.new.name,patient.new.age,patient.new.sex",
          "{'doctorId':'x','start':'2026-11-24T09:00:00Z','complaint':' ','patient':{'new':{'name':"
              + "' ','age':131,'sex':'f','phone':'12'}}}"
              + " | complaint,patient.new.name,patient.new.age,patient.new.sex,patient.new.phone",
          "{'patient':{'new':{'age':'34'}}} | patient.new.age",
          "{'patient':{'new':{'age':34.5}}} | patient.new.age",
          "{'patient':{'new':{'vip':true}}} | patient.new.vip",
        })
    void namesEveryFieldOfBookingThatIsWrong(String body, String fields) throws Exception {
      Answer answer = client.wrong("POST", API + "/appointments", body.replace('\'', '"'));
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
      assertThat(answer.body().at("/errors").findValuesAsText("field"))
          .containsExactly(fields.split(","));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {"{ | 400", "[] | 400", "null | 400", "{} {} | 400", "'{\"a\":1,\"a\":2}' | 400"})
    void refusesBodiesThatAreNoJsonObject(String body, int status) throws Exception {
      Answer answer = client.wrong("POST", API + "/appointments", body);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    }

    @Test
    void refusesOtherMediaTypesAndOversizedBodies() throws Exception {
      String path = API + "/appointments";
      assertThat(client.wrong("POST", path, "{}", "Content-Type", "text/plain").status())
          .isEqualTo(415);
      String large = "{\"complaint\": \"" + "a".repeat(70_000) + "\"}";
      assertThat(client.wrong("POST", path, large).status()).isEqualTo(413);
      String body = booking(0, "2026-11-26T09:00:00+05:30", newPatient("Asha"));
      assertThat(client.wrong("POST", path, body, "Idempotency-Key", "a b").text("/errors/0/field"))
          .isEqualTo("Idempotency-Key");
    }

    @Test
    void answersWrongMethodsAndUnknownRoutesAsProblems() throws Exception {
      Answer method = client.wrong("DELETE", API + "/doctors", null);
      assertThat(method.status()).isEqualTo(405);
      assertThat(method.headers()).containsEntry("allow", "GET");
      assertThat(method.text("/code")).isEqualTo("method-not-allowed");
      Answer route = client.wrong("GET", API + "/nothing", null);
      assertThat(route.status()).isEqualTo(404);
      assertThat(route.text("/code")).isEqualTo("route-unknown");
    }

    @Test
    void keepsHarmlessCorrelationIdAndReplacesOthers() throws Exception {
      Answer kept =
          client.wrong("GET", API + "/doctors", null, "X-Correlation-Id", "front-desk.42");
      assertThat(kept.headers()).containsEntry("x-correlation-id", "front-desk.42");
      Answer replaced = client.wrong("GET", API + "/doctors", null, "X-Correlation-Id", "{jndi:x}");
      assertThat(replaced.headers().get("x-correlation-id")).matches("[0-9a-f]{16}");
    }
  }
}
