package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.Optional;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.privacy.Private;

/** What staff do in a conversation: take it over, write in it, hand it back. Pure. */
final class StaffDecider {
  private static final ConversationReply DURABLE = new ConversationReply.Durable();

  /** Who writes on the practice's own phone: nobody knows which of the staff. */
  static final String PHONE = "phone";

  private StaffDecider() {}

  static Decision<ConversationEvent, ConversationReply> takeOver(
      ConversationState state, String by, Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    if (!state.started()) {
      return Decision.refuse(unknown());
    }
    return by.equals(state.attendedBy())
        ? Decision.answer(DURABLE)
        : Decision.accept(new ConversationEvent.TakenOver(by, now), DURABLE);
  }

  static Decision<ConversationEvent, ConversationReply> handBack(
      ConversationState state, String by, Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    if (!state.started()) {
      return Decision.refuse(unknown());
    }
    return state.attendedBy() == null
        ? Decision.answer(DURABLE)
        : Decision.accept(new ConversationEvent.HandedBack(by, now), DURABLE);
  }

  /** A member of staff writes: inside the customer service window only. */
  static Decision<ConversationEvent, ConversationReply> say(
      String conversationId,
      ConversationState state,
      ConversationCommand.Say command,
      Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    if (!state.started()) {
      return Decision.refuse(unknown());
    }
    Optional<Long> said = state.staffWords().number(command.commandId());
    if (said.isPresent()) {
      return Decision.answer(
          new ConversationReply.Said(OutboundMessage.idOf(conversationId, said.get())));
    }
    if (state.seen().contains(command.commandId())) {
      return Decision.answer(DURABLE);
    }
    if (command.text().isBlank() || command.text().length() > OutboundContent.TEXT_LIMIT) {
      return Decision.refuse(
          Refusal.invalid(
              "text-length", "text has 1 to " + OutboundContent.TEXT_LIMIT + " characters"));
    }
    if (SendRules.isClosed(state, now)) {
      return Decision.refuse(
          Refusal.wrongState(
              "window-closed",
              "the person last wrote more than 24 hours ago: only an approved template may go"
                  + " out"));
    }
    OutboundContent content = new OutboundContent.Text(command.text());
    Outbound outbound =
        new Outbound(
            state.lastNumber() + 1,
            Dialogue.kindOf(content),
            Private.of(state.contactId(), content),
            command.by());
    return Decision.accept(
        new ConversationEvent.StaffSpoke(command.commandId(), outbound, now),
        new ConversationReply.Said(OutboundMessage.idOf(conversationId, outbound.number())));
  }

  /**
   * Staff wrote on the practice's own phone (a WhatsApp echo): kept as said by them, and taken for
   * what it shows, that they answer this person now.
   */
  static Decision<ConversationEvent, ConversationReply> echo(
      ConversationState state, ConversationCommand.StaffEcho command, Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    InboundMessage message = command.message();
    if (state.seen().contains(message.id())) {
      return Decision.answer(DURABLE);
    }
    Steps steps = new Steps(state);
    steps.start(command.contactId(), command.account(), command.to(), now);
    steps.add(
        new ConversationEvent.StaffEchoed(
            message.id(),
            new Outbound(
                steps.state().lastNumber() + 1,
                Dialogue.kindOf(message.content()),
                Private.of(steps.state().contactId(), Dialogue.echoed(message.content())),
                PHONE),
            message.sentAt(),
            now));
    return steps.decision(DURABLE);
  }

  private static Refusal unknown() {
    return Refusal.notFound("conversation-unknown", "there is no such conversation");
  }
}
