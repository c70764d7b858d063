package org.tabib.engine.visit;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;

/** What a visit asks of the schedules whose slots are booked in its name. Both are idempotent. */
interface BookedSlots {
  /** Books the slot, or confirms that it is booked for this visit already. */
  CompletionStage<ScheduleReply> book(Slot slot, String visitId);

  /** Gives the slot back. */
  CompletionStage<ScheduleReply> release(Slot slot, String visitId);

  /** Asks the sharded schedules; an answer takes five seconds at most. */
  static BookedSlots sharded(ClusterSharding sharding) {
    Duration timeout = Duration.ofSeconds(5);
    return new BookedSlots() {
      @Override
      public CompletionStage<ScheduleReply> book(Slot slot, String visitId) {
        return sharding
            .entityRefFor(DoctorSchedule.TYPE_KEY, slot.scheduleId())
            .ask(
                // What staff held, they held under the visit's own id.
                replyTo -> new ScheduleCommand.Book(slot.start(), visitId, visitId, replyTo),
                timeout);
      }

      @Override
      public CompletionStage<ScheduleReply> release(Slot slot, String visitId) {
        return sharding
            .entityRefFor(DoctorSchedule.TYPE_KEY, slot.scheduleId())
            .ask(
                replyTo -> new ScheduleCommand.ReleaseBooking(slot.start(), visitId, replyTo),
                timeout);
      }
    };
  }
}
