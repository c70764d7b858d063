package org.tabib.projections.run;

import akka.projection.eventsourced.EventEnvelope;
import java.util.List;

/** Hears what became durable. */
interface SliceListener {
  /** These events are in the read models. */
  void committed(String projection, String slice, List<? extends EventEnvelope<?>> events);

  /** The slice has stopped before an event that it cannot handle. */
  void stopped(StoppedSlice stop);
}
