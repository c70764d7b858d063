package org.tabib.edge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.projections.conversation.ConversationSummary;

/**
 * Where a conversation stands, in the practice's time zone.
 *
 * @param address none when the person was erased
 * @param language BCP 47 tag; none until it was chosen
 * @param lastInboundAt messages may be written until 24 hours later
 * @param emergencyAt when a red flag was read that staff have not handed back since
 */
record ConversationView(
    String id,
    String contactId,
    String account,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable AddressView address,
    boolean erased,
    @Nullable String language,
    ConsentView consent,
    OffsetDateTime startedAt,
    OffsetDateTime lastMessageAt,
    @Nullable OffsetDateTime lastInboundAt,
    int unread,
    @Nullable OffsetDateTime emergencyAt,
    boolean handedOver,
    @Nullable String handedOverTo,
    @Nullable PositionView position,
    long inboundCount,
    long outboundCount,
    @Nullable String mergedInto,
    boolean testMode) {

  /** Where the person is reached. Personal data. */
  record AddressView(String kind, String value) {
    @Override
    public String toString() {
      return "AddressView[" + kind + "]";
    }
  }

  /** What the person said to being written to. */
  record ConsentView(String answer, @Nullable String noticeVersion, @Nullable OffsetDateTime at) {}

  /** The step of a dialogue that is awaited. */
  record PositionView(String flow, int version, String step) {}

  static ConversationView of(PracticeConfig practice, ConversationSummary row, Opened opened) {
    ClinicTime clock = ClinicTime.of(practice);
    Address address = opened.read(row.address(), Address.class);
    ConversationSummary.Position position = row.position();
    return new ConversationView(
        row.conversationId(),
        row.contactId(),
        row.account(),
        address == null ? null : new AddressView(Codes.of(address.kind()), address.value()),
        address == null,
        row.language(),
        new ConsentView(
            Codes.of(row.consent().answer()),
            row.consent().noticeVersion(),
            clock.atOrNull(row.consent().at())),
        clock.at(row.startedAt()),
        clock.at(row.lastMessageAt()),
        clock.atOrNull(row.lastInboundAt()),
        row.unread(),
        clock.atOrNull(row.emergencyAt()),
        row.handedOver(),
        row.handedOverTo(),
        position == null
            ? null
            : new PositionView(position.flow(), position.version(), position.step()),
        row.inboundCount(),
        row.outboundCount(),
        row.mergedInto(),
        practice.testMode());
  }
}
