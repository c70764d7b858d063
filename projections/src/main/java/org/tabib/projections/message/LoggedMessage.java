package org.tabib.projections.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;

/** A message of the log. Its content is sealed or erased, as the log has it. */
public sealed interface LoggedMessage {
  String conversationId();

  /** The journal's number of the event that brought it. */
  long eventNumber();

  /** Its place in that event. */
  int position();

  String kind();

  /** When it was said: the provider's time for inbound, ours for outbound. */
  Instant saidAt();

  /** When it was journaled. */
  Instant recordedAt();

  /** From the contact. */
  record Received(
      String conversationId,
      long eventNumber,
      int position,
      String providerId,
      String kind,
      Private<InboundContent> content,
      Instant saidAt,
      Instant recordedAt,
      @Nullable String repliesTo)
      implements LoggedMessage {
    /** The same message with its content opened or sealed. */
    public Received with(Private<InboundContent> other) {
      return new Received(
          conversationId,
          eventNumber,
          position,
          providerId,
          kind,
          other,
          saidAt,
          recordedAt,
          repliesTo);
    }
  }

  /**
   * To the contact.
   *
   * @param author {@code bot} or a staff member's id
   */
  record Said(
      String conversationId,
      long eventNumber,
      int position,
      long number,
      @Nullable String providerId,
      String kind,
      String author,
      Private<OutboundContent> content,
      Instant saidAt,
      Instant recordedAt,
      Delivery delivery)
      implements LoggedMessage {
    /** The same message with its content opened or sealed. */
    public Said with(Private<OutboundContent> other) {
      return new Said(
          conversationId,
          eventNumber,
          position,
          number,
          providerId,
          kind,
          author,
          other,
          saidAt,
          recordedAt,
          delivery);
    }
  }

  /**
   * How far it has come. Times are the provider's; none for a state that was skipped or not
   * reached.
   *
   * @param failedAt the first failure, kept when a later receipt superseded it
   * @param errorCode the provider's code of that failure, 0 when there was none
   */
  record Delivery(
      DeliveryStatus status,
      @Nullable Instant sentAt,
      @Nullable Instant deliveredAt,
      @Nullable Instant readAt,
      @Nullable Instant playedAt,
      @Nullable Instant failedAt,
      @Nullable Integer errorCode) {}
}
