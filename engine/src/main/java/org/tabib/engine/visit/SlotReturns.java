package org.tabib.engine.visit;

import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.schedule.Slot;

/**
 * Pays a visit's debts: gives owed slots back to their schedules, again and again with growing
 * pauses, until each schedule says that it is done. Confined to the entity.
 */
final class SlotReturns {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final BookedSlots slots;
  private final ActorContext<VisitCommand> context;
  private final TimerScheduler<VisitCommand> timers;
  private final Set<Slot> underWay = new HashSet<>();
  private Duration pause = FIRST_PAUSE;

  SlotReturns(
      BookedSlots slots, ActorContext<VisitCommand> context, TimerScheduler<VisitCommand> timers) {
    this.slots = slots;
    this.context = context;
    this.timers = timers;
  }

  /** Nothing is under way any more: the entity has recovered. */
  void reset() {
    underWay.clear();
    pause = FIRST_PAUSE;
  }

  /** Tries every debt that is not being tried already. */
  void pay(VisitState state) {
    for (Slot slot : state.owed()) {
      if (underWay.add(slot)) {
        context.pipeToSelf(
            slots.release(slot, state.visitId()),
            (reply, failure) ->
                reply instanceof ScheduleReply.Done
                    ? new VisitCommand.SlotReleased(slot)
                    : new VisitCommand.ReleaseFailed(slot));
      }
    }
  }

  void succeeded(Slot slot) {
    underWay.remove(slot);
    pause = FIRST_PAUSE;
  }

  void failed(Slot slot) {
    underWay.remove(slot);
    context.getLog().info("slot not given back yet, next attempt in {}", pause);
    timers.startSingleTimer(new VisitCommand.Wake(), pause);
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }
}
