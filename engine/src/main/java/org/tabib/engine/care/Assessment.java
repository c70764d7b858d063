package org.tabib.engine.care;

import java.util.List;

/**
 * What the engine reads in a description.
 *
 * @param complaints all present complaints, most urgent first, then in order of the text
 * @param redFlags those of them that are emergencies
 * @param urgency the most urgent of the complaints; {@link Urgency#ROUTINE} when there is none
 * @param specialty id of the specialty that fits best; {@code general-medicine} when nothing is
 *     recognised
 * @param findings every complaint that the text speaks of, first the present ones as in {@code
 *     complaints}, then those that are denied or past
 * @param facts what the text says of the patient
 * @param evidence per recognised phrase {@code id: words}, also those set aside as denied or past;
 *     the words are the person's own, so it is personal data
 */
public record Assessment(
    List<Complaint> complaints,
    List<Complaint> redFlags,
    Urgency urgency,
    String specialty,
    List<Finding> findings,
    Facts facts,
    List<String> evidence) {
  public Assessment {
    complaints = List.copyOf(complaints);
    redFlags = List.copyOf(redFlags);
    findings = List.copyOf(findings);
    evidence = List.copyOf(evidence);
  }

  /** Whether anything in the text calls for emergency care. */
  public boolean isEmergency() {
    return urgency == Urgency.EMERGENCY;
  }
}
