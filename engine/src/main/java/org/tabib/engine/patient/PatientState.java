package org.tabib.engine.patient;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.patient.PatientEvent.PatientRegistered;
import org.tabib.engine.patient.PatientEvent.ProfileChanged;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.PrivateMapping;

/**
 * What a Patient remembers.
 *
 * @param guardianId null until registered
 * @param profile null until registered; erased once the patient was forgotten
 */
public record PatientState(
    String patientId, @Nullable String guardianId, @Nullable Private<PatientProfile> profile) {

  public static PatientState unregistered(String patientId) {
    return new PatientState(patientId, null, null);
  }

  public PatientState apply(PatientEvent event) {
    return switch (event) {
      case PatientRegistered e -> new PatientState(patientId, e.guardianId(), e.profile());
      case ProfileChanged e -> new PatientState(patientId, guardianId, e.profile());
    };
  }

  /** Applies sealing or opening to the private values of an event. */
  static PatientEvent map(PatientEvent event, PrivateMapping m) {
    return switch (event) {
      case PatientRegistered e ->
          new PatientRegistered(e.guardianId(), m.apply(e.profile(), PatientProfile.class), e.at());
      case ProfileChanged e ->
          new ProfileChanged(m.apply(e.profile(), PatientProfile.class), e.at());
    };
  }

  /** Applies sealing or opening to the private values of a state. */
  static PatientState map(PatientState s, PrivateMapping m) {
    return s.profile() == null
        ? s
        : new PatientState(
            s.patientId(), s.guardianId(), m.apply(s.profile(), PatientProfile.class));
  }
}
