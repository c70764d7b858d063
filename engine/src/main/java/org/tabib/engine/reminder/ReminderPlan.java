package org.tabib.engine.reminder;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A reminder as it was planned: for whom, to whom it is said, and when.
 *
 * @param patientId whom it is about, and whose key seals its content
 * @param contactId who is told: the patient, or who speaks for them
 * @param conversationId where it is told
 * @param clinicId the clinic that a care reminder leads to; null when none was named
 * @param visitId the visit that it comes from; null when none
 * @param zone the patient's time zone
 * @param followUp what the visit's record says about coming again; null for all other reminders,
 *     and for those from before there were follow-ups
 */
public record ReminderPlan(
    String patientId,
    String contactId,
    String conversationId,
    @Nullable String clinicId,
    @Nullable String visitId,
    ReminderKind kind,
    Rhythm rhythm,
    ZoneId zone,
    @Nullable FollowUp followUp) {
  /** A reminder that follows no visit's record. */
  public ReminderPlan(
      String patientId,
      String contactId,
      String conversationId,
      @Nullable String clinicId,
      @Nullable String visitId,
      ReminderKind kind,
      Rhythm rhythm,
      ZoneId zone) {
    this(patientId, contactId, conversationId, clinicId, visitId, kind, rhythm, zone, null);
  }

  /** The same at other times. */
  ReminderPlan with(Rhythm newRhythm, ZoneId newZone) {
    return new ReminderPlan(
        patientId,
        contactId,
        conversationId,
        clinicId,
        visitId,
        kind,
        newRhythm,
        newZone,
        followUp);
  }

  /** The same, when the visit's record says nothing about coming again any more. */
  ReminderPlan withoutFollowUp() {
    return new ReminderPlan(
        patientId, contactId, conversationId, clinicId, visitId, kind, rhythm, zone);
  }
}
