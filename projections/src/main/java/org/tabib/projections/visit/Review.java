package org.tabib.projections.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.VisitEvent.Words;

/**
 * What a patient thinks of a visit.
 *
 * @param patientId who was treated
 * @param rating from 1 to 5
 * @param comment sealed or erased; none when nothing was said
 */
public record Review(
    String visitId,
    String patientId,
    String doctorId,
    String clinicId,
    int rating,
    Instant ratedAt,
    @Nullable Private<Words> comment,
    @Nullable Instant commentedAt) {}
