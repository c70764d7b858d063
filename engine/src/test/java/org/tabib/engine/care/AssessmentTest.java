package org.tabib.engine.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Languages;
import org.tabib.engine.language.Sex;

/** Denial, history, spelling and who the patient is. */
class AssessmentTest {
  private static final CareKnowledge CARE = CareKnowledge.load(Languages.load());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no chest pain",
        "I don't have chest pain or seizures",
        "fever but no chest pain",
        "never had a stroke",
        "my father had a stroke five years ago",
        "my mother had heart attack 2 years back",
        "pitaji ko 5 saal pehle lakwa hua tha",
        "पिताजी को पांच साल पहले लकवा हुआ था",
        "सीने में दर्द नहीं है",
        "seene me dard nahi hai bas khansi hai",
        "chest pain nahi hai",
        "history of stroke",
        "uncle died of heart attack",
      })
  void takesTheDeniedAndThePastForNoAlarm(String text) {
    Assessment read = CARE.assess(text);
    assertThat(read.isEmergency()).as("%s", read.evidence()).isFalse();
    assertThat(read.findings()).as("it is told all the same").anyMatch(Finding::negated);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no fever but chest pain",
        "no fever, chest pain since morning",
        "chest pain not going away",
        "my father has chest pain",
        "can this become a heart attack?",
        "had a stroke five years ago and chest pain now",
        "he had a stroke five years ago. now his face is drooping",
        "seene ka dard nahi ja raha",
        "सीने में दर्द है और बुखार नहीं है",
        "papa ko chhaati me dard ho raha hai",
        "not feeling well chest pain",
        "chest pain since 2 years, worse today",
        "siine me tez dardd",
        "saans lene mein takliif ho rahi hai",
        "behoosh ho gayi hai",
        "बेहोस हो गयी",
        "nose bleeding not stopping",
        "child swallowed a button battery",
        "bp 200/120 and headache",
        "sugar is 480, sugar 500 yesterday",
        "back pain and cannot hold urine",
        "water broke",
      })
  void missesNoRealRedFlag(String text) {
    Assessment read = CARE.assess(text);
    assertThat(read.isEmergency()).as("%s", read.evidence()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "high bp",
        "my bp is high",
        "sugar is high",
        "hi, my sugar is 180",
        "body ache and cold",
        "baby has a cold",
        "nosebleed since 2 hours",
        "tetanus injection",
        "cough since 2 days",
        "tired and weak",
        "hathon mein dard",
        "do din se khansi aur sardi",
        "cancel my appointment",
      })
  void raisesNoFalseAlarm(String text) {
    Assessment read = CARE.assess(text);
    assertThat(read.isEmergency()).as("%s", read.evidence()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "my son is 4 years old and has fever since kal, P4Y, MALE",
    "3 week old baby has fever, P0M,",
    "my 8 month old daughter has cough for 3 days, P8M, FEMALE",
    "fever for 3 days,,",
    "I have had diabetes for 10 years,,",
    "I am 60 years and feel dizzy, P60Y,",
    "age 45 back pain, P45Y,",
    "mere 2 saal ke bete ko bukhar hai, P2Y, MALE",
    "मेरी 5 साल की बेटी को खांसी है, P5Y, FEMALE",
    "2 saal se kamar dard,,",
    "my wife is 8 months pregnant,, FEMALE",
    "father 70yrs has fever, P70Y, MALE",
    "baby 2 years 3 months old cough, P2Y3M,",
    "stroke 5 years ago,,",
    "bete ko 3 din ka bukhar,, MALE",
    "fever of 3 days,,",
    "3 din ka bachcha hai bukhar hai, P0M,",
    "fever is 3 days now,,",
    "my baby is 3 weeks and has fever, P0M,",
  })
  void readsThePatientInSentences(String text, String age, String sex) {
    Facts facts = CARE.assess(text).facts();
    assertThat(facts.age() == null ? null : facts.age().toIso()).isEqualTo(age);
    assertThat(facts.sex() == null ? null : facts.sex().name()).isEqualTo(sex);
  }

  @ParameterizedTest
  @CsvSource({
    "3 week old baby has fever, EMERGENCY, paediatrics",
    "my 2 month old has fever, EMERGENCY, paediatrics",
    "my 4 month old has fever, URGENT, paediatrics",
    "my son is 4 years old and has a cough, ROUTINE, paediatrics",
    "I am 8 months pregnant and have blurred vision, EMERGENCY, obstetrics-gynaecology",
    "pregnant with fits, EMERGENCY, obstetrics-gynaecology",
    "pregnant and stomach pain, URGENT, obstetrics-gynaecology",
    "not pregnant but stomach pain, ROUTINE, general-medicine",
    "father is 70 years old and fainted, EMERGENCY, general-medicine",
    "I am 30 years old and fainted, URGENT, general-medicine",
    "diabetes and foot wound, URGENT, general-medicine",
    "I am 50 years old with acidity and sweating a lot, EMERGENCY, cardiology",
    "I am 20 years old with acidity, ROUTINE, gastroenterology",
    "missed period and fainted, EMERGENCY, obstetrics-gynaecology",
  })
  void judgesByWhoThePatientIs(String text, Urgency urgency, String specialty) {
    Assessment read = CARE.assess(text);
    assertThat(List.of(read.urgency(), read.specialty()))
        .as("%s %s", read.facts(), read.evidence())
        .isEqualTo(List.of(urgency, specialty));
  }

  @Test
  void judgesByWhatIsKnownFromBefore() {
    Facts newborn = new Facts(new Age(0, 1), null, null);
    assertThat(CARE.assess("fever", newborn).redFlags())
        .extracting(Complaint::id)
        .containsExactly("newborn-ill");
    assertThat(CARE.assess("fever", new Facts(new Age(30, 0), null, null)).urgency())
        .isEqualTo(Urgency.ROUTINE);
    assertThat(CARE.assess("breast lump", new Facts(null, Sex.MALE, null)).specialty())
        .isEqualTo("general-medicine");
    assertThat(CARE.assess("high fever", new Facts(null, Sex.FEMALE, true)).redFlags())
        .extracting(Complaint::id)
        .containsExactly("pregnancy-danger");
    assertThat(CARE.assess("not well", new Facts(new Age(5, 0), null, null)).specialty())
        .isEqualTo("paediatrics");
  }

  @Test
  void prefersWhatTheTextSaysOfThePatient() {
    Facts asker = new Facts(new Age(34, 0), Sex.FEMALE, null);
    assertThat(CARE.assess("my 3 week old son has fever", asker).isEmergency()).isTrue();
  }

  @Test
  void hasAdviceForEveryRedFlagOfARule() {
    Facts newborn = new Facts(new Age(0, 1), null, null);
    for (Complaint redFlag : CARE.assess("high fever and seizure", newborn).redFlags()) {
      assertThat(CARE.emergencyAdviceKey(redFlag)).startsWith("emergency.advice.");
    }
  }

  @Test
  void hasReviewedRules() {
    assertThat(CARE.rules()).hasSizeGreaterThanOrEqualTo(15);
  }
}
