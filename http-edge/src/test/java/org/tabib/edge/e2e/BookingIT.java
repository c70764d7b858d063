package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.visit.VisitEvent.Complaint;

/** Bookings from webhook to read model, and what may go wrong on the way. */
@ExtendWith(SharedNode.class)
class BookingIT {
  private final NodeUnderTest node;

  BookingIT(NodeUnderTest node) {
    this.node = node;
  }

  @AfterEach
  void nothingWasSentThatMetaRefuses() {
    assertThat(node.graph().problems()).isEmpty();
  }

  private void awaitVisits(Patient patient, String... statuses) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        node.stored()
                            .column(
                                "select status from read.appointment where conversation_id = ?"
                                    + " order by opened_at",
                                patient.conversationId()))
                    .containsExactly(statuses));
  }

  @Test
  void bookingInEnglishBecomesVisitWithProfileAndComplaint() {
    Patient asha = node.newPatient("Asha");
    asha.books("Asha Verma", "Fever and headache since two days");
    awaitVisits(asha, "BOOKED");
    node.stored()
        .rows(
            """
            select a.complaint_subject, a.complaint_sealed, p.profile_subject, p.profile_sealed,
                   a.patient_id
            from read.appointment a join read.patient p using (patient_id)
            where a.conversation_id = ?
            """,
            row -> {
              assertThat(node.stored().open(row.getString(1), row.getBytes(2), Complaint.class))
                  .isEqualTo(new Complaint("Fever and headache since two days"));
              PatientProfile profile =
                  node.stored().open(row.getString(3), row.getBytes(4), PatientProfile.class);
              assertThat(profile.name()).isEqualTo("Asha Verma");
              assertThat(profile.sex()).isEqualTo("female");
            },
            asha.conversationId());
    asha.hearsNothingMore();
  }

  @Test
  void bookingInHindiSpeaksHindiToTheEnd() {
    Patient asha = node.newPatient("आशा");
    asha.says("नमस्ते").hears("क्या आप सहमत हैं?");
    asha.taps("सहमत हूँ").hears("मैं आपकी क्या मदद करूँ?");
    asha.taps("अपॉइंटमेंट लें").hears("अपॉइंटमेंट किसके लिए चाहिए?");
    asha.taps("मेरे लिए").hears("आपका पूरा नाम क्या है?");
    asha.says("आशा वर्मा").hears("आपकी उम्र क्या है?");
    asha.says("३४ साल").hears("आपका लिंग क्या है?");
    asha.taps("महिला").hears("क्या तकलीफ़ है?");
    asha.says("दो दिन से बुखार और सिर दर्द है").hears("आशा वर्मा को ये डॉक्टर देख सकते हैं");
    asha.taps(asha.lastHeard().options().getFirst()).hears("के पास ये समय खाली हैं");
    asha.taps(asha.lastHeard().options().getFirst()).hears("कृपया देखकर पक्का करें");
    asha.says("हाँ").hears("आपका अपॉइंटमेंट पक्का हो गया");
    awaitVisits(asha, "BOOKED");
    assertThat(
            node.stored()
                .column(
                    "select language from read.conversation where conversation_id = ?",
                    asha.conversationId()))
        .containsExactly("hi");
  }

  @Test
  void familyMemberIsPatientOfTheirOwnAndChosenByNameNextTime() {
    Patient asha = node.newPatient("Asha").books("Asha Verma", "Fever since two days");
    awaitVisits(asha, "BOOKED");
    asha.says("book").hears("Who is the visit for?");
    asha.taps("Someone else").hears("What is the patient’s full name?");
    asha.introduces("Rohan Verma", "Sore throat and cough").choosesFirstSlot();
    asha.taps("Confirm").hears("Rohan Verma");
    awaitVisits(asha, "BOOKED", "BOOKED");
    assertThat(
            node.stored()
                .count(
                    "select count(distinct patient_id) from read.appointment"
                        + " where conversation_id = ?",
                    asha.conversationId()))
        .isEqualTo(2);
    asha.says("book").hears("Who is the visit for?");
    assertThat(asha.lastHeard().options())
        .extracting(FakeGraph.Option::title)
        .containsExactly("Asha Verma", "Rohan Verma", "Someone else");
    asha.taps("Rohan Verma").hears("What is the problem?");
  }

  @Test
  void visitIsMovedAndThenCancelled() {
    Patient asha = node.newPatient("Asha").books("Asha Verma", "Fever since two days");
    awaitVisits(asha, "BOOKED");
    String booked = startsAt(asha);
    asha.says("my visits").hears("Your upcoming visits");
    asha.taps(asha.lastHeard().options().getFirst()).hears("Asha Verma");
    asha.taps("Other time").hears("is free at these times");
    asha.taps(asha.lastHeard().options().get(3)).hears("Move your visit to this time?");
    asha.taps("Yes, move it").hears("Your appointment is now booked for");
    await().untilAsserted(() -> assertThat(startsAt(asha)).isNotEqualTo(booked));

    asha.says("my visits").hears("Your upcoming visits");
    asha.taps(asha.lastHeard().options().getFirst()).hears("Asha Verma");
    asha.taps("Cancel visit").hears("Really cancel the visit");
    asha.taps("Yes, cancel it").hears("is cancelled");
    awaitVisits(asha, "CANCELLED");
    asha.says("my visits").hears("You have no upcoming visits");
  }

  private String startsAt(Patient patient) {
    return node.stored()
        .column(
            "select starts_at from read.appointment where conversation_id = ?",
            patient.conversationId())
        .getFirst();
  }

  @Test
  void slotThatTwoTapAtOnceGoesToOneAndTheOtherIsOfferedTheNextThree() {
    Contest contest = twoWhoSeeTheSameSlot();
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> contest.first().taps(contest.ofFirst())),
            CompletableFuture.runAsync(() -> contest.second().taps(contest.ofSecond())))
        .join();
    String first = contest.first().hears("").text();
    String second = contest.second().hears("").text();
    boolean firstWon = first.contains("Please check and confirm");
    assertThat(firstWon ? second : first).contains("Sorry, that time has just been taken");
    Patient winner = firstWon ? contest.first() : contest.second();
    Patient loser = firstWon ? contest.second() : contest.first();
    assertThat(winner.lastHeard().text()).contains("Please check and confirm");
    assertThat(loser.lastHeard().options()).hasSize(4);
    assertThat(loser.lastHeard().options().getLast().title()).isEqualTo("Waiting list");
    loser.taps(loser.lastHeard().options().getFirst()).hears("Please check and confirm");
    winner.taps("Confirm").hears("Your appointment is confirmed");
    loser.taps("Confirm").hears("Your appointment is confirmed");
    awaitVisits(winner, "BOOKED");
    awaitVisits(loser, "BOOKED");
    assertThat(startsAt(winner)).isNotEqualTo(startsAt(loser));
  }

  private record Contest(
      Patient first, FakeGraph.Option ofFirst, Patient second, FakeGraph.Option ofSecond) {}

  /**
   * Different people are shown different slots as long as there are enough: so the last days that
   * can be booked are asked for, by one after another, until two are shown the same.
   */
  private Contest twoWhoSeeTheSameSlot() {
    LocalDate day = LocalDate.now(ZoneId.of("Asia/Kolkata")).plusDays(29);
    List<Patient> before = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      Patient patient = node.newPatient("Asha");
      patient.consents().describes("Asha Verma", "My child has an ear ache and hearing loss");
      patient.taps(patient.lastHeard().options().getLast()).hears("is free at these times");
      patient.says(day.format(DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH)));
      patient.hears("is free at these times");
      for (Patient other : before) {
        for (FakeGraph.Option mine : patient.lastHeard().options()) {
          for (FakeGraph.Option theirs : other.lastHeard().options()) {
            if (isTime(mine) && slot(mine).equals(slot(theirs))) {
              return new Contest(patient, mine, other, theirs);
            }
          }
        }
      }
      before.add(patient);
    }
    throw new AssertionError("nobody was shown a slot twice");
  }

  /** Below the times a person may choose to wait for another one. */
  private static boolean isTime(FakeGraph.Option option) {
    return !option.title().equals("Waiting list");
  }

  private static String slot(FakeGraph.Option option) {
    return option.id().substring(option.id().lastIndexOf('|'));
  }

  @Test
  void everythingDeliveredTwiceAndShuffledIsAnsweredOnce() {
    Patient asha = node.newPatient("Asha");
    List<Webhooks.Message> all = new ArrayList<>();
    List<String> expected =
        List.of("Do you agree?", "How can I help you?", "Who is the visit for?", "full name");
    Webhooks.Message next = asha.message(Webhooks.text("Hi"));
    for (int i = 0; i < expected.size(); i++) {
      asha.sends(next).sends(next).hears(expected.get(i));
      all.add(next);
      next =
          switch (i) {
            case 0 -> asha.tap("I agree");
            case 1 -> asha.tap("Book a visit");
            default -> i == 2 ? asha.tap("For me") : next;
          };
    }
    Collections.shuffle(all, new Random(7));
    all.forEach(asha::sends);
    node.deliver(Webhooks.payload(all));
    asha.hearsNothingMore();
  }

  @Test
  void confirmTappedTwiceAtOnceBooksOnce() {
    Patient asha = node.newPatient("Asha").consents();
    asha.describes("Asha Verma", "Fever since two days").choosesFirstSlot();
    Webhooks.Message one = asha.tap("Confirm");
    Webhooks.Message other = asha.tap("Confirm");
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> asha.sends(one)),
            CompletableFuture.runAsync(() -> asha.sends(other)))
        .join();
    // The other tap's answer may be withdrawn before it is sent: the confirmation says it all.
    FakeGraph.Sent answer = asha.hears("");
    while (!answer.text().contains("appointment is confirmed")) {
      assertThat(answer.text()).containsAnyOf("One moment", "older message");
      answer = asha.hears("");
    }
    awaitVisits(asha, "BOOKED");
    asha.says("my visits").hears("Your upcoming visits");
    assertThat(asha.lastHeard().options()).hasSize(1);
  }

  @Test
  void tapOnOldMenuIsAnsweredClearlyAndBooksNothing() {
    Patient asha = node.newPatient("Asha").consents();
    asha.describes("Asha Verma", "Fever since two days");
    asha.taps(asha.lastHeard().options().getFirst()).hears("is free at these times");
    FakeGraph.Option oldSlot = asha.lastHeard().options().get(1);
    asha.taps(asha.lastHeard().options().getFirst()).hears("Please check and confirm");
    FakeGraph.Option oldConfirm = asha.lastHeard().options().getFirst();
    asha.taps(oldSlot).hears("That choice is from an older message");
    assertThat(asha.lastHeard().text()).contains("Please check and confirm");
    asha.taps("Confirm").hears("Your appointment is confirmed");
    awaitVisits(asha, "BOOKED");
    asha.taps(oldConfirm).hears("That choice is from an older message");
    asha.taps(oldSlot).hears("That choice is from an older message");
    asha.says("my visits").hears("Your upcoming visits");
    assertThat(asha.lastHeard().options()).hasSize(1);
  }

  @Test
  void batchOfSeveralPeopleIsAnsweredPersonByPerson() {
    List<Patient> people =
        List.of(node.newPatient("One"), node.newPatient("Two"), node.newPatient("Three"));
    node.deliver(
        Webhooks.payload(people.stream().map(p -> p.message(Webhooks.text("Hi"))).toList()));
    people.forEach(person -> person.hears("Do you agree?"));
    node.deliver(Webhooks.payload(people.stream().map(p -> p.tap("I agree")).toList()));
    people.forEach(person -> person.hears("How can I help you?"));
    people.forEach(Patient::hearsNothingMore);
  }

  @Test
  void receiptsOutOfOrderNeverGoBackAndKeepEveryTime() {
    Patient asha = node.newPatient("Asha");
    FakeGraph.Sent sent = asha.consents().lastHeard();
    Instant read = Instant.ofEpochSecond(1_790_000_030L);
    node.deliver(Webhooks.status(sent, "read", read));
    node.deliver(Webhooks.status(sent, "sent", read.minusSeconds(28)));
    node.deliver(Webhooks.status(sent, "delivered", read.minusSeconds(25)));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        node.stored()
                            .column(
                                """
                                select status || ' ' || extract(epoch from read_at)::bigint
                                from read.message where provider_id = ?
                                """,
                                sent.wamid()))
                    .containsExactly("4 1790000030"));
    asha.hearsNothingMore();
  }

  @Test
  void personWhoChangesNumberAndScopedIdGoesOnWhereTheyWere() {
    Patient before = node.newPatient("Marina").consents();
    before.taps("Book a visit").hears("Who is the visit for?");
    String number = "5511955%06d".formatted(Integer.parseInt(before.number().substring(7)));
    String suffix = before.number().substring(7);
    node.deliver(Fixtures.about(17, before.number(), number, suffix));
    Patient after = new Patient(node, number, "BR.99887766" + suffix, "Marina");
    after.says("me").hears("What is your full name?");
    assertThat(after.conversationId()).isEqualTo(before.conversationId());

    node.deliver(Fixtures.about(18, before.number(), number, suffix));
    after.says("Lia Costa").hears("How old are you?");
    Patient scoped = new Patient(node, null, "BR.99887766" + suffix, "Marina");
    scoped.says("34").hears("sex?");
    assertThat(scoped.conversationId()).isEqualTo(before.conversationId());
  }

  @Test
  void personWithoutNumberIsAnsweredByScopedId() {
    String scopedId = "BR.5530098172260000";
    byte[] hers =
        new String(Fixtures.bytes(2), UTF_8)
            .replace("BR.5530098172264411", scopedId)
            .replace("wamid.", "wamid.another")
            .getBytes(UTF_8);
    node.deliver(Webhooks.sentNow(hers));
    Patient lia = new Patient(node, null, scopedId, "Lia");
    FakeGraph.Sent sent = lia.hears("");
    assertThat(sent.json().has("to")).isFalse();
    assertThat(sent.json().path("recipient").asText()).isEqualTo(scopedId);
    // Her first message was Portuguese, and a greeting tells nothing else.
    lia.says("Oi").hears("Você concorda?");
  }
}
