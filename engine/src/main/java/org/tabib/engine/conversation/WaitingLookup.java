package org.tabib.engine.conversation;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a contact waits for, from the read model: gathered before a decision. */
@FunctionalInterface
public interface WaitingLookup {

  /** Whatever the contact still waits for, oldest first, at most 10. */
  CompletionStage<List<Waiting>> waitingOf(String contactId);

  /**
   * One entry of a waiting list.
   *
   * @param doctorId the only doctor who will do, if there is one
   * @param latest the last day that will do
   */
  record Waiting(
      String entryId,
      String clinicId,
      String patientId,
      @Nullable String doctorId,
      String specialty,
      LocalDate latest) {}
}
