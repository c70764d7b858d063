package org.tabib.engine.conversation;

import java.util.List;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.PrivateMapping;
import org.tabib.engine.privacy.Vault;

/**
 * What a decision would write about people whose key a conversation does not have: patients whom
 * staff registered since it loaded its keys, and people who were forgotten.
 */
final class MissingKeys {
  private MissingKeys() {}

  /** Whether something about others than the contact cannot be sealed with these keys. */
  static boolean isAnyIn(List<ConversationEvent> events, String contactId, Vault vault) {
    Search search = new Search(contactId, vault);
    events.forEach(event -> ConversationPrivates.map(event, search));
    return search.missed;
  }

  /** The events without what cannot be sealed: nothing is kept about who was forgotten. */
  static List<ConversationEvent> forgotten(
      List<ConversationEvent> events, String contactId, Vault vault) {
    PrivateMapping forgetting =
        new PrivateMapping() {
          @Override
          public <T> Private<T> apply(Private<T> value, Class<T> type) {
            return isMissing(value, contactId, vault)
                ? new Private.Erased<>(value.subject())
                : value;
          }
        };
    return events.stream().map(event -> ConversationPrivates.map(event, forgetting)).toList();
  }

  private static boolean isMissing(Private<?> value, String contactId, Vault vault) {
    return value instanceof Private.Clear<?>
        && !value.subject().equals(contactId)
        && !vault.knows(value.subject());
  }

  private static final class Search implements PrivateMapping {
    private final String contactId;
    private final Vault vault;
    private boolean missed;

    Search(String contactId, Vault vault) {
      this.contactId = contactId;
      this.vault = vault;
    }

    @Override
    public <T> Private<T> apply(Private<T> value, Class<T> type) {
      missed |= isMissing(value, contactId, vault);
      return value;
    }
  }
}
