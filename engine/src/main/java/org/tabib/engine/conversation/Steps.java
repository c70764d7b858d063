package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.privacy.Private;

/** Events decided one after another, each on the state that the one before left. */
final class Steps {
  private final List<ConversationEvent> events = new ArrayList<>();
  private ConversationState state;

  Steps(ConversationState state) {
    this.state = state;
  }

  /** The state after the steps so far. */
  ConversationState state() {
    return state;
  }

  void add(ConversationEvent event) {
    events.add(event);
    state = state.apply(event);
  }

  /** The conversation begins, unless it has; then the person is reached there from now on. */
  void start(String contactId, String account, Address address, Instant now) {
    if (state.started()) {
      moveTo(address, now);
    } else {
      add(
          new ConversationEvent.ConversationStarted(
              contactId, account, Private.of(contactId, address), now));
    }
  }

  /** The person is reached there from now on. */
  void moveTo(Address address, Instant now) {
    if (!(state.address() instanceof Private.Clear<Address> known
        && known.value().equals(address))) {
      add(new ConversationEvent.AddressChanged(Private.of(state.contactId(), address), now));
    }
  }

  Decision<ConversationEvent, ConversationReply> decision(ConversationReply reply) {
    return events.isEmpty() ? Decision.answer(reply) : Decision.accept(events, reply);
  }
}
