package org.tabib.projections.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.Words;

/**
 * Something that a patient told about a visit.
 *
 * @param number within the visit, from 1
 * @param words sealed or erased
 * @param contactId who said it
 * @param seenBy the staff id of who read it first; none while nobody has
 */
public record VisitUpdate(
    String visitId,
    int number,
    Private<Words> words,
    String contactId,
    Instant saidAt,
    Instant addedAt,
    @Nullable String seenBy,
    @Nullable Instant seenAt) {}
