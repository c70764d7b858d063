package org.tabib.engine.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Texts;

class CareKnowledgeTest {
  private static final int LIST_ROW_TITLE = 24;

  private final Languages languages = Languages.load();
  private final CareKnowledge care = CareKnowledge.load(languages);
  private final Texts texts = Texts.load(languages);

  @Test
  void coversEverydayComplaintsAndRedFlags() {
    assertThat(care.complaints().stream().filter(Complaint::isRedFlag).count()).isGreaterThan(59);
    assertThat(care.complaints().stream().filter(c -> !c.isRedFlag()).count()).isGreaterThan(119);
  }

  @Test
  void hasAdviceWithTheEmergencyNumberForEveryRedFlag() {
    for (Complaint redFlag : care.complaints().stream().filter(Complaint::isRedFlag).toList()) {
      for (Language language : languages.all()) {
        assertThat(
                texts.render(language, care.emergencyAdviceKey(redFlag), Map.of("number", "112")))
            .as(redFlag.id())
            .contains("112");
      }
    }
  }

  @Test
  void hasNoEmergencyAdviceForEverydayComplaints() {
    Complaint cough =
        care.complaints().stream().filter(c -> c.id().equals("cough")).findFirst().orElseThrow();
    assertThatThrownBy(() -> care.emergencyAdviceKey(cough))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesEverySpecialtyWithinAListRow() {
    for (String specialty : care.specialties()) {
      for (Language language : languages.all()) {
        String name = texts.render(language, "specialty." + specialty, Map.of());
        assertThat(name.length()).as(name).isLessThanOrEqualTo(LIST_ROW_TITLE);
      }
    }
  }

  @Test
  void sendsTheUnrecognisedToGeneralMedicineWithoutUrgency() {
    Assessment nothing = care.assess("the weather is nice");
    assertThat(nothing)
        .isEqualTo(
            new Assessment(
                List.of(),
                List.of(),
                Urgency.ROUTINE,
                "general-medicine",
                List.of(),
                Facts.UNKNOWN,
                List.of()));
  }

  @Test
  void showsWhatItReadAndWhatItSetAside() {
    assertThat(care.assess("fever but no chest pain").evidence())
        .containsExactly("fever: fever", "chest-pain (denied): chest pain");
    assertThat(care.assess("I had a stroke five years ago").evidence())
        .containsExactly("stroke-signs (past): stroke");
  }

  @Test
  void listsEveryProblemOfTheRules() {
    String rules =
        """
        version: "1"
        sources: {a: A}
        specialties: [ent]
        leads: [nobody]
        advice: {}
        complaints:
          - {id: x, specialty: heart, urgency: ROUTINE, source: b}
          - {id: x, specialty: ent, urgency: ROUTINE, source: a}
        pregnant: [stork]
        rules:
          - {id: r, when: {any: [y]}, raises: x, source: c}
          - {id: r, when: {specialties: [feet]}, urgency: EMERGENCY, source: a}
          - {id: s, when: {belowMonths: 3}, source: a}
        """;
    assertThatThrownBy(() -> CareKnowledge.load(languages, rules))
        .hasMessageContaining("x has the unknown specialty heart")
        .hasMessageContaining("x has the unknown source b")
        .hasMessageContaining("x is there twice")
        .hasMessageContaining("no complaint nobody")
        .hasMessageContaining("no complaint stork")
        .hasMessageContaining("no complaint y")
        .hasMessageContaining("rule r has the unknown source c")
        .hasMessageContaining("rule r raises x, which is no red flag")
        .hasMessageContaining("rule r is there twice")
        .hasMessageContaining("rule r has the unknown specialty feet")
        .hasMessageContaining("rule r must raise a red flag to be an emergency")
        .hasMessageContaining("rule s changes nothing")
        .hasMessageContaining("rule s must say which complaints it is about")
        .hasMessageContaining("specialty general-medicine is missing")
        .hasMessageContaining("en/care.yaml: no phrases for x")
        .hasMessageContaining("phrases for the unknown complaint fever");
  }

  @Test
  void findsARedFlagInTheMiddleOfALongMessage() {
    String filler = "I went to the market with my family and we bought things. ".repeat(30);
    assertThat(care.assess(filler + "chest pain and sweating. " + filler).isEmergency()).isTrue();
  }
}
