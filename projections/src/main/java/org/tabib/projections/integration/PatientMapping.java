package org.tabib.projections.integration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.integration.EventData.PersonalProfile;
import org.tabib.projections.run.Recorded;

/** What others are told of patients. */
final class PatientMapping {
  private PatientMapping() {}

  static List<IntegrationEvent> map(Recorded<PatientEvent> recorded, Opening opening) {
    String id = recorded.entityId();
    PatientEvent event = recorded.event();
    return switch (event) {
      case PatientEvent.PatientRegistered e ->
          Made.one(
              id,
              recorded.number(),
              e.at(),
              EventType.PATIENT_REGISTERED,
              new EventData.PatientRegistered(id, e.guardianId(), profile(e.profile(), opening)));
      case PatientEvent.ProfileChanged e ->
          Made.one(
              id,
              recorded.number(),
              e.at(),
              EventType.PATIENT_UPDATED,
              new EventData.PatientUpdated(id, profile(e.profile(), opening)));
    };
  }

  private static @Nullable PersonalProfile profile(
      Private<PatientProfile> sealed, Opening opening) {
    PatientProfile profile = opening.open(sealed, PatientProfile.class);
    return profile == null
        ? null
        : new PersonalProfile(profile.name(), profile.age(), profile.ageOn(), profile.sex());
  }
}
