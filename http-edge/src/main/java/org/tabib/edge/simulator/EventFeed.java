package org.tabib.edge.simulator;

import akka.NotUsed;
import akka.http.javadsl.model.sse.ServerSentEvent;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries every change to every open browser. A browser that falls behind is cut off: it reconnects
 * and fetches the state again, which is cheaper than a buffer without an end.
 */
final class EventFeed {
  private static final int BEHIND = 1_024;
  private static final int MAX_BROWSERS = 256;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Set<BoundedSourceQueue<ServerSentEvent>> browsers = ConcurrentHashMap.newKeySet();

  void publish(SimulatorEvent event) {
    if (browsers.isEmpty()) {
      return;
    }
    var message = ServerSentEvent.create(SimulatorJson.text(event), event.name());
    browsers.removeIf(browser -> !takes(browser, message));
  }

  private static boolean takes(
      BoundedSourceQueue<ServerSentEvent> browser, ServerSentEvent message) {
    var result = browser.offer(message);
    if (result == QueueOfferResult.dropped()) {
      browser.complete();
    }
    return result == QueueOfferResult.enqueued();
  }

  boolean isFull() {
    return browsers.size() >= MAX_BROWSERS;
  }

  /** One browser's stream; starts with {@code hello}, so that the client knows it is live. */
  Source<ServerSentEvent, NotUsed> subscribe() {
    return Source.<ServerSentEvent>queue(BEHIND)
        .mapMaterializedValue(
            queue -> {
              browsers.add(queue);
              queue.offer(ServerSentEvent.create("{}", "hello"));
              return queue;
            })
        .watchTermination(
            (queue, done) -> {
              done.whenComplete((finished, failure) -> browsers.remove(queue));
              return NotUsed.getInstance();
            })
        .keepAlive(HEARTBEAT, () -> ServerSentEvent.create("{}", "heartbeat"));
  }
}
