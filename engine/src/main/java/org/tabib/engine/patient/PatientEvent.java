package org.tabib.engine.patient;

import java.time.Instant;
import org.tabib.engine.privacy.Private;

/** What happened to a Patient. */
public sealed interface PatientEvent {
  Instant at();

  record PatientRegistered(String guardianId, Private<PatientProfile> profile, Instant at)
      implements PatientEvent {}

  record ProfileChanged(Private<PatientProfile> profile, Instant at) implements PatientEvent {}
}
