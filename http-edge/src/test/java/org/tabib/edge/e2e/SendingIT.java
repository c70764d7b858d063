package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages while Meta is in trouble, and after a day of silence: one each, in order, none lost. */
class SendingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static NodeUnderTest node;

  @BeforeAll
  static void start() throws Exception {
    node = NodeUnderTest.start();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void mend() {
    node.graph().behave(new FakeGraph.Behaviour.Accept());
    assertThat(node.graph().problems().stream().filter(p -> !p.equals("wrong token"))).isEmpty();
  }

  @Test
  void aReceiptWithOurIdentifierSettlesAMessageWhoseAnswerWasLost() {
    Patient asha = node.newPatient("Asha").consents();
    node.graph().behave(new FakeGraph.Behaviour.AcceptAndDrop());
    asha.taps("Book a visit");
    FakeGraph.Sent unheardOf = asha.hears("Who is the visit for?");
    node.graph().behave(new FakeGraph.Behaviour.Accept());
    await().atMost(PATIENCE).until(() -> owed(asha) == 1);

    node.deliver(Webhooks.status(unheardOf, "sent", Instant.now()));

    await().atMost(PATIENCE).until(() -> owed(asha) == 0);
    asha.taps("For me").hears("What is your full name?");
    asha.says("Asha Verma").hears("How old are you?");
    assertThat(node.graph().attempts())
        .filteredOn(unheardOf.ownId()::equals)
        .as("asked once, never again")
        .hasSize(1);
  }

  @Test
  void whatMetaRefusesForItsOwnSakeWaitsAndIsDeliveredOnceInOrder() {
    List<Patient> people = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      people.add(node.newPatient("P" + i).consents());
    }
    node.graph().behave(new FakeGraph.Behaviour.Refuse(500, 131_016));
    people.forEach(patient -> patient.taps("Book a visit"));
    await().atMost(PATIENCE).until(() -> metric("tabib_sending_breaker") == 2);
    people.forEach(patient -> patient.says("hello?"));
    assertThat(node.get("/health/ready").body()).contains("cannot be sent from");
    assertThat(node.get("/health/ready").statusCode()).isEqualTo(200);

    node.graph().behave(new FakeGraph.Behaviour.Accept());

    for (Patient patient : people) {
      await().atMost(PATIENCE).until(() -> owed(patient) == 0);
      List<String> received =
          node.graph().sentTo(patient.address()).stream().map(FakeGraph.Sent::ownId).toList();
      assertThat(new HashSet<>(received)).hasSameSizeAs(received);
      assertThat(received)
          .isSortedAccordingTo(
              (one, other) ->
                  Long.compare(
                      Long.parseLong(one.substring(one.lastIndexOf('/') + 1)),
                      Long.parseLong(other.substring(other.lastIndexOf('/') + 1))));
      assertThat(received).hasSizeGreaterThan(2);
    }
    await().atMost(PATIENCE).until(() -> metric("tabib_sending_breaker") == 0);
    assertThat(failed()).isZero();
  }

  @Test
  void nothingIsLostWhileTheAccountHasToBeMended() {
    Patient tara = node.newPatient("Tara").consents();
    node.graph().behave(new FakeGraph.Behaviour.Refuse(401, 190));
    tara.taps("Book a visit");
    await().atMost(PATIENCE).until(() -> metric("tabib_sending_breaker") == 2);
    int tries = node.graph().attempts().size();
    await().atMost(PATIENCE).until(() -> node.graph().attempts().size() > tries + 1);

    node.graph().behave(new FakeGraph.Behaviour.Accept());

    tara.hears("Who is the visit for?", PATIENCE);
    assertThat(deferred(tara)).as("nothing is written of what is held").isZero();
    assertThat(failed()).isZero();
  }

  @Test
  void aPersonWhoWasSilentForADayIsAskedToWriteAndHearsThenWhatWaited() {
    Patient ravi = node.newPatient("Ravi");
    Instant silentSince = Instant.now().minus(Duration.ofHours(24)).plusSeconds(20);
    ravi.sends(at(ravi.message(Webhooks.text("Hi")), silentSince));
    ravi.hears("Do you agree?");
    ravi.sends(at(ravi.tap("I agree"), silentSince)).hears("How can I help you?");
    node.graph().behave(new FakeGraph.Behaviour.Refuse(401, 190));
    ravi.sends(at(ravi.tap("Book a visit"), silentSince));
    await()
        .atMost(PATIENCE)
        .until(() -> Instant.now().isAfter(silentSince.plus(Duration.ofHours(24))));

    node.graph().behave(new FakeGraph.Behaviour.Accept());

    FakeGraph.Sent invitation = ravi.hears("", PATIENCE);
    assertThat(invitation.template()).isEqualTo("tabib_message_waiting");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node.stored().said(ravi.conversationId()))
                    .anyMatch(said -> said.startsWith("You have a message from")));
    ravi.sends(ravi.message(Webhooks.quickReply(invitation)));
    ravi.hears("Who is the visit for?", PATIENCE);
    ravi.taps("For me").hears("What is your full name?");
    ravi.hearsNothingMore();
  }

  private static Webhooks.Message at(Webhooks.Message message, Instant at) {
    message.message().put("timestamp", String.valueOf(at.getEpochSecond()));
    return message;
  }

  /** What the index of debts knows of. */
  private static long owed(Patient patient) {
    return node.stored()
        .count(
            "select count(*) from read.owed_by_conversation where conversation_id = ?",
            patient.conversationId());
  }

  private static long deferred(Patient patient) {
    return node.stored()
        .count(
            """
            select count(*) from journal.event_journal
            where persistence_id = ? and event_ser_manifest like 'conversation.send-deferred:%'
            """,
            "Conversation|" + patient.conversationId());
  }

  private static long failed() {
    return node.stored()
        .count("select count(*) from read.message where direction = 'out' and status = 2");
  }

  private static double metric(String name) {
    return node.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
