package org.tabib.engine.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person said.
 *
 * @param id the provider's identifier ({@code wamid…}); what duplicates are recognised by
 * @param sentAt the provider's time
 * @param repliesTo the provider's identifier of the message that is answered
 */
public record InboundMessage(
    String id, Instant sentAt, InboundContent content, @Nullable String repliesTo) {}
