package org.tabib.projections.letter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters; what is null does not restrict.
 *
 * @param reason a {@link org.tabib.engine.delivery.LetterReason} as a word
 * @param account the channel account's id
 * @param from given up then or later
 * @param to given up before then
 */
public record LetterFilter(
    String practice,
    @Nullable String reason,
    @Nullable String account,
    DeadLetter.@Nullable State state,
    @Nullable Instant from,
    @Nullable Instant to) {}
