package org.tabib.engine.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.patient.PatientEvent.PatientRegistered;
import org.tabib.engine.patient.PatientEvent.ProfileChanged;
import org.tabib.engine.privacy.Private;

class PatientDeciderTest {
  private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");
  private static final PatientProfile PROFILE = profile("Asha", "P34Y", "female");
  private static final PatientState NEW = PatientState.unregistered("sehat.p");
  private static final PatientState KNOWN =
      new PatientState("sehat.p", "sehat.g", Private.of("sehat.p", PROFILE));

  @Test
  void registersSomebodyNew() {
    assertThat(register(NEW, "sehat.g", PROFILE))
        .isEqualTo(
            Decision.accept(
                new PatientRegistered("sehat.g", Private.of("sehat.p", PROFILE), NOW),
                new PatientReply.Known("sehat.p", "sehat.g", PROFILE)));
  }

  @Test
  void changesNothingWhenRegisteredTheSameAgain() {
    assertThat(register(KNOWN, "sehat.g", PROFILE))
        .isEqualTo(Decision.answer(new PatientReply.Known("sehat.p", "sehat.g", PROFILE)));
  }

  @Test
  void changesTheProfile() {
    PatientProfile older = profile("Asha", "P35Y", "female");

    assertThat(register(KNOWN, "sehat.g", older))
        .isEqualTo(
            Decision.accept(
                new ProfileChanged(Private.of("sehat.p", older), NOW),
                new PatientReply.Known("sehat.p", "sehat.g", older)));
  }

  @Test
  void refusesAChangeByAnotherGuardian() {
    assertRefused(register(KNOWN, "sehat.x", PROFILE), "patient-of-another-guardian");
  }

  @Test
  void treatsSomebodyForgottenLikeSomebodyUnknown() {
    PatientState forgotten =
        new PatientState("sehat.p", "sehat.g", new Private.Erased<>("sehat.p"));

    assertRefused(register(forgotten, "sehat.g", PROFILE), "patient-unknown");
    assertRefused(
        PatientDecider.decide(forgotten, new PatientCommand.Get(null), NOW), "patient-unknown");
    assertRefused(PatientDecider.decide(NEW, new PatientCommand.Get(null), NOW), "patient-unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "' ', P34Y, female, patient-name",
    "Asha, 34, female, patient-age",
    "Asha, P200Y, female, patient-age",
    "Asha, P-1Y, female, patient-age",
    "Asha, P34Y, f, patient-sex",
  })
  void refusesAProfileThatCannotBe(String name, String age, String sex, String code) {
    assertRefused(register(NEW, "sehat.g", profile(name, age, sex)), code);
  }

  private static Decision<PatientEvent, PatientReply> register(
      PatientState state, String guardian, PatientProfile profile) {
    return PatientDecider.decide(state, new PatientCommand.Register(guardian, profile, null), NOW);
  }

  private static PatientProfile profile(String name, String age, String sex) {
    return new PatientProfile(name, age, LocalDate.of(2026, 3, 1), sex);
  }

  private static void assertRefused(Decision<PatientEvent, PatientReply> decision, String code) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Refuse.class, refuse -> assertThat(refuse.refusal().code()).isEqualTo(code));
  }
}
