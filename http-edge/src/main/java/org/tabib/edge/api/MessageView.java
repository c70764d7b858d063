package org.tabib.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.projections.message.LoggedMessage;

/**
 * A message, in the practice's time zone.
 *
 * @param id unique in the conversation
 * @param direction {@code in} from the person, {@code out} to them
 * @param author {@code bot} or a staff member's id; none for inbound
 * @param content its {@code type} says what else it has; none when the person was erased
 * @param attachmentId of the file that came with it
 * @param delivery none for inbound
 */
record MessageView(
    String id,
    String direction,
    String kind,
    @Nullable String author,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable JsonNode content,
    boolean erased,
    OffsetDateTime saidAt,
    OffsetDateTime recordedAt,
    @Nullable String repliesTo,
    @Nullable String attachmentId,
    @Nullable DeliveryView delivery) {

  /** How far it has come; what was not reached is left out. */
  record DeliveryView(
      String status,
      @Nullable OffsetDateTime sentAt,
      @Nullable OffsetDateTime deliveredAt,
      @Nullable OffsetDateTime readAt,
      @Nullable OffsetDateTime playedAt,
      @Nullable OffsetDateTime failedAt,
      @Nullable Integer errorCode) {
    static DeliveryView of(LoggedMessage.Delivery delivery, ClinicTime clock) {
      return new DeliveryView(
          Codes.of(delivery.status()),
          clock.atOrNull(delivery.sentAt()),
          clock.atOrNull(delivery.deliveredAt()),
          clock.atOrNull(delivery.readAt()),
          clock.atOrNull(delivery.playedAt()),
          clock.atOrNull(delivery.failedAt()),
          delivery.errorCode());
    }
  }

  /**
   * @param files attachment ids by the number of the event that brought them
   */
  static MessageView of(
      LoggedMessage message, Map<Long, String> files, ClinicTime clock, Opened opened) {
    return switch (message) {
      case LoggedMessage.Received in -> {
        InboundContent content = opened.read(in.content(), InboundContent.class);
        yield new MessageView(
            in.providerId(),
            "in",
            in.kind(),
            null,
            ApiJson.tree(content, InboundContent.class),
            content == null,
            clock.at(in.saidAt()),
            clock.at(in.recordedAt()),
            in.repliesTo(),
            files.get(in.eventNumber()),
            null);
      }
      case LoggedMessage.Said out -> {
        OutboundContent content = opened.read(out.content(), OutboundContent.class);
        yield new MessageView(
            OutboundMessage.idOf(out.conversationId(), out.number()),
            "out",
            out.kind(),
            out.author(),
            ApiJson.tree(content, OutboundContent.class),
            content == null,
            clock.at(out.saidAt()),
            clock.at(out.recordedAt()),
            null,
            null,
            DeliveryView.of(out.delivery(), clock));
      }
    };
  }
}
