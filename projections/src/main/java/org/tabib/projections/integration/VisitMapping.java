package org.tabib.projections.integration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.integration.EventData.PersonalComplaint;
import org.tabib.projections.integration.EventData.PersonalReason;
import org.tabib.projections.integration.EventData.Time;
import org.tabib.projections.run.Recorded;

/** What others are told of visits. */
final class VisitMapping {
  private VisitMapping() {}

  static List<IntegrationEvent> map(Recorded<VisitEvent> recorded, Opening opening) {
    String id = recorded.entityId();
    return switch (recorded.event()) {
      case VisitEvent.VisitOpened e ->
          one(recorded, EventType.VISIT_BOOKED, booked(id, e.details(), complaint(e, opening)));
      case VisitEvent.VisitConfirmed e -> advanced(recorded, EventType.VISIT_CONFIRMED);
      case VisitEvent.PatientCheckedIn e -> advanced(recorded, EventType.VISIT_CHECKED_IN);
      case VisitEvent.ConsultationStarted e -> advanced(recorded, EventType.VISIT_STARTED);
      case VisitEvent.VisitCompleted e -> advanced(recorded, EventType.VISIT_COMPLETED);
      case VisitEvent.PatientDidNotShow e -> advanced(recorded, EventType.VISIT_NO_SHOW);
      case VisitEvent.VisitCancelled e ->
          one(
              recorded,
              EventType.VISIT_CANCELLED,
              new EventData.VisitCancelled(id, code(e.by()), reason(e.reason(), opening)));
      case VisitEvent.VisitRescheduled e ->
          one(
              recorded,
              EventType.VISIT_RESCHEDULED,
              new EventData.VisitRescheduled(
                  id, e.doctorId(), e.clinicId(), time(e.slot()), time(e.old()), code(e.by())));
      // That a slot is taken and freed is told by its schedule.
      case VisitEvent.SlotWanted e -> List.of();
      case VisitEvent.SlotGivenBack e -> List.of();
      // Clinical text leaves only through the API, to whom it is shown.
      case VisitEvent.OfConsultation e -> List.of();
      case VisitEvent.OfReview e -> List.of();
      case VisitEvent.OfUpdates e -> List.of();
    };
  }

  private static EventData booked(
      String id, VisitDetails details, @Nullable PersonalComplaint complaint) {
    return new EventData.VisitBooked(
        id,
        details.patientId(),
        details.contactId(),
        details.conversationId(),
        details.doctorId(),
        details.clinicId(),
        time(details.slot()),
        details.specialty(),
        code(details.bookedBy()),
        complaint);
  }

  private static Time time(Slot slot) {
    return new Time(slot.scheduleId(), slot.start(), slot.end());
  }

  private static @Nullable PersonalComplaint complaint(
      VisitEvent.VisitOpened event, Opening opening) {
    VisitEvent.Complaint opened = opening.open(event.complaint(), VisitEvent.Complaint.class);
    return opened == null ? null : new PersonalComplaint(opened.words());
  }

  private static @Nullable PersonalReason reason(
      Private<VisitEvent.Reason> reason, Opening opening) {
    VisitEvent.Reason opened = opening.open(reason, VisitEvent.Reason.class);
    return opened == null ? null : new PersonalReason(opened.words());
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static List<IntegrationEvent> advanced(Recorded<VisitEvent> recorded, EventType type) {
    return one(recorded, type, new EventData.VisitAdvanced(recorded.entityId()));
  }

  private static List<IntegrationEvent> one(
      Recorded<VisitEvent> recorded, EventType type, EventData data) {
    Instant at = recorded.event().at();
    return Made.one(recorded.entityId(), recorded.number(), at, type, data);
  }
}
