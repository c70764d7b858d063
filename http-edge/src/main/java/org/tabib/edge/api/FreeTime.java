package org.tabib.edge.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;

/** What schedules say is free right now. */
final class FreeTime {
  private final Entities entities;

  FreeTime(Entities entities) {
    this.entities = entities;
  }

  /** A schedule's free slots that start in [from, to), earliest first, at most {@code limit}. */
  CompletionStage<List<Slot>> of(String scheduleId, Instant from, Instant to, int limit) {
    return entities
        .schedule(scheduleId, replyTo -> new ScheduleCommand.Free(from, to, limit, replyTo))
        .thenApply(FreeTime::slots);
  }

  private static List<Slot> slots(ScheduleReply reply) {
    return switch (reply) {
      case ScheduleReply.Slots(List<Slot> slots) -> slots;
      case ScheduleReply.Refused(var refusal) -> throw ApiProblem.of(refusal);
      case ScheduleReply.Done r -> throw unexpected(r);
      case ScheduleReply.Held r -> throw unexpected(r);
      case ScheduleReply.Booked r -> throw unexpected(r);
      case ScheduleReply.Taken r -> throw unexpected(r);
    };
  }

  private static IllegalStateException unexpected(ScheduleReply reply) {
    return new IllegalStateException(
        "a schedule does not answer this with " + reply.getClass().getSimpleName());
  }
}
