package org.tabib.edge.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;

/** Instants as the clinic's clock shows them. */
record ClinicTime(ZoneId zone) {
  /** Of a clinic; of the practice's first one when it is not there any more. */
  static ClinicTime of(PracticeConfig practice, String clinicId) {
    return practice
        .clinic(clinicId)
        .map(clinic -> new ClinicTime(clinic.zone()))
        .orElseGet(() -> of(practice));
  }

  /** Of the practice's first clinic. */
  static ClinicTime of(PracticeConfig practice) {
    return new ClinicTime(
        practice.clinics().stream().findFirst().map(Clinic::zone).orElse(ZoneOffset.UTC));
  }

  OffsetDateTime at(Instant instant) {
    return instant.atZone(zone).toOffsetDateTime();
  }

  @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
    return instant == null ? null : at(instant);
  }
}
