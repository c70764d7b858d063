package org.tabib.edge.api;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.WaitingReply;
import org.tabib.engine.waitlist.Wanted;
import org.tabib.projections.waitlist.WaitingRow;

/**
 * An entry of a waiting list, in the clinic's time zone.
 *
 * @param offer none also for the moment before the read model knows it
 */
record WaitingView(
    String id,
    String status,
    String clinicId,
    String patientId,
    String contactId,
    String conversationId,
    @Nullable String doctorId,
    String specialty,
    LocalDate earliest,
    LocalDate latest,
    List<String> parts,
    String urgency,
    @Nullable String visitId,
    OffsetDateTime since,
    @Nullable OfferView offer,
    @Nullable String ending,
    @Nullable String bookedAppointmentId) {

  /**
   * What is kept for them now.
   *
   * @param until until when they can take it
   * @param reason why they come first
   */
  record OfferView(
      String id,
      String doctorId,
      OffsetDateTime start,
      OffsetDateTime end,
      OffsetDateTime until,
      String reason) {}

  /** What the read model knows. */
  static WaitingView of(PracticeConfig practice, WaitingRow row) {
    ClinicTime clock = ClinicTime.of(practice, row.clinicId());
    WaitingRow.OfferRow offer = row.offer();
    return view(
        row.entryId(),
        row.status(),
        row.clinicId(),
        row.wanted(),
        clock.at(row.since()),
        offer == null
            ? null
            : new OfferView(
                offer.offerId(),
                offer.doctorId(),
                clock.at(offer.start()),
                clock.at(offer.end()),
                clock.at(offer.until()),
                offer.reason()),
        row.ending() == null ? null : Codes.of(row.ending()),
        row.bookedVisitId());
  }

  /** What the list says at this moment. */
  static WaitingView of(PracticeConfig practice, String clinicId, WaitingReply.Entry entry) {
    ClinicTime clock = ClinicTime.of(practice, clinicId);
    return view(
        entry.entryId(),
        entry.status(),
        clinicId,
        entry.wanted(),
        clock.at(entry.since()),
        null,
        null,
        null);
  }

  private static WaitingView view(
      String id,
      EntryStatus status,
      String clinicId,
      Wanted wanted,
      OffsetDateTime since,
      @Nullable OfferView offer,
      @Nullable String ending,
      @Nullable String bookedVisitId) {
    return new WaitingView(
        id,
        Codes.of(status),
        clinicId,
        wanted.patientId(),
        wanted.contactId(),
        wanted.conversationId(),
        wanted.doctorId(),
        wanted.specialty(),
        wanted.earliest(),
        wanted.latest(),
        Codes.of(wanted.parts()),
        Codes.of(wanted.urgency()),
        wanted.visit() == null ? null : wanted.visit().visitId(),
        since,
        offer,
        ending,
        bookedVisitId);
  }
}
