package org.tabib.projections.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.visit.VisitStatus;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.store.PageCursor;

/** With 20 000 visits of 4 practices, 200 doctors, 5 000 patients. */
class AppointmentPlansTest {
  private static TestDatabase database;
  private static final AppointmentFilter ALL = AppointmentFilter.of("p1");

  @BeforeAll
  static void fill() {
    database = TestDatabase.create();
    database.execute(
        """
        insert into read.appointment (visit_id, practice_id, status, patient_id, contact_id,
          doctor_id, clinic_id, schedule_id, starts_at, ends_at, specialty, booked_by,
          complaint_subject, opened_at, changed_at)
        select 'p' || (i % 4) || '.v' || i, 'p' || (i % 4),
               (array['BOOKED', 'CONFIRMED', 'COMPLETED', 'CANCELLED'])[1 + i % 4],
               'patient' || (i % 5000), 'contact' || (i % 4000), 'doctor' || (i % 200), 'main', 's',
               timestamptz '2026-01-01' + i * interval '20 minutes',
               timestamptz '2026-01-01' + i * interval '20 minutes', 'general', 'PATIENT', 's',
               now(), now()
        from generate_series(1, 20000) i
        """);
    database.execute("analyze read.appointment");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void practicesListComesFromItsIndex() {
    assertThat(plan(ALL, null)).contains("appointment_of_practice").doesNotContain("Seq Scan");
    assertThat(plan(ALL, PageCursor.of(Instant.parse("2026-06-01T00:00:00Z"), "p1.v9")))
        .contains("appointment_of_practice")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void doctorsDayComesFromTheDoctorsIndex() {
    Instant day = Instant.parse("2026-06-01T00:00:00Z");
    assertThat(plan(ALL.doctor("doctor9").between(day, day.plusSeconds(86_400)), null))
        .contains("Index")
        .doesNotContain("Seq Scan");
    assertThat(plan(ALL.doctor("doctor9"), null))
        .contains("appointment_of_doctor")
        .doesNotContain("Seq Scan");
  }

  @Test
  void patientsHistoryComesFromThePatientsIndex() {
    assertThat(plan(ALL.patient("patient9").status(VisitStatus.COMPLETED), null))
        .contains("appointment_of_patient")
        .doesNotContain("Seq Scan");
  }

  @Test
  void openVisitsComeFromTheContactsIndex() {
    String plan =
        Plans.of(
            database,
            AppointmentQueries.OPEN_OF_CONTACT,
            Map.of("contact", "contact9", "after", OffsetDateTime.parse("2026-02-01T00:00:00Z")));
    assertThat(plan).contains("appointment_tellable_of_contact").doesNotContain("Seq Scan");
  }

  @Test
  void currentVisitsComeFromTheContactsIndex() {
    String plan =
        Plans.of(
            database,
            AppointmentQueries.CURRENT_OF_CONTACT,
            Map.of("contact", "contact9", "after", OffsetDateTime.parse("2026-02-01T00:00:00Z")));
    assertThat(plan).contains("appointment_tellable_of_contact").doesNotContain("Seq Scan");
  }

  @Test
  void visitsThatNewsMayBeForComeFromTheContactsIndex() {
    OffsetDateTime now = OffsetDateTime.parse("2026-02-15T00:00:00Z");
    String plan =
        Plans.of(
            database,
            AppointmentQueries.TELLABLE_OF_CONTACT,
            Map.of(
                "contact",
                "contact9",
                "recent",
                now.minusDays(14),
                "after",
                now.minusHours(12),
                "now",
                now));
    assertThat(plan).contains("appointment_tellable_of_contact").doesNotContain("Seq Scan");
  }

  @Test
  void historyComesFromThePatientsIndexInItsOrder() {
    String plan =
        Plans.of(
            database,
            AppointmentQueries.HISTORY,
            Map.of(
                "patient",
                "patient9",
                "before",
                OffsetDateTime.parse("9999-01-01T00:00:00Z"),
                "id",
                "",
                "limit",
                51));
    assertThat(plan).contains("appointment_of_patient").doesNotContain("Seq Scan");
  }

  private static String plan(AppointmentFilter filter, String cursor) {
    return Plans.of(database, AppointmentQueries.select(filter, PageCursor.given(cursor, 2)));
  }
}
