package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.schedule.Slot;

/** The open visits of a contact, from the read model: gathered before a decision. */
@FunctionalInterface
public interface VisitLookup {

  /** Visits that can still be changed and start after that moment, soonest first, at most 10. */
  CompletionStage<List<OpenVisit>> openVisitsOf(String contactId, Instant after);

  /**
   * Visits that are going on or still to come, soonest first, at most 10: what somebody sends now
   * may belong to one of them.
   */
  default CompletionStage<List<OpenVisit>> currentVisitsOf(String contactId, Instant now) {
    return openVisitsOf(contactId, now);
  }

  /** One of them. */
  record OpenVisit(String visitId, String patientId, String doctorId, Slot slot) {}
}
