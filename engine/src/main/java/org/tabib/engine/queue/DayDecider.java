package org.tabib.engine.queue;

import static org.tabib.engine.queue.Verdict.forbids;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.queue.QueueCommand.CloseDay;
import org.tabib.engine.queue.QueueCommand.PauseQueue;
import org.tabib.engine.queue.QueueCommand.ResumeQueue;
import org.tabib.engine.queue.QueueEvent.DayClosed;
import org.tabib.engine.queue.QueueEvent.DayShown;
import org.tabib.engine.queue.QueueEvent.QueuePaused;
import org.tabib.engine.queue.QueueEvent.QueueResumed;

/** What happens to the whole queue (QUEUE-3): pauses and the day's end. */
final class DayDecider {
  private DayDecider() {}

  static Verdict pause(ClinicQueueState state, PauseQueue command, Mark mark) {
    String point = command.servicePointId();
    Remark reason = command.reason();
    if (reason == null) {
      return forbids(QueueRefusals.noReason());
    }
    if (point != null && isUnknown(state, point)) {
      return forbids(QueueRefusals.unknownPoint(point, state.needSetup()));
    }
    return reason.equals(state.pauses().get(key(point)))
        ? done(state)
        : happens(new QueuePaused(mark, point, reason));
  }

  static Verdict resume(ClinicQueueState state, ResumeQueue command, Mark mark) {
    String point = command.servicePointId();
    if (point != null && isUnknown(state, point)) {
      return forbids(QueueRefusals.unknownPoint(point, state.needSetup()));
    }
    boolean pausing = point == null ? !state.pauses().isEmpty() : state.pauses().containsKey(point);
    if (!pausing && point != null && state.pauses().containsKey(ClinicQueueState.EVERYWHERE)) {
      return forbids(QueueRefusals.paused("the whole queue pauses: resume all of it"));
    }
    return pausing ? happens(new QueueResumed(mark, point)) : done(state);
  }

  /** Called ones and those in service are brought to their end; missed ones were told already. */
  static Verdict close(ClinicQueueState state, CloseDay command, Mark mark) {
    if (state.closed()) {
      return done(state);
    }
    List<Ticket> left = new ArrayList<>();
    for (ServicePoint point : state.needSetup().servicePoints()) {
      for (Line.Entry entry : Line.at(state, point.id(), mark.at()).order()) {
        left.add(entry.ticket().edit().left().done());
      }
    }
    return happens(new DayClosed(mark, command.reason(), left));
  }

  /**
   * What the day hands on to those after it, once it is closed.
   *
   * @param before the state until now
   * @param after with what has just happened
   */
  static Optional<QueueEvent> shown(ClinicQueueState before, ClinicQueueState after, Mark mark) {
    boolean news = !before.closed() || !after.times().equals(before.times());
    return after.closed() && news && !after.all().isEmpty()
        ? Optional.of(new DayShown(mark, after.times().shown(after.all(), after.needZone())))
        : Optional.empty();
  }

  private static boolean isUnknown(ClinicQueueState state, String point) {
    return state.needSetup().servicePoint(point).isEmpty();
  }

  private static String key(@Nullable String point) {
    return point == null ? ClinicQueueState.EVERYWHERE : point;
  }

  private static Verdict done(ClinicQueueState state) {
    return new Verdict.Says(new QueueReply.Done(state.queueId()));
  }

  private static Verdict happens(QueueEvent event) {
    return new Verdict.Happens(List.of(event), null, null);
  }
}
