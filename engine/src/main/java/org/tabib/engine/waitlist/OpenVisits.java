package org.tabib.engine.waitlist;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The visits of a contact that are still to come, from a read model. */
@FunctionalInterface
public interface OpenVisits {

  /** Those that start after that moment. */
  CompletionStage<List<OpenVisit>> of(String contactId, Instant after);

  /** One of them. */
  record OpenVisit(String visitId, String patientId, String doctorId, Instant start) {}
}
