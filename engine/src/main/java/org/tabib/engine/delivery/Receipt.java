package org.tabib.engine.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider's word on one of our messages.
 *
 * @param ownId our message id, if the provider echoed it ({@code biz_opaque_callback_data})
 * @param providerId the provider's message id
 * @param errorCode the provider's code, for {@link DeliveryStatus#FAILED}
 */
public record Receipt(
    @Nullable String ownId,
    String providerId,
    DeliveryStatus status,
    Instant at,
    @Nullable Integer errorCode) {}
