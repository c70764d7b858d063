package org.tabib.edge.whatsapp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

/** Counts what is sent. */
public final class GraphMetrics {
  private final Timer accepted;
  private final Map<ErrorClass, Timer> rejected = new EnumMap<>(ErrorClass.class);
  private final Counter inDoubt;
  private final Counter marked;
  private final Counter unmarked;

  public GraphMetrics(MeterRegistry registry) {
    accepted = sends("accepted", registry);
    for (ErrorClass errorClass : ErrorClass.values()) {
      rejected.put(errorClass, sends(errorClass.name().toLowerCase(Locale.ROOT), registry));
    }
    inDoubt =
        Counter.builder("tabib_graph_resent_in_doubt")
            .description("Sends again of what may have been taken over without our knowing")
            .register(registry);
    marked = marks("done", registry);
    unmarked = marks("failed", registry);
  }

  void sent(SendOutcome outcome, long nanos) {
    Timer timer =
        switch (outcome) {
          case SendOutcome.Accepted a -> accepted;
          case SendOutcome.Rejected r -> rejected.get(r.errorClass());
          case SendOutcome.Held h -> throw new IllegalArgumentException("was not asked at all");
        };
    if (timer != null) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  void resentInDoubt() {
    inDoubt.increment();
  }

  void markedRead(boolean done) {
    (done ? marked : unmarked).increment();
  }

  private static Timer sends(String outcome, MeterRegistry registry) {
    return Timer.builder("tabib_graph_sends")
        .description("Attempts to send, from the call to its outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static Counter marks(String outcome, MeterRegistry registry) {
    return Counter.builder("tabib_graph_read_marks")
        .description("Messages shown as read, best effort")
        .tag("outcome", outcome)
        .register(registry);
  }
}
