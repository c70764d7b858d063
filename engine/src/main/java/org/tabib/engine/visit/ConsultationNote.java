package org.tabib.engine.visit;

import java.util.List;

/**
 * What the doctor writes down in a consultation (BOOK-7). Personal throughout: one sealed value.
 *
 * @param notes what was found and done; empty when nothing was written
 * @param advice what the patient is told to do; empty when none was given
 */
public record ConsultationNote(String notes, List<Diagnosis> diagnoses, String advice) {
  public ConsultationNote {
    diagnoses = List.copyOf(diagnoses);
  }

  /** Personal: never in a log. */
  @Override
  public String toString() {
    return "ConsultationNote[…]";
  }
}
