package org.tabib.engine.patient;

import java.time.LocalDate;

/**
 * Who is treated, as told by the person. Personal data.
 *
 * @param name as the person wrote it
 * @param age ISO-8601 period (years and months) at {@code ageOn}, e.g. {@code P34Y}
 * @param ageOn the clinic-local date at which the age was told
 * @param sex FHIR AdministrativeGender code: female, male, other, unknown
 */
public record PatientProfile(String name, String age, LocalDate ageOn, String sex) {
  @Override
  public String toString() {
    return "PatientProfile[…]";
  }
}
