package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files from a patient's telephone to the visit, over the real wire on both sides. */
@ExtendWith(SharedNode.class)
class AttachmentsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger IDS = new AtomicInteger(9_000_000);

  @Test
  void photoAndVoiceNoteArriveAtTheVisitByteForByte(NodeUnderTest node) throws Exception {
    byte[] photo = file("ffd8ffe000104a464946000101", 300_000);
    byte[] voice = file(VOICE, 40_000);
    String photoId = has(node, FakeGraph.File.of(photo));
    String voiceId = has(node, FakeGraph.File.of(voice));
    Patient patient = node.newPatient("Kiran").consents();
    patient.describes("Kiran Rao", "fever since two days").choosesFirstSlot();
    patient
        .sends(patient.message(Webhooks.file("image", photoId, "my rash", false)))
        .hears("Thank you. I have kept it safely for our staff.");
    assertThat(patient.lastHeard().text()).contains("Please check and confirm");
    patient.taps("Confirm").hears("Your appointment is confirmed");
    patient.findsVisits(1);
    patient
        .sends(patient.message(Webhooks.file("audio", voiceId, null, true)))
        .hears("Thank you for the voice note.");

    JsonNode files = settled(path -> bytes(node, path), patient.conversationId(), 2);

    assertThat(files.at("/items/0/voice").asBoolean()).isTrue();
    assertThat(files.at("/items/0/mediaType").asText()).isEqualTo("audio/ogg");
    assertThat(files.at("/items/1/caption").asText()).isEqualTo("my rash");
    assertThat(content(node, files.at("/items/0"))).isEqualTo(voice);
    assertThat(content(node, files.at("/items/1"))).isEqualTo(photo);
    String visit = files.at("/items/1/appointmentId").asText();
    assertThat(visit).isNotEmpty().isEqualTo(files.at("/items/0/appointmentId").asText());
    JsonNode ofVisit = json(bytes(node, "/api/v1/appointments/" + visit + "/attachments"));
    assertThat(ofVisit.path("items")).isEqualTo(files.path("items"));
    assertThat(bytes(node, "/api/v1/attachments/" + files.at("/items/0/id").asText()).statusCode())
        .isEqualTo(200);
    patient.hearsNothingMore();
  }

  @Test
  void storedFilesAndTablesShowNothingOfAFile(NodeUnderTest node) throws Exception {
    String planted = "PLANTED-brimbulator-words-in-a-document";
    byte[] document = ("%PDF-1.7\n" + planted.repeat(3000)).getBytes(UTF_8);
    String id = has(node, FakeGraph.File.of(document));
    Patient patient = node.newPatient("Lila").consents();
    patient
        .sends(patient.message(Webhooks.file("document", id, "xylocaption", false)))
        .hears("Thank you.");

    JsonNode files = settled(path -> bytes(node, path), patient.conversationId(), 1);

    assertThat(content(node, files.at("/items/0"))).isEqualTo(document);
    try (Stream<Path> all = Files.walk(node.dataDir().resolve("objects"))) {
      List<Path> stored = all.filter(Files::isRegularFile).toList();
      assertThat(stored).isNotEmpty();
      for (Path file : stored) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("brimbulator");
      }
    }
    assertThat(
            node.stored()
                .column(
                    "select encode(label_sealed, 'escape') from read.attachment"
                        + " where label_sealed is not null"))
        .isNotEmpty()
        .noneMatch(label -> label.contains("xylocaption"));
  }

  @Test
  void fileThatCannotBeHadIsToldInOnePlainMessage(NodeUnderTest node) throws Exception {
    Patient patient = node.newPatient("Mina").consents();
    refused(node, patient, "image", "no-such-file", "could not receive", "expired");
    String large = has(node, FakeGraph.File.of(file("ffd8ffe000104a464946000101", 6_000_000)));
    refused(node, patient, "image", large, "too large", "too-large");
    String page = has(node, FakeGraph.File.of("<html><script>x</script></html>".getBytes(UTF_8)));
    refused(node, patient, "image", page, "cannot accept this kind", "unsupported");
    String spoilt =
        has(
            node,
            new FakeGraph.File(
                file("ffd8ffe000104a464946000101", 1000),
                "00".repeat(32),
                new AtomicInteger(),
                false));
    refused(node, patient, "image", spoilt, "could not receive", "corrupt");
    patient.hearsNothingMore();
  }

  private static void refused(
      NodeUnderTest node, Patient patient, String kind, String id, String words, String reason)
      throws Exception {
    patient.sends(patient.message(Webhooks.file(kind, id, null, false))).hears("Thank you.");
    patient.hears(words);
    String path = "/api/v1/conversations/" + patient.conversationId() + "/attachments?limit=1";
    await()
        .atMost(PATIENCE)
        .until(() -> json(bytes(node, path)).at("/items/0/reason").asText().equals(reason));
  }

  @Test
  void providerThatFailsForAWhileIsAskedAgain(NodeUnderTest node) throws Exception {
    byte[] photo = file("89504e470d0a1a0a0000000d49484452", 5_000);
    FakeGraph.File file = FakeGraph.File.of(photo);
    file.troubled().set(2);
    String id = has(node, file);
    Patient patient = node.newPatient("Nila").consents();
    patient.sends(patient.message(Webhooks.file("image", id, null, false))).hears("Thank you.");

    JsonNode files = settled(path -> bytes(node, path), patient.conversationId(), 1);

    assertThat(content(node, files.at("/items/0"))).isEqualTo(photo);
    patient.hearsNothingMore();
  }

  @Test
  void fileIsFetchedAfterTheNodeDiedOverIt() throws Exception {
    byte[] photo = file("ffd8ffe000104a464946000101", 200_000);
    try (FakeGraph graph = new FakeGraph();
        NodeProcess node = new NodeProcess(Files.createTempDirectory("tabib-node"), graph)) {
      node.start();
      graph.has("4711", new FakeGraph.File(photo, "", new AtomicInteger(), true));
      Patient patient = new Patient(node, "919900300001", null, "Omi").consents();
      patient
          .sends(patient.message(Webhooks.file("image", "4711", null, false)))
          .hears("Thank you.");
      await().atMost(PATIENCE).until(() -> graph.fetched().contains("4711"));
      node.kill();

      graph.has("4711", FakeGraph.File.of(photo));
      node.start();

      JsonNode files = settled(node::get, patient.conversationId(), 1);
      assertThat(node.get(files.at("/items/0/content").asText()).body()).isEqualTo(photo);
      patient.hearsNothingMore();
      node.stop();
    }
  }

  private static final String VOICE =
      "4f67675300020000000000000000000000000000000000000000011e4f707573486561640101";

  private static String has(NodeUnderTest node, FakeGraph.File file) {
    String id = String.valueOf(IDS.incrementAndGet());
    node.graph().has(id, file);
    return id;
  }

  private static byte[] file(String head, int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    byte[] start = HexFormat.of().parseHex(head);
    System.arraycopy(start, 0, bytes, 0, start.length);
    return bytes;
  }

  private static JsonNode settled(
      Function<String, HttpResponse<byte[]>> get, String conversation, int count) {
    String path = "/api/v1/conversations/" + conversation + "/attachments";
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonNode items = json(get.apply(path)).path("items");
              return items.size() == count
                  && items.findValuesAsText("status").stream().allMatch("kept"::equals);
            });
    return json(get.apply(path));
  }

  private static byte[] content(NodeUnderTest node, JsonNode attachment) {
    HttpResponse<byte[]> response = bytes(node, attachment.path("content").asText());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static HttpResponse<byte[]> bytes(NodeUnderTest node, String path) {
    return NodeUnderTest.bytes(node.uri(path));
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("not JSON", e);
    }
  }
}
