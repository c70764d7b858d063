package org.tabib.engine.queue;

import org.jspecify.annotations.Nullable;

/**
 * Whose ticket it is: ids only, as far as they are known. A walk-in at the desk may have none.
 *
 * @param contactId who is written to
 * @param conversationId where
 * @param visitId the booked visit
 */
public record TicketHolder(
    @Nullable String patientId,
    @Nullable String contactId,
    @Nullable String conversationId,
    @Nullable String visitId) {

  /** Somebody of whom nothing is known but the number. */
  public static final TicketHolder NOBODY = new TicketHolder(null, null, null, null);
}
