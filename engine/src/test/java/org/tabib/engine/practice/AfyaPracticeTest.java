package org.tabib.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.queue.ClinicSetups;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.ServicePoint;

class AfyaPracticeTest {
  private static final List<String> LANGUAGES =
      List.of("en", "hi", "ta", "te", "bn", "mr", "sw", "pt-BR");

  private final PracticeConfig afya = AfyaPractice.config(List.of(AfyaPractice.ACCOUNT));
  private final PracticeConfig sehat = DemoPractice.config(1, List.of("15550001111"));

  @Test
  void isTheSameAtEveryStartAndIsAccepted() {
    assertThat(AfyaPractice.config(List.of(AfyaPractice.ACCOUNT))).isEqualTo(afya);
    assertThat(decide(afya)).isInstanceOf(Decision.Accept.class);
    assertThat(decide(sehat)).isInstanceOf(Decision.Accept.class);
  }

  @Test
  void speaksSwahiliAndEnglishInKenya() {
    assertThat(afya.languages()).containsExactly("sw", "en");
    assertThat(afya.emergencyNumber()).isEqualTo("999");
    assertThat(afya.clinics()).extracting(Clinic::zone).containsOnly(ZoneId.of("Africa/Nairobi"));
    assertThat(afya.accounts()).doesNotContainAnyElementsOf(sehat.accounts());
  }

  @Test
  void everyQueueHasNamesInEveryLanguageAndRoomsOfItsOwn() {
    Stream.of(afya, sehat)
        .flatMap(practice -> practice.clinics().stream())
        .map(clinic -> Objects.requireNonNull(clinic.queue()))
        .forEach(
            queue -> {
              assertThat(queue.problems()).isEmpty();
              assertThat(queue.servicePoints().stream().flatMap(point -> point.rooms().stream()))
                  .doesNotHaveDuplicates();
              for (ServicePoint point : queue.servicePoints()) {
                assertThat(point.names()).containsOnlyKeys(LANGUAGES);
              }
            });
  }

  @Test
  void everyDoctorsVisitsAreCheckedInWhereTheSpecialtyIsSeen() {
    Stream.of(afya, sehat)
        .flatMap(practice -> practice.doctors().stream().map(doctor -> at(practice, doctor)))
        .forEach(pair -> assertThat(pair.point().specialties()).contains(pair.specialty()));
  }

  private record Seen(ServicePoint point, String specialty) {}

  private static Seen at(PracticeConfig practice, PracticeConfig.Doctor doctor) {
    QueueSetup queue =
        Objects.requireNonNull(practice.clinic(doctor.clinicId()).orElseThrow().queue());
    String specialty = doctor.specialties().getFirst();
    return new Seen(queue.servicePointFor(doctor.id(), specialty), specialty);
  }

  @Test
  void queuesAreFoundByPracticeAndClinicAndMissedByName() {
    ClinicQueues queues =
        new ClinicQueues(id -> id.equals("afya") ? Optional.of(afya) : Optional.empty());

    assertThat(queues.of("afya", AfyaPractice.CLINIC)).isInstanceOf(ClinicSetups.Found.class);
    assertThat(code(queues.of("other", AfyaPractice.CLINIC))).isEqualTo("practice-unknown");
    assertThat(code(queues.of("afya", "afya.other"))).isEqualTo("clinic-unknown");
  }

  private static String code(ClinicSetups.Answer answer) {
    return ((ClinicSetups.Missing) answer).refusal().code();
  }

  private static Decision<PracticeEvent, PracticeReply> decide(PracticeConfig config) {
    return PracticeDecider.decide(
        PracticeState.unconfigured(),
        new PracticeCommand.Configure(config, null),
        Practice.entityId(config.id()),
        Instant.EPOCH);
  }
}
