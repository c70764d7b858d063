package org.tabib.edge.whatsapp;

import java.time.Duration;

/**
 * Settings of the webhook.
 *
 * @param verifyToken what Meta must show when the callback URL is registered
 * @param bodyLimit largest body in bytes; Meta sends up to 3 MB
 * @param bodyTimeout how long a sender may take for its body
 * @param retryAfter what is asked of the provider while we are unavailable
 */
public record WebhookSettings(
    String verifyToken, int bodyLimit, Duration bodyTimeout, Duration retryAfter) {
  private static final int THREE_MIB = 3 * 1024 * 1024;

  public WebhookSettings {
    if (verifyToken.isEmpty()) {
      throw new IllegalArgumentException("the verify token is empty");
    }
    if (bodyLimit < 1) {
      throw new IllegalArgumentException("body limit must be positive, not " + bodyLimit);
    }
  }

  /** The contract's limits: 3 MiB, 10 s, 5 s. */
  public static WebhookSettings of(String verifyToken) {
    return new WebhookSettings(
        verifyToken, THREE_MIB, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }

  @Override
  public String toString() {
    return "WebhookSettings[bodyLimit=" + bodyLimit + "]";
  }
}
