package org.tabib.engine.language;

/** FHIR AdministrativeGender (http://hl7.org/fhir/administrative-gender). */
public enum Sex {
  FEMALE,
  MALE,
  OTHER,
  UNKNOWN
}
