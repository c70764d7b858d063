package org.tabib.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.patient.PatientProfile;

/**
 * Who is treated.
 *
 * @param guardianId the contact who speaks for the patient
 * @param profile none when the patient was forgotten
 * @param registeredAt none for the moment before the read model knows the patient
 */
record PatientView(
    String id,
    String guardianId,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable ProfileView profile,
    boolean erased,
    @Nullable OffsetDateTime registeredAt,
    @Nullable OffsetDateTime changedAt) {

  /**
   * Personal data.
   *
   * @param age completed years on {@code ageOn}
   * @param agePeriod the same as an ISO 8601 period, with months for infants
   * @param ageOn the clinic-local date at which the age was told
   */
  record ProfileView(String name, int age, String agePeriod, LocalDate ageOn, String sex) {
    static @Nullable ProfileView of(@Nullable PatientProfile profile) {
      return profile == null
          ? null
          : new ProfileView(
              profile.name(),
              (int) (Period.parse(profile.age()).toTotalMonths() / 12),
              profile.age(),
              profile.ageOn(),
              profile.sex());
    }

    @Override
    public String toString() {
      return "ProfileView[…]";
    }
  }
}
