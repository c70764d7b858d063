package org.tabib.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;

class DemoPracticeTest {
  private static final String DISPLAY_NAME = "Dr\\.? ?[A-Z][\\w.'-]*(?: [A-Z0-9][\\w.'-]*)*";

  private final PracticeConfig demo = DemoPractice.config(1, List.of("15550001111"));

  @Test
  void isTheSameAtEveryStart() {
    assertThat(DemoPractice.config(1, List.of("15550001111"))).isEqualTo(demo);
    assertThat(DemoPractice.config(3, List.of("15550001111")).doctors())
        .startsWith(demo.doctors().toArray(Doctor[]::new));
  }

  @Test
  void hasNineDoctorsOverSevenSpecialtiesInTwoClinics() {
    Map<String, Integer> bySpecialty = new TreeMap<>();
    demo.doctors().forEach(d -> bySpecialty.merge(d.specialties().getFirst(), 1, Integer::sum));

    assertThat(bySpecialty)
        .isEqualTo(
            Map.of(
                "general-medicine", 3,
                "paediatrics", 1,
                "dermatology", 1,
                "dental", 1,
                "obstetrics-gynaecology", 1,
                "orthopaedics", 1,
                "ent", 1));
    assertThat(demo.doctors()).extracting(Doctor::clinicId).containsAll(ids());
  }

  private List<String> ids() {
    return demo.clinics().stream().map(Clinic::id).toList();
  }

  @Test
  void knowsHowFarItsClinicsAreApart() {
    Coordinates one = demo.clinics().getFirst().coordinates();
    Coordinates other = demo.clinics().getLast().coordinates();

    assertThat(one.metresTo(other)).isBetween(4_800.0, 5_000.0);
    assertThat(one.metresTo(one)).isZero();
  }

  @Test
  void namesItselfAndItsClinicsInEveryLanguage() {
    for (String language : demo.languages()) {
      assertThat(demo.names()).containsKey(language);
      assertThat(demo.clinics())
          .allSatisfy(
              clinic -> {
                assertThat(clinic.names()).containsKey(language);
                assertThat(clinic.addresses()).containsKey(language);
              });
    }
  }

  @Test
  void namesEveryDoctorDistinctlyInEveryLanguageOfThePractice() {
    PracticeConfig large = DemoPractice.config(40, List.of());

    for (String language : large.languages()) {
      assertThat(large.doctors()).extracting(d -> d.names().get(language)).doesNotContainNull();
      assertThat(large.doctors()).extracting(d -> d.names().get(language)).doesNotHaveDuplicates();
    }
    assertThat(large.doctors())
        .allSatisfy(d -> assertThat(d.names().get("en")).matches(DISPLAY_NAME));
    assertThat(large.doctors()).hasSize(360);
  }

  @Test
  void isAcceptedByThePractice() {
    assertThat(
            PracticeDecider.decide(
                PracticeState.unconfigured(),
                new PracticeCommand.Configure(DemoPractice.config(40, List.of("1")), null),
                "sehat.practice",
                Instant.EPOCH))
        .isInstanceOf(Decision.Accept.class);
  }
}
