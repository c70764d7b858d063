package org.tabib.engine.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** A contact card that a person shared. */
final class ContactCard {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContactCard() {}

  /**
   * The name on the first card.
   *
   * @param json WhatsApp's {@code contacts} array
   * @return nothing when it holds no card with a name, or is no JSON at all
   */
  static Optional<String> name(String json) {
    try {
      JsonNode name = JSON.readTree(json).path(0).path("name").path("formatted_name");
      return Optional.of(name.asText("").strip()).filter(text -> !text.isEmpty());
    } catch (JsonProcessingException e) {
      // Kept as it came; there is nothing in it to ask about.
      return Optional.empty();
    }
  }
}
