package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.visit.VisitEvent.Complaint;

/** Whatever people type is kept exactly as they typed it, shown as text, and breaks nothing. */
@ExtendWith(SharedNode.class)
class HostileTextIT {
  private final NodeUnderTest node;

  HostileTextIT(NodeUnderTest node) {
    this.node = node;
  }

  @AfterEach
  void nothingWasSentThatMetaRefuses() {
    assertThat(node.graph().problems()).isEmpty();
  }

  static List<String> texts() {
    return List.of(
        "cough " + "ab".repeat(2045),
        "🤒🤧 cough 👨‍👩‍👧‍👦🏳️‍🌈 e\u0301",
        "سعال منذ يومين \u202e cough \u202c",
        "co\u200bugh \u200d\u2060\ufeff",
        "cough \u0000 and \u0000 cold",
        "cough'); DROP TABLE read.message;-- \" \\ \\\\ $1 ?",
        "cough %s %n %d {0} {patient} ${jndi:ldap://127.0.0.1/x} #{1} {{7*7}}",
        "*cough* _cold_ ~x~ ```y``` <b>z</b> &amp; https://example.org",
        "  cough\r\n\tand cold  ");
  }

  @ParameterizedTest(name = "text {index}")
  @MethodSource("texts")
  void complaintIsKeptExactly(String text) {
    String kept = text.replace('\u0000', '\uFFFD');
    Patient asha = node.newPatient("Asha").consents().describes("Asha Verma", text);
    asha.choosesFirstSlot().taps("Confirm").hears("Your appointment is confirmed");
    await()
        .untilAsserted(
            () ->
                assertThat(node.stored().received(asha.conversationId()))
                    .contains(new InboundContent.Text(kept)));
    await()
        .until(
            () ->
                !node.stored()
                    .column(
                        "select visit_id from read.appointment where conversation_id = ?",
                        asha.conversationId())
                    .isEmpty());
    node.stored()
        .rows(
            "select complaint_subject, complaint_sealed from read.appointment"
                + " where conversation_id = ?",
            row ->
                assertThat(node.stored().open(row.getString(1), row.getBytes(2), Complaint.class))
                    .isEqualTo(new Complaint(kept)),
            asha.conversationId());
  }

  @ParameterizedTest(name = "text {index}")
  @ValueSource(
      strings = {
        "Asha O’Brien-Verma",
        "D'Souza Asha",
        "مريم العلي",
        "क्‍षमा शर्मा",
        "செல்வி முருகன்",
        "José María Ñúñez",
        "Drop Table"
      })
  void nameIsShownExactlyInWhatFollows(String name) {
    Patient asha = node.newPatient("Asha").consents().describes(name, "Cough since two days");
    asha.choosesFirstSlot();
    assertThat(asha.lastHeard().text()).contains("\n" + name + ", 34 years\n");
    asha.taps("Confirm").hears("\n" + name + "\n");
    await()
        .untilAsserted(
            () ->
                assertThat(node.stored().said(asha.conversationId()))
                    .anySatisfy(text -> assertThat(text).contains("\n" + name + "\n")));
  }

  @ParameterizedTest(name = "text {index}")
  @MethodSource("texts")
  void whatIsNoNameIsAskedAgainAndKept(String text) {
    Patient asha = node.newPatient("Asha").consents();
    asha.taps("Book a visit").hears("Who is the visit for?");
    asha.taps("For me").hears("What is your full name?");
    asha.says("1234 " + text.substring(0, Math.min(4000, text.length())));
    asha.hears("Please type the full name with letters");
    asha.says("Asha Verma").hears("How old are you?");
    asha.says(text).hears("Please type the age as a number");
    asha.says("34").hears("sex?");
    asha.says(text).hears("Tap one of these");
    await()
        .untilAsserted(
            () ->
                assertThat(node.stored().received(asha.conversationId()))
                    .filteredOn(new InboundContent.Text(text.replace('\u0000', '\uFFFD'))::equals)
                    .hasSize(2));
  }
}
