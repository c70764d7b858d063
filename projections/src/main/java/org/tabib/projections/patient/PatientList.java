package org.tabib.projections.patient;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.patient.PatientEvent.PatientRegistered;
import org.tabib.engine.patient.PatientEvent.ProfileChanged;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.patient}: who is treated, and who speaks for them. */
public final class PatientList implements ReadModel<PatientEvent> {
  private static final String REGISTER =
      """
      insert into read.patient (patient_id, practice_id, guardian_id, profile_subject,
        profile_sealed, registered_at, changed_at)
      select p.patient_id, p.practice_id, p.guardian_id, p.subject, p.sealed, p.at, p.at
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::timestamptz[])
        as p (patient_id, practice_id, guardian_id, subject, sealed, at)
      """;
  private static final String CHANGE =
      """
      update read.patient r set
        profile_subject = c.subject,
        profile_sealed  = c.sealed,
        changed_at      = c.at
      from unnest(?::text[], ?::text[], ?::bytea[], ?::timestamptz[])
        as c (patient_id, subject, sealed, at)
      where r.patient_id = c.patient_id
      """;

  private record Registered(String patientId, PatientRegistered event) {}

  private record Changed(String patientId, Private<PatientProfile> profile, Instant at) {}

  @Override
  public void write(Connection connection, List<Recorded<PatientEvent>> batch) throws SQLException {
    List<Registered> registered = new ArrayList<>();
    Map<String, Changed> changed = new LinkedHashMap<>();
    for (Recorded<PatientEvent> recorded : batch) {
      String id = recorded.entityId();
      switch (recorded.event()) {
        case PatientRegistered event -> registered.add(new Registered(id, event));
        case ProfileChanged event -> changed.put(id, new Changed(id, event.profile(), event.at()));
      }
    }
    Unnest.<Registered>over(connection, REGISTER, registered)
        .text(Registered::patientId)
        .text(r -> Ids.practiceOf(r.patientId()))
        .text(r -> r.event().guardianId())
        .text(r -> r.event().profile().subject())
        .bytea(r -> SealedColumns.bytes(r.event().profile()))
        .time(r -> r.event().at())
        .execute();
    Unnest.<Changed>over(connection, CHANGE, changed.values())
        .text(Changed::patientId)
        .text(c -> c.profile().subject())
        .bytea(c -> SealedColumns.bytes(c.profile()))
        .time(Changed::at)
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.patient");
  }
}
