package org.tabib.projections.waitlist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.waitlist.Ending;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.Wanted;

/**
 * Somebody who waits, or waited.
 *
 * @param offer what they are offered now, if anything
 * @param ending how it ended, if it did
 * @param bookedVisitId the visit that ended it
 */
public record WaitingRow(
    String entryId,
    String clinicId,
    EntryStatus status,
    Wanted wanted,
    WaitingCommand.By joinedBy,
    Instant since,
    @Nullable OfferRow offer,
    @Nullable Ending ending,
    @Nullable String bookedVisitId) {

  /**
   * A time kept for somebody.
   *
   * @param until until when they can take it
   * @param reason why they come first, for staff
   */
  public record OfferRow(
      String offerId, String doctorId, Instant start, Instant end, Instant until, String reason) {}
}
