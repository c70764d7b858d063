package org.tabib.edge.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;

/** Reads who is meant: telephone numbers as digits, business-scoped ids as they are. */
final class Addresses {
  /** ITU-T E.164 allows 15 digits; fewer than 5 is no number of a person. */
  private static final int MIN_DIGITS = 5;

  private static final int MAX_DIGITS = 15;

  /** Country, dot, up to 128 alphanumerics; a parent id has one more part. */
  private static final int BSUID_LIMIT = 160;

  private Addresses() {}

  /** The address in a field that should hold a telephone number. */
  static @Nullable Address phone(JsonNode parent, String key) {
    return of(Json.text(parent, key));
  }

  /** The address in a field that should hold a business-scoped id. */
  static @Nullable Address userId(JsonNode parent, String key) {
    Address address = of(Json.text(parent, key));
    return address != null && address.kind() == Address.Kind.BSUID ? address : null;
  }

  private static @Nullable Address of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (isUserId(text)) {
      return new Address(Address.Kind.BSUID, text);
    }
    String digits = digits(text);
    return digits == null ? null : new Address(Address.Kind.PHONE, digits);
  }

  /** {@code US.13491208655302741918}: an ISO country, a dot, letters, digits, dots. */
  private static boolean isUserId(String text) {
    if (text.length() < 4
        || text.length() > BSUID_LIMIT
        || !isUpper(text.charAt(0))
        || !isUpper(text.charAt(1))
        || text.charAt(2) != '.') {
      return false;
    }
    for (int i = 3; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed = (c >= '0' && c <= '9') || isUpper(c) || (c >= 'a' && c <= 'z') || c == '.';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** The digits of a number that may be written with '+', spaces, hyphens and brackets. */
  private static @Nullable String digits(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if ("+ -()".indexOf(c) < 0) {
        return null;
      }
    }
    return digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS ? null : digits.toString();
  }

  /** Those that are there, each once, telephone numbers first. */
  static List<Address> present(@Nullable Address... addresses) {
    List<Address> found = new ArrayList<>(addresses.length);
    for (Address address : addresses) {
      if (address != null && address.kind() == Address.Kind.PHONE && !found.contains(address)) {
        found.add(address);
      }
    }
    for (Address address : addresses) {
      if (address != null && address.kind() == Address.Kind.BSUID && !found.contains(address)) {
        found.add(address);
      }
    }
    return found;
  }

  /**
   * The sender with these addresses, completed from the payload's contact cards: a card that has
   * one of the addresses adds its own and the profile name.
   *
   * @return none when there is no address at all
   */
  static @Nullable Sender sender(List<Address> named, List<JsonNode> cards) {
    if (named.isEmpty()) {
      return null;
    }
    Set<Address> all = new LinkedHashSet<>(named);
    String name = null;
    for (JsonNode card : cards) {
      Address phone = phone(card, "wa_id");
      Address userId = userId(card, "user_id");
      if ((phone != null && named.contains(phone)) || (userId != null && named.contains(userId))) {
        all.addAll(present(phone, userId));
        JsonNode profile = Json.object(card, "profile");
        String shown = profile == null ? null : Json.text(profile, "name");
        name = name == null ? shown : name;
      }
    }
    return new Sender(present(all.toArray(Address[]::new)), name);
  }
}
