package org.tabib.projections.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.flow.Cursor;

/**
 * The flows that go on in a conversation: the one that asks, and below it perhaps one that was
 * interrupted and is returned to. Events tell where a dialogue stands and which flows ended, not
 * whether one that another took the place of will go on: it is taken as left once it has not.
 */
final class OpenRuns {
  /** What the engine notes for a flow that was given up, before the step. */
  private static final String LEFT = "left-";

  private final List<FlowRun> open = new ArrayList<>();
  private final Collection<FlowRun> touched = new LinkedHashSet<>();
  private final String conversationId;

  OpenRuns(String conversationId) {
    this.conversationId = conversationId;
  }

  /** Continues with a run that is stored, in the order of their beginning. */
  void restore(FlowRun run) {
    open.add(run);
  }

  /** Runs that are new or changed. */
  Collection<FlowRun> touched() {
    return touched;
  }

  /**
   * What one event did.
   *
   * @param sent how many messages of ours came with it
   * @param language as it is after the event
   */
  void happened(
      long event,
      @Nullable Move move,
      List<Change> changes,
      List<Effect> owed,
      int sent,
      @Nullable String language,
      Instant at) {
    int place = 0;
    boolean ended = false;
    boolean booked = owed.stream().anyMatch(Effect.OpenVisit.class::isInstance);
    for (FlowRun run : open) {
      if (sent != 0 || booked) {
        run.messages += sent;
        touched.add(run);
      }
    }
    if (booked && !open.isEmpty()) {
      open.getLast().booked = true;
    }
    for (Change change : changes) {
      if (change instanceof Change.FlowEnded end) {
        place += end(event, place, end, sent, language, at);
        ended = true;
      }
    }
    if (move != null) {
      stand(event, place, move.cursor(), ended, sent, at);
    }
    for (FlowRun run : touched) {
      if (run.endedAt == null || run.endedAt.equals(at)) {
        run.language = language == null ? FlowRun.NO_LANGUAGE : language;
      }
    }
  }

  /** Returns how many runs began. */
  private int end(
      long event,
      int place,
      Change.FlowEnded end,
      int sent,
      @Nullable String language,
      Instant at) {
    FlowRun run = find(end.flow());
    int began = 0;
    boolean left = end.outcome().startsWith(LEFT);
    String step = left ? end.outcome().substring(LEFT.length()) : end.outcome();
    if (run == null) {
      run = new FlowRun(conversationId, event, place, end.flow(), end.version(), step, at);
      run.messages = sent;
      began = 1;
    } else {
      open.remove(run);
    }
    if (left) {
      run.moved(step, run.movedAt);
      run.left(at);
    } else {
      run.completed(step, at);
    }
    touched.add(run);
    return began;
  }

  private void stand(
      long event, int place, @Nullable Cursor cursor, boolean ended, int sent, Instant at) {
    FlowRun run = cursor == null ? null : find(cursor.flow());
    // Whatever began after the one that goes on was left; without one, all but the interrupted.
    while (!open.isEmpty() && open.getLast() != run && (run != null || cursor == null || ended)) {
      leave(open.getLast(), at);
    }
    if (cursor == null) {
      return;
    }
    if (run == null) {
      if (open.size() > 1) {
        leave(open.getFirst(), at);
      }
      run =
          new FlowRun(
              conversationId, event, place, cursor.flow(), cursor.version(), cursor.step(), at);
      run.messages = sent;
      open.add(run);
    } else {
      run.moved(cursor.step(), at);
    }
    touched.add(run);
  }

  private void leave(FlowRun run, Instant at) {
    open.remove(run);
    run.left(at);
    touched.add(run);
  }

  private @Nullable FlowRun find(String flow) {
    return open.stream().filter(run -> run.flow.equals(flow)).findFirst().orElse(null);
  }
}
