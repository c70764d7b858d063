package org.tabib.edge.node;

import java.util.Base64;
import java.util.Optional;

/**
 * Binds what must not be known to others. Outside demo mode no secret has a default, and a missing
 * one is named.
 */
final class SecretsBinding {
  private static final String META_GRAPH = "https://graph.facebook.com/v25.0";
  private static final int KEY_BYTES = 32;

  private final Given given;
  private final boolean demo;

  SecretsBinding(Given given, boolean demo) {
    this.given = given;
    this.demo = demo;
  }

  /** The master key; in demo mode none, when it is to be generated. */
  Optional<byte[]> masterKey() {
    String text = given.text("secrets.master-key");
    if (text.isEmpty()) {
      if (!demo) {
        given.problem("TABIB_MASTER_KEY is missing: base64 of 32 random bytes");
      }
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length == KEY_BYTES) {
        return Optional.of(key);
      }
    } catch (IllegalArgumentException e) {
      given.problem("TABIB_MASTER_KEY is not base64");
      return Optional.empty();
    }
    given.problem("TABIB_MASTER_KEY is base64 of exactly 32 bytes");
    return Optional.empty();
  }

  /** The first practice's account. */
  Settings.WhatsApp whatsapp() {
    String graphUrl = given.text("whatsapp.graph-url");
    return new Settings.WhatsApp(
        secret("whatsapp.app-secret", "TABIB_WHATSAPP_APP_SECRET", "demo-secret"),
        secret("whatsapp.verify-token", "TABIB_WHATSAPP_VERIFY_TOKEN", "demo-verify"),
        secret("whatsapp.access-token", "TABIB_WHATSAPP_ACCESS_TOKEN", "demo-token"),
        secret("whatsapp.phone-number-id", "TABIB_WHATSAPP_PHONE_NUMBER_ID", "15550001111"),
        graphUrl.isEmpty() && !demo ? META_GRAPH : graphUrl);
  }

  private String secret(String path, String variable, String demoValue) {
    String value = given.text(path);
    if (!value.isEmpty()) {
      return value;
    }
    if (!demo) {
      given.problem(variable + " is missing");
    }
    return demoValue;
  }
}
