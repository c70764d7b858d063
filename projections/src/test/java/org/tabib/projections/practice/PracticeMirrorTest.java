package org.tabib.projections.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.journal;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.practice.PracticeEvent.PracticeConfigured;
import org.tabib.engine.schedule.Availability;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.practice.PracticeQueries.ClinicRow;
import org.tabib.projections.practice.PracticeQueries.DoctorRow;

class PracticeMirrorTest {
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private TestDatabase database;
  private PracticeQueries queries;
  private final PracticeMirror mirror = new PracticeMirror();

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    queries = new PracticeQueries(database.database().jdbi());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void mirrorsClinicsAndDoctorsInTheirOrder() {
    database.write(mirror, journal("demo.practice", 1, configured(1, "d2", "d1")));

    assertThat(queries.practices()).containsExactly("demo");
    assertThat(queries.doctors("demo")).extracting(DoctorRow::doctorId).containsExactly("d2", "d1");
    assertThat(queries.doctor("demo", "d1"))
        .hasValue(
            new DoctorRow(
                "d1",
                Map.of("en", "Dr. d1", "hi", "डॉ. d1"),
                List.of("cardiology", "general"),
                "main",
                "demo.schedule-d1",
                true));
    assertThat(queries.clinics("demo"))
        .containsExactly(
            new ClinicRow("main", Map.of("en", "Main"), Map.of("en", "1, Road"), KOLKATA, true));
    assertThat(queries.doctors("other")).isEmpty();
  }

  @Test
  void keepsFormerDoctorsForOldAppointments() {
    List<PracticeEvent> events = List.of(configured(1, "d1", "d2"), configured(2, "d2"));
    database.write(mirror, journal("demo.practice", 1, events.toArray(PracticeEvent[]::new)));

    assertThat(queries.doctors("demo")).extracting(DoctorRow::doctorId).containsExactly("d2");
    assertThat(queries.doctor("demo", "d1")).get().returns(false, DoctorRow::active);

    database.write(mirror, journal("demo.practice", 3, configured(3, "d1")));
    assertThat(queries.doctor("demo", "d1")).get().returns(true, DoctorRow::active);
  }

  private static PracticeEvent configured(long second, String... doctors) {
    Availability always =
        new Availability(
            KOLKATA,
            List.of(),
            List.of(),
            List.of(),
            Duration.ofMinutes(20),
            1,
            Duration.ZERO,
            Duration.ofDays(30));
    return new PracticeConfigured(
        new PracticeConfig(
            "demo",
            Map.of("en", "Demo"),
            List.of("en", "hi"),
            "112",
            "https://example.org/privacy",
            "2026-10",
            List.of("15550001111"),
            true,
            List.of(new Clinic("main", Map.of("en", "Main"), Map.of("en", "1, Road"), KOLKATA)),
            Stream.of(doctors)
                .map(
                    id ->
                        new Doctor(
                            id,
                            Map.of("en", "Dr. " + id, "hi", "डॉ. " + id),
                            List.of("cardiology", "general"),
                            "main",
                            "demo.schedule-" + id,
                            always))
                .toList()),
        at(second));
  }
}
