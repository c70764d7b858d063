package org.tabib.engine.queue;

import java.time.ZoneId;
import org.tabib.engine.entity.Refusal;

/** Where a queue learns how its clinic is configured. Answers from memory. */
@FunctionalInterface
public interface ClinicSetups {

  /** What is known of a clinic's queue. */
  sealed interface Answer {}

  /**
   * It has one.
   *
   * @param zone the clinic's time zone
   */
  record Found(QueueSetup setup, ZoneId zone) implements Answer {}

  /** It has none, or the clinic or its practice is not known. */
  record Missing(Refusal refusal) implements Answer {}

  /** The current configuration of that clinic's queue. */
  Answer of(String practiceId, String clinicId);
}
