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

  /**
   * Visits that what somebody tells now may belong to: those that are going on or still to come,
   * then those that were completed in the last 14 days, each the nearest in time first; at most 10.
   */
  default CompletionStage<List<OpenVisit>> tellableVisitsOf(String contactId, Instant now) {
    return currentVisitsOf(contactId, now);
  }

  /** One of them. */
  record OpenVisit(String visitId, String patientId, String doctorId, Slot slot) {}
}
