package org.tabib.edge.api;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.visit.VisitEvent.Words;
import org.tabib.projections.visit.VisitUpdate;

/**
 * Something that a patient told about a visit.
 *
 * @param contactId who said it
 * @param seenBy who of the staff read it first; none while nobody has
 */
record UpdateView(
    int number,
    Told words,
    String contactId,
    OffsetDateTime saidAt,
    @Nullable String seenBy,
    @Nullable OffsetDateTime seenAt) {

  /**
   * An update that was acknowledged.
   *
   * @param unseen how many of the visit's updates nobody has read yet
   */
  record Seen(String appointmentId, int number, long unseen) {}

  static UpdateView of(VisitUpdate update, ClinicTime clock, Opened opened) {
    Words words = opened.read(update.words(), Words.class);
    return new UpdateView(
        update.number(),
        Told.of(words == null ? null : words.text()),
        update.contactId(),
        clock.at(update.saidAt()),
        update.seenBy(),
        clock.atOrNull(update.seenAt()));
  }
}
