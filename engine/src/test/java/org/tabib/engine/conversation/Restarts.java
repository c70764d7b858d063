package org.tabib.engine.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tabib.engine.journal.StoredForm;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.PrivateMapping;
import org.tabib.engine.privacy.Vault;

/** What a conversation is after its node died: sealed, written, read, opened. */
final class Restarts {
  private final Map<String, DataKey> keys = new HashMap<>();

  /** A person whose values can be sealed. */
  void knows(String personId) {
    keys.computeIfAbsent(personId, id -> DataKey.generate());
  }

  /** Recovered from a snapshot. */
  ConversationState fromSnapshot(ConversationState state) {
    Vault vault = new Vault(keys);
    ConversationState sealed = ConversationPrivates.map(state, PrivateMapping.sealing(vault));
    return ConversationPrivates.map(StoredForm.roundTrip(sealed), PrivateMapping.opening(vault));
  }

  /** One more event, read back from the journal. */
  ConversationState replayed(ConversationState before, List<ConversationEvent> events) {
    ConversationState state = before;
    for (ConversationEvent event : events) {
      state = state.apply(stored(event));
    }
    return state;
  }

  private ConversationEvent stored(ConversationEvent event) {
    Vault vault = new Vault(keys);
    ConversationEvent sealed = ConversationPrivates.map(event, PrivateMapping.sealing(vault));
    return ConversationPrivates.map(StoredForm.roundTrip(sealed), PrivateMapping.opening(vault));
  }
}
