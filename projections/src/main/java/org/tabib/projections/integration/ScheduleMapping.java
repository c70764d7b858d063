package org.tabib.projections.integration;

import java.util.List;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.projections.run.Recorded;

/** What others are told of doctors' time. Holds last minutes and end without an event. */
final class ScheduleMapping {
  private ScheduleMapping() {}

  static List<IntegrationEvent> map(Recorded<ScheduleEvent> recorded, Opening opening) {
    String id = recorded.entityId();
    return switch (recorded.event()) {
      case ScheduleEvent.AvailabilityDefined e ->
          one(
              recorded,
              EventType.SCHEDULE_DEFINED,
              new EventData.AvailabilityDefined(
                  id,
                  e.doctorId(),
                  e.clinicId(),
                  e.availability().zone().getId(),
                  e.availability().slotLength().toString()));
      case ScheduleEvent.SlotHeld e -> List.of();
      case ScheduleEvent.HoldReleased e -> List.of();
      case ScheduleEvent.SlotBooked e ->
          one(recorded, EventType.SLOT_BOOKED, new EventData.Slot(id, e.start(), e.visitId()));
      case ScheduleEvent.BookingReleased e ->
          one(recorded, EventType.SLOT_RELEASED, new EventData.Slot(id, e.start(), e.visitId()));
    };
  }

  private static List<IntegrationEvent> one(
      Recorded<ScheduleEvent> recorded, EventType type, EventData data) {
    return Made.one(recorded.entityId(), recorded.number(), recorded.event().at(), type, data);
  }
}
