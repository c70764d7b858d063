package org.tabib.engine.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** What a DoctorSchedule answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ScheduleReply.Done.class, name = "done"),
  @JsonSubTypes.Type(value = ScheduleReply.Slots.class, name = "slots"),
  @JsonSubTypes.Type(value = ScheduleReply.Held.class, name = "held"),
  @JsonSubTypes.Type(value = ScheduleReply.Booked.class, name = "booked"),
  @JsonSubTypes.Type(value = ScheduleReply.Taken.class, name = "taken"),
  @JsonSubTypes.Type(value = ScheduleReply.Refused.class, name = "refused"),
})
public sealed interface ScheduleReply extends ClusterMessage {

  /** It is so now (or was already). */
  record Done() implements ScheduleReply {}

  record Slots(List<Slot> slots) implements ScheduleReply {}

  record Held(Slot slot, String holdId, Instant until) implements ScheduleReply {}

  record Booked(Slot slot, String visitId) implements ScheduleReply {}

  /**
   * Somebody else has it.
   *
   * @param next the next three free slots that fit, earliest first; may be fewer
   */
  record Taken(Instant start, List<Slot> next) implements ScheduleReply {}

  /** E.g. a slot in the past, outside the hours, or a schedule that is not defined. */
  record Refused(Refusal refusal) implements ScheduleReply {}
}
