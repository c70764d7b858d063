package org.tabib.engine.visit;

/** Where a visit stands (BOOK-6). FHIR Appointment/Encounter equivalents in parentheses. */
public enum VisitStatus {
  /** booked */
  BOOKED,
  /** booked, and the patient said that they will come */
  CONFIRMED,
  /** arrived / checked-in */
  CHECKED_IN,
  /** Encounter in-progress */
  IN_CONSULTATION,
  /** fulfilled */
  COMPLETED,
  /** cancelled */
  CANCELLED,
  /** noshow */
  NO_SHOW
}
