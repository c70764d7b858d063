package org.tabib.edge.live;

import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.live.LiveChange;

/**
 * Somebody who watches, for the hub's own thread alone.
 *
 * @param from where they were before; none: they begin now
 * @param gone set when their stream has ended
 */
record LiveWatcher(
    Predicate<LiveChange> wanted,
    @Nullable String from,
    BoundedSourceQueue<LiveSignal> queue,
    AtomicBoolean gone) {

  LiveWatcher(
      Predicate<LiveChange> wanted, @Nullable String from, BoundedSourceQueue<LiveSignal> queue) {
    this(wanted, from, queue, new AtomicBoolean());
  }

  /**
   * Whether they are still there; who does not keep up is let go, and comes back at their place.
   */
  boolean tell(LiveSignal signal) {
    QueueOfferResult result = queue.offer(signal);
    if (result == QueueOfferResult.dropped()) {
      queue.complete();
    }
    return result == QueueOfferResult.enqueued();
  }

  boolean changed(String place, LiveChange change) {
    return !wanted.test(change) || tell(new LiveSignal.Changed(place, change));
  }
}
