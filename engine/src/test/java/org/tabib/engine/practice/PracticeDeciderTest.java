package org.tabib.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.practice.PracticeConfig.Doctor;

class PracticeDeciderTest {
  private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");
  private static final PracticeConfig DEMO = DemoPractice.config(1, List.of("1"));

  @Test
  void changesNothingWhenConfiguredTheSameAgain() {
    assertThat(configure(new PracticeState(DEMO), DEMO, "sehat.practice"))
        .isEqualTo(Decision.answer(new PracticeReply.Current(DEMO)));
  }

  @Test
  void refusesAConfigurationOfAnotherPractice() {
    assertRefused(configure(PracticeState.unconfigured(), DEMO, "other.practice"), "practice-id");
  }

  @Test
  void refusesTwoDoctorsWithOneSchedule() {
    List<Doctor> doctors = new ArrayList<>(DEMO.doctors());
    doctors.add(doctor(DEMO.doctors().getFirst(), "sehat.other", DEMO.clinics().getFirst().id()));

    assertRefused(
        configure(PracticeState.unconfigured(), with(doctors), "sehat.practice"), "schedule-twice");
  }

  @Test
  void refusesADoctorAtAClinicThatDoesNotExist() {
    List<Doctor> doctors = List.of(doctor(DEMO.doctors().getFirst(), "sehat.d", "sehat.nowhere"));

    assertRefused(
        configure(PracticeState.unconfigured(), with(doctors), "sehat.practice"), "doctor-clinic");
  }

  @Test
  void doesNotKnowWhatWasNeverConfigured() {
    assertRefused(
        PracticeDecider.decide(PracticeState.unconfigured(), new PracticeCommand.Get(null), NOW),
        "practice-unknown");
  }

  private static Decision<PracticeEvent, PracticeReply> configure(
      PracticeState state, PracticeConfig config, String entityId) {
    return PracticeDecider.decide(
        state, new PracticeCommand.Configure(config, null), entityId, NOW);
  }

  private static Doctor doctor(Doctor like, String id, String clinic) {
    return new Doctor(
        id, like.names(), like.specialties(), clinic, like.scheduleId(), like.availability());
  }

  private static PracticeConfig with(List<Doctor> doctors) {
    return new PracticeConfig(
        DEMO.id(),
        DEMO.names(),
        DEMO.languages(),
        DEMO.emergencyNumber(),
        DEMO.privacyNotice(),
        DEMO.noticeVersion(),
        DEMO.accounts(),
        DEMO.testMode(),
        DEMO.clinics(),
        doctors);
  }

  private static void assertRefused(Decision<PracticeEvent, PracticeReply> decision, String code) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Refuse.class, refuse -> assertThat(refuse.refusal().code()).isEqualTo(code));
  }
}
