package org.tabib.projections.live;

import org.jspecify.annotations.Nullable;

/**
 * Something has changed; what, is asked for where it is kept. Identifiers only.
 *
 * @param clinicId none when it is of no clinic, or of any
 * @param subject which queue, visit or conversation; none when it may be any of the practice
 */
public record LiveChange(
    LiveKind kind, String practiceId, @Nullable String clinicId, @Nullable String subject) {}
