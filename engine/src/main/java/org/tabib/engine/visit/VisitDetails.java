package org.tabib.engine.visit;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.schedule.Slot;

/**
 * What a visit is about when it is opened.
 *
 * @param patientId who is treated
 * @param contactId who booked it and is told about it
 * @param conversationId the conversation it was booked in; none when staff booked it
 * @param specialty the specialty id the complaint was mapped to
 */
public record VisitDetails(
    String patientId,
    String contactId,
    @Nullable String conversationId,
    String doctorId,
    String clinicId,
    Slot slot,
    String specialty,
    BookedBy bookedBy) {
  /** Who made the booking. */
  public enum BookedBy {
    PATIENT,
    STAFF
  }
}
