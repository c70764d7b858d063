package org.tabib.edge.simulator;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The simulated WhatsApp Business account.
 *
 * @param webhookUrl where messages and statuses are posted, as entered in Meta's app dashboard
 * @param appSecret key of the HMAC-SHA256 signature on every webhook
 * @param accessToken bearer token that Graph API calls must carry
 * @param phoneNumberId the business number's id in Graph API paths
 * @param wabaId id of the WhatsApp Business account, {@code entry[].id} in webhooks
 * @param displayNumber the business number as people read it, for example {@code +91 80 4718 0000}
 * @param displayName the business name in the chat header
 * @param zone where the business is
 * @param others further business numbers, with the same secrets; a phone writes to one of them all
 */
public record SimulatorSettings(
    URI webhookUrl,
    String appSecret,
    String accessToken,
    String phoneNumberId,
    String wabaId,
    String displayNumber,
    String displayName,
    ZoneId zone,
    List<Business> others) {

  /** Checks that the webhook address is absolute and that no text is blank. */
  public SimulatorSettings {
    if (!webhookUrl.isAbsolute()) {
      throw new IllegalArgumentException("the simulator's webhook URL must be absolute");
    }
    requireText("app secret", appSecret);
    requireText("access token", accessToken);
    requireText("phone-number id", phoneNumberId);
    requireText("WABA id", wabaId);
    requireText("display number", displayNumber);
    requireText("display name", displayName);
    others = List.copyOf(others);
  }

  /** Every business number, the usual one first. */
  List<Business> businesses() {
    return Stream.concat(
            Stream.of(new Business(phoneNumberId, displayNumber, displayName, zone)),
            others.stream())
        .toList();
  }

  /** The business number with that id. */
  Optional<Business> business(String id) {
    return businesses().stream()
        .filter(business -> business.phoneNumberId().equals(id))
        .findFirst();
  }

  /** Leaves the secrets out, so that settings may be logged. */
  @Override
  public String toString() {
    return "SimulatorSettings[webhookUrl=" + webhookUrl + ", phoneNumberId=" + phoneNumberId + "]";
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the simulator's " + name + " must not be blank");
    }
  }
}
