package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.conversation.Notice;
import org.tabib.engine.conversation.NoticeFacts;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitReply;

/** What people are told without asking, and their answers, through real webhooks. */
@ExtendWith(SharedNode.class)
class NoticesIT {
  private static final Duration ASKING = Duration.ofSeconds(10);

  private final NodeUnderTest node;

  NoticesIT(NodeUnderTest node) {
    this.node = node;
  }

  @AfterEach
  void nothingWasSentThatMetaRefuses() {
    assertThat(node.graph().problems()).isEmpty();
  }

  @Test
  void reminderIsToldOnceAndATapConfirmsTheVisit() throws Exception {
    Patient asha = node.newPatient("Asha");
    asha.books("Asha Verma", "Fever and headache since two days");
    String visit = visits(asha, 1).getFirst();

    ConversationReply first = remind(asha, visit);
    assertThat(remind(asha, visit)).isEqualTo(first);
    asha.hears("Reminder: your visit with");
    asha.taps("I will come").hears("we expect you");

    awaitStatuses(asha, "CONFIRMED");
    asha.hearsNothingMore();
  }

  @Test
  void wordsWithTwoVisitsOpenAreAskedWhichAndOnlyThatOneIsConfirmed() throws Exception {
    Patient ravi = node.newPatient("Ravi");
    ravi.books("Ravi Nair", "Fever and headache since two days");
    ravi.says("book").hears("Who is the visit for?");
    ravi.taps("Ravi Nair").hears("What is the problem?");
    ravi.says("Fever and headache since two days").hears("can see Ravi Nair");
    ravi.choosesFirstSlot().taps("Confirm").hears("Your appointment is confirmed");
    List<String> both = visits(ravi, 2);
    for (String visit : both) {
      remind(ravi, visit);
      ravi.hears("Reminder: your visit with");
    }

    ravi.says("confirm").hears("Which visit do you mean?");
    assertThat(ravi.lastHeard().options()).hasSize(2);
    ravi.taps(ravi.lastHeard().options().getLast()).hears("we expect you");

    await()
        .untilAsserted(
            () -> assertThat(statuses(ravi)).containsExactlyInAnyOrder("BOOKED", "CONFIRMED"));
  }

  @Test
  void confirmationInHindiIsUnderstoodInAConversationInEnglish() throws Exception {
    Patient tara = node.newPatient("Tara");
    tara.books("Tara Rao", "Fever and headache since two days");
    remind(tara, visits(tara, 1).getFirst());
    tara.hears("Reminder: your visit with");

    tara.says("पक्का").hears("we expect you");

    awaitStatuses(tara, "CONFIRMED");
  }

  @Test
  void numberOfTheQueueIsTakenAfterTheWaitWasToldAndGivenUpAgain() {
    Patient usha = node.newPatient("Usha");
    usha.consents();
    usha.taps("Join the queue").hears("Which clinic are you coming to?");
    usha.taps(usha.lastHeard().options().getFirst());
    usha.hears("");
    if (usha.lastHeard().text().contains("What do you need?")) {
      usha.taps(usha.lastHeard().options().getFirst()).hears("Who is the visit for?");
    }
    usha.taps("For me").hears("What is your full name?");
    usha.says("Usha Patil").hears("34, or 8 months");
    usha.says("34").hears("sex");
    usha.taps("Female").hears("What is the problem?");
    usha.says("cough for two days").hears("Would you like a number?");
    assertThat(usha.lastHeard().text()).contains("ahead of you");

    usha.taps("Yes, join").hears("Your number is *");
    String label = usha.lastHeard().text().replaceAll("(?s).*?\\*(\\w+)\\*.*", "$1");
    usha.says("my number").hears("Your number *" + label + "*");
    usha.says("leave the queue").hears("Number *" + label + "* is then given up");
    usha.taps("Yes, leave").hears("Number *" + label + "* is given up");
    usha.hearsNothingMore();
  }

  // ── the story ─────────────────────────────────────────────────────────────────────────────────

  private List<String> visits(Patient patient, int count) {
    await().until(() -> column(patient, "visit_id").size() == count);
    return column(patient, "visit_id");
  }

  private List<String> statuses(Patient patient) {
    return column(patient, "status");
  }

  private List<String> column(Patient patient, String name) {
    return node.stored()
        .column(
            "select "
                + name
                + " from read.appointment where conversation_id = ? order by opened_at",
            patient.conversationId());
  }

  private void awaitStatuses(Patient patient, String... expected) {
    await().untilAsserted(() -> assertThat(statuses(patient)).containsExactly(expected));
  }

  private ConversationReply remind(Patient patient, String visitId) throws Exception {
    ClusterSharding sharding = ClusterSharding.get(node.node().system());
    CompletionStage<VisitReply> visit =
        sharding.entityRefFor(Visit.TYPE_KEY, visitId).ask(VisitCommand.Get::new, ASKING);
    VisitDetails details = ((VisitReply.Current) get(visit)).details();
    Notice notice =
        new Notice(
            visitId + "/day",
            NoticeKind.VISIT_REMINDER_DAY,
            Map.of(
                NoticeFacts.VISIT,
                visitId,
                NoticeFacts.PATIENT,
                details.patientId(),
                NoticeFacts.DOCTOR,
                details.doctorId(),
                NoticeFacts.SLOT,
                NoticeFacts.slot(details.slot())),
            Instant.now().plus(Duration.ofHours(1)));
    CompletionStage<ConversationReply> told =
        sharding
            .entityRefFor(Conversation.TYPE_KEY, patient.conversationId())
            .ask(replyTo -> new ConversationCommand.Notify(notice, replyTo), ASKING);
    return get(told);
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(ASKING.toSeconds() * 2, TimeUnit.SECONDS);
  }
}
