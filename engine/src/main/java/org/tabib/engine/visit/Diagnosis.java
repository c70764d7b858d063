package org.tabib.engine.visit;

import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as the doctor gives it: a code of a code system, and the doctor's own words. It reads
 * as a FHIR Coding ({@code system}, {@code version}, {@code code}) with the words as the text of
 * its CodeableConcept. We ship no code tables (docs/adr/0017): nothing here knows what a code
 * means.
 *
 * @param system the code system's URI
 * @param version of the code system; none when the doctor's system does not say
 * @param text what the doctor calls it
 */
public record Diagnosis(String system, @Nullable String version, String code, String text) {
  /** HL7's URI of WHO's ICD-10; national variants continue it ({@code …/icd-10-cm}). */
  public static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";

  /** Personal: never in a log. */
  @Override
  public String toString() {
    return "Diagnosis[…]";
  }
}
