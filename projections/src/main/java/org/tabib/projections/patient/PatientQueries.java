package org.tabib.projections.patient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.SealedColumns;

/** Questions to the list of patients. They block: not for actor dispatchers. */
public final class PatientQueries {
  private static final String COLUMNS =
      """
      select patient_id, guardian_id, profile_subject, profile_sealed, registered_at, changed_at
      from read.patient
      """;
  private static final String ONE = COLUMNS + "where patient_id = :id";
  static final String OF_GUARDIAN =
      COLUMNS + "where guardian_id = :guardian order by patient_id limit 200";

  private final Jdbi jdbi;

  public PatientQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A patient; the profile is sealed or erased. */
  public record PatientRow(
      String patientId,
      String guardianId,
      Private<PatientProfile> profile,
      Instant registeredAt,
      Instant changedAt) {}

  /** One of them. */
  public Optional<PatientRow> find(String patientId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("id", patientId)
                .map((row, context) -> patient(row))
                .findFirst());
  }

  /** Those a contact speaks for, oldest first, at most 200. */
  public List<PatientRow> ofGuardian(String contactId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_GUARDIAN)
                .bind("guardian", contactId)
                .map((row, context) -> patient(row))
                .list());
  }

  private static PatientRow patient(ResultSet row) throws SQLException {
    return new PatientRow(
        row.getString("patient_id"),
        row.getString("guardian_id"),
        SealedColumns.value(row.getString("profile_subject"), row.getBytes("profile_sealed")),
        Columns.time(row, "registered_at"),
        Columns.time(row, "changed_at"));
  }
}
