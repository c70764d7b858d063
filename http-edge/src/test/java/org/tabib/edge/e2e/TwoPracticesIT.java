package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.japi.function.Function;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.QueueReply.TicketState;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.Urgency;

/** Demo mode has two practices: each answers at its own number, and has its own queue. */
@ExtendWith(SharedNode.class)
class TwoPracticesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final NodeUnderTest node;

  TwoPracticesIT(NodeUnderTest node) {
    this.node = node;
  }

  @Test
  void whoWritesToTheHospitalIsAnsweredByTheHospital() {
    Patient patient = node.newPatient("Njeri");
    String toSehat =
        new String(Webhooks.payload(List.of(patient.message(Webhooks.text("habari")))), UTF_8);
    node.deliver(toSehat.replace(Webhooks.ACCOUNT, AfyaPractice.ACCOUNT).getBytes(UTF_8));

    await().until(() -> !node.graph().sentTo(patient.address()).isEmpty());
    assertThat(node.graph().sentTo(patient.address()).getFirst().json().toString())
        .contains("Afya")
        .doesNotContain("Sehat");
    assertThat(patient.conversationId()).startsWith(AfyaPractice.ID + ".");
  }

  @Test
  void theApiAnswersForThePracticeThatTheCallerNames() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.uri("/api/v1/doctors")).timeout(PATIENCE);

    assertThat(NodeUnderTest.send(request.build()).body()).contains("Rao");
    assertThat(NodeUnderTest.send(request.header("X-Tabib-Practice", "afya").build()).body())
        .contains("Achieng Odhiambo")
        .doesNotContain("Rao");
  }

  @Test
  void ticketsAreKeptInTheJournalUnderTheirManifests() {
    ClusterSharding sharding = ClusterSharding.get(node.node().system());
    String id = QueueId.of(AfyaPractice.CLINIC, LocalDate.now(ZoneId.of("Africa/Nairobi"))).text();
    EntityRef<QueueCommand> queue = sharding.entityRefFor(ClinicQueue.TYPE_KEY, id);
    String command = UUID.randomUUID().toString();

    TicketState issued =
        (TicketState)
            ask(
                queue,
                to ->
                    new QueueCommand.IssueTicket(
                        command,
                        "staff",
                        "dental",
                        TicketHolder.NOBODY,
                        Origin.DESK,
                        Urgency.GREEN,
                        PatientType.ADULT,
                        null,
                        null,
                        to));
    TicketState called =
        (TicketState)
            ask(queue, to -> new QueueCommand.CallNext(command + "-2", "staff", "dental", "6", to));

    assertThat(issued.label()).startsWith("C");
    assertThat(called.status()).isEqualTo(TicketStatus.CALLED);
    assertThat(
            node.stored()
                .column(
                    "select event_ser_manifest from journal.event_journal"
                        + " where persistence_id = ? order by sequence_number",
                    "ClinicQueue|" + id))
        .contains("queue.day-opened:1", "queue.ticket-issued:1", "queue.ticket-called:2");
  }

  private static QueueReply ask(
      EntityRef<QueueCommand> queue, Function<ActorRef<QueueReply>, QueueCommand> command) {
    return queue.ask(command, PATIENCE).toCompletableFuture().join();
  }
}
