package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * Reminders of visits that come due all at once. Nobody can tell them while the journal is locked:
 * what nodes have taken by then is in their hands, whatever the machine does meanwhile.
 */
final class DueReminders {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VISITS_OF_EACH = 2;
  private static final String HOUR = "task_instance like '%/hour/%'";
  private static final String OF_VISITS = "subject in (select unnest(string_to_array(?, ' ')))";

  private final ClusterUnderTest cluster;
  private final Stored stored;
  private final List<Patient> people;
  private final List<String> visits = new CopyOnWriteArrayList<>();

  private DueReminders(ClusterUnderTest cluster, List<Patient> people) throws Exception {
    this.cluster = cluster;
    this.people = people;
    this.stored = new Stored(cluster.database(), NodeUnderTest.MASTER_KEY);
  }

  /** Staff book visits in some days for people who have only consented. */
  static DueReminders booked(ClusterUnderTest cluster, List<Patient> people) throws Exception {
    DueReminders reminders = new DueReminders(cluster, people);
    Instant from = Instant.now().plus(Duration.ofDays(3));
    JsonNode slots =
        read(NodeUnderTest.send(
                    HttpRequest.newBuilder(
                            reminders.uri(
                                "/api/v1/slots?limit=100&from=%s&to=%s"
                                    .formatted(from, from.plus(Duration.ofDays(4)))))
                        .build())
                .body())
            .path("items");
    IntStream.range(0, people.size() * VISITS_OF_EACH)
        .parallel()
        .forEach(i -> reminders.book(people.get(i % people.size()), slots.get(i)));
    await().atMost(Duration.ofSeconds(30)).until(() -> reminders.left() == reminders.size());
    return reminders;
  }

  int size() {
    return visits.size();
  }

  /**
   * They are due. When so many nodes have some in their hands, that is done.
   *
   * @param nodes all of them together take no more than there are
   */
  void comeDue(int nodes, Step then) throws Exception {
    try (Connection journal = cluster.database().engine().getConnection();
        Statement statement = journal.createStatement()) {
      journal.setAutoCommit(false);
      try {
        statement.execute("lock table journal.event_journal in exclusive mode");
        assertThat(
                stored.column(
                    "update timer.planned set execution_time = now() where "
                        + HOUR
                        + " and "
                        + OF_VISITS
                        + " returning 1",
                    ids()))
            .hasSize(size());
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    stored.count(
                            "select count(distinct picked_by) from timer.planned where picked and "
                                + OF_VISITS,
                            ids())
                        == nodes);
        then.run();
      } finally {
        journal.rollback();
        journal.setAutoCommit(true);
      }
    }
  }

  /** What is done while they are held. */
  interface Step {
    void run() throws Exception;
  }

  /** Each of them came to its telephone, once. */
  void areToldOnce(Duration patience) {
    await().atMost(patience).until(() -> left() == 0);
    for (Patient one : people) {
      await()
          .atMost(patience)
          .untilAsserted(
              () ->
                  assertThat(cluster.graph().sentTo(one.address()))
                      // The question for consent and the menu came before.
                      .hasSize(2 + VISITS_OF_EACH)
                      .extracting(sent -> sent.json().toString())
                      .doesNotHaveDuplicates());
    }
  }

  /** How many wait to be told, or are being told. */
  long left() {
    return stored.count(
        "select count(*) from timer.planned where " + HOUR + " and " + OF_VISITS, ids());
  }

  private String ids() {
    return String.join(" ", visits);
  }

  private void book(Patient patient, JsonNode slot) {
    String body =
        """
        {"doctorId":"%s","start":"%s","complaint":"Fever",
         "patient":{"new":{"name":"Asha Verma","age":34,"sex":"female","phone":"%s"}}}
        """
            .formatted(
                slot.path("doctorId").asText(), slot.path("start").asText(), patient.number());
    HttpResponse<String> answer =
        NodeUnderTest.send(
            HttpRequest.newBuilder(uri("/api/v1/appointments"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    visits.add(read(answer.body()).path("id").asText());
  }

  private URI uri(String path) {
    return cluster.node(0).base().resolve(path);
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
