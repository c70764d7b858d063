package org.tabib.projections.visit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.visit.ConsultationNote;
import org.tabib.engine.visit.VisitEvent.Reason;

/**
 * A doctor's record as it stood at some time.
 *
 * @param version from 1
 * @param note sealed or erased
 * @param reason why it was amended; none of the first version
 * @param followUp clinic-local
 * @param by the author's staff id
 */
public record ConsultationVersion(
    String visitId,
    int version,
    Private<ConsultationNote> note,
    @Nullable Private<Reason> reason,
    @Nullable LocalDate followUp,
    String by,
    Instant at) {}
