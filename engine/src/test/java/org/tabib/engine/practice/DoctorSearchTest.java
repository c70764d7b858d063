package org.tabib.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tabib.engine.schedule.Clinics.MONDAY_EIGHT;
import static org.tabib.engine.schedule.Clinics.at;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tabib.engine.practice.DoctorSearch.Candidate;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.schedule.KnownSchedules;

class DoctorSearchTest {
  private static final PracticeConfig DEMO = oneClinic(DemoPractice.config(1, List.of()));
  private static final Doctor RAO = DEMO.doctors().get(0);
  private static final Doctor MEHTA = DEMO.doctors().get(1);
  private static final Doctor CHILDRENS = DEMO.doctors().get(2);
  private static final Instant NINE = at("2026-03-02T09:00");
  private static final Instant TEN = at("2026-03-02T10:00");

  private final KnownSchedules schedules = new KnownSchedules();

  @Test
  void ranksDoctorsByTheirEarliestSlot() {
    everybodyHas(TEN);
    schedules.free(MEHTA.scheduleId(), 0, NINE, TEN);

    assertThat(find("general-medicine", 30)).containsExactly(MEHTA.id(), RAO.id());
  }

  @Test
  void breaksTiesByHowManyAreChoosingThenById() {
    everybodyHas(NINE);
    schedules.free(RAO.scheduleId(), 3, NINE);
    schedules.free(MEHTA.scheduleId(), 1, NINE);
    assertThat(find("general-medicine", 30)).containsExactly(MEHTA.id(), RAO.id());

    schedules.free(MEHTA.scheduleId(), 3, NINE);
    assertThat(find("general-medicine", 30)).isSorted().hasSize(2);
  }

  @Test
  void leavesOutSlotsThatStartTooSoon() {
    everybodyHas(at("2026-03-02T08:15"), TEN);

    assertThat(search("ent", 30)).extracting(c -> c.earliest().start()).containsExactly(TEN);
  }

  @Test
  void sendsChildrenToThePaediatricianAndAdultsToGeneralMedicine() {
    everybodyHas(NINE);

    assertThat(find("paediatrics", 13)).containsExactly(CHILDRENS.id());
    assertThat(find("paediatrics", null)).containsExactly(CHILDRENS.id());
    assertThat(find("paediatrics", 14)).containsExactlyInAnyOrder(RAO.id(), MEHTA.id());
  }

  @Test
  void letsChildrenSeeGeneralMedicine() {
    everybodyHas(NINE);

    assertThat(find("general-medicine", 6)).containsExactlyInAnyOrder(RAO.id(), MEHTA.id());
  }

  @Test
  void fallsBackToGeneralMedicineWhenNobodyHasTheSpecialty() {
    everybodyHas(NINE);

    assertThat(find("cardiology", 30)).containsExactlyInAnyOrder(RAO.id(), MEHTA.id());
  }

  @Test
  void fallsBackToGeneralMedicineWhenTheSpecialistIsFullyBooked() {
    everybodyHas(NINE);
    schedules.free(CHILDRENS.scheduleId(), 0);

    assertThat(find("paediatrics", 3)).containsExactlyInAnyOrder(RAO.id(), MEHTA.id());
  }

  @Test
  void offersAnybodyRatherThanNobodyButNoPaediatricianToAdults() {
    everybodyHas(NINE);
    schedules.free(RAO.scheduleId(), 0);
    schedules.free(MEHTA.scheduleId(), 0);

    assertThat(find("cardiology", 30)).hasSize(3).doesNotContain(CHILDRENS.id());
  }

  @Test
  void saysThatSchedulesDidNotAnswerInsteadOfThatNobodyIsFree() {
    assertThatThrownBy(() -> find("ent", 30)).hasRootCauseMessage("nobody answers");
  }

  @Test
  void doesNotLetOneSilentScheduleSinkTheSearch() {
    schedules.free(RAO.scheduleId(), 0, NINE);

    assertThat(find("general-medicine", 30)).containsExactly(RAO.id());
  }

  private void everybodyHas(Instant... starts) {
    DEMO.doctors().forEach(d -> schedules.free(d.scheduleId(), 0, starts));
  }

  private List<String> find(String specialty, @Nullable Integer age) {
    return search(specialty, age).stream().map(Candidate::doctorId).toList();
  }

  private List<Candidate> search(String specialty, @Nullable Integer age) {
    return new DoctorSearch(schedules.index())
        .find(DEMO, specialty, age, MONDAY_EIGHT)
        .toCompletableFuture()
        .join();
  }

  /** The demo practice as far as its first clinic. */
  private static PracticeConfig oneClinic(PracticeConfig all) {
    String clinic = all.clinics().getFirst().id();
    return new PracticeConfig(
        all.id(),
        all.names(),
        all.languages(),
        all.emergencyNumber(),
        all.privacyNotice(),
        all.noticeVersion(),
        all.accounts(),
        all.testMode(),
        all.clinics().subList(0, 1),
        all.doctors().stream().filter(doctor -> doctor.clinicId().equals(clinic)).toList());
  }
}
