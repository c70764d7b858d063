package org.tabib.edge.simulator;

import java.time.ZoneId;

/**
 * A business number that phones write to.
 *
 * @param phoneNumberId its id in Graph API paths and webhooks
 * @param displayNumber as people read it, for example {@code +91 80 4718 0000}
 * @param displayName in the chat header
 * @param zone where it is, by name (an offset is none to a browser): the phones that write to it
 *     show the time of that place
 */
public record Business(
    String phoneNumberId, String displayNumber, String displayName, ZoneId zone) {}
