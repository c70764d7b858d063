package org.tabib.engine.queue;

import java.util.concurrent.CompletionStage;

/** Where a queue whose day begins learns what the clinic's days before it showed. */
@FunctionalInterface
public interface EarlierDays {
  /**
   * What they showed, weighed by their age, as far as it is known by now; {@link Shown#NOTHING}
   * when there were none. Never blocks. May fail or take too long: then the day begins with what is
   * configured.
   */
  CompletionStage<Shown> before(QueueId day);
}
