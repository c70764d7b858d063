package org.tabib.projections.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.privacy.Private;

/**
 * Where a conversation stands.
 *
 * @param language BCP 47 tag; none until it was chosen
 * @param lastInboundAt the provider's time of the last inbound message: the service window counts
 *     from it
 * @param unread inbound messages since staff last took over, wrote or handed back
 * @param emergencyAt when a red flag was read that staff have not handed back since
 * @param handedOverTo who took over; none while nobody did
 * @param mergedInto the conversation that continues this one
 */
public record ConversationSummary(
    String conversationId,
    String contactId,
    String account,
    Private<Address> address,
    @Nullable String language,
    Consent consent,
    Instant startedAt,
    Instant lastMessageAt,
    @Nullable Instant lastInboundAt,
    int unread,
    @Nullable Instant emergencyAt,
    boolean handedOver,
    @Nullable String handedOverTo,
    @Nullable Position position,
    long inboundCount,
    long outboundCount,
    @Nullable String mergedInto) {

  /**
   * What the person said to being written to.
   *
   * @param noticeVersion the privacy notice that the last consent refers to
   */
  public record Consent(Answer answer, @Nullable String noticeVersion, @Nullable Instant at) {
    /** The answer. */
    public enum Answer {
      UNASKED,
      GIVEN,
      WITHDRAWN
    }
  }

  /** The step of a dialogue that is awaited. */
  public record Position(String flow, int version, String step) {}
}
