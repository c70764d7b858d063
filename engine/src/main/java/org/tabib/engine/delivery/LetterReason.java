package org.tabib.engine.delivery;

import java.util.Locale;
import org.tabib.engine.delivery.SendOutcome.Rejected;

/**
 * Why a message became a dead letter, in a word that stays when a provider renumbers its codes.
 * Codes are those of the WhatsApp Cloud API ("Error codes" of its reference).
 */
public enum LetterReason {
  /** It was tried as often as {@link RetryPolicy} allows, in vain. */
  POLICY_SPENT,
  /** The person is not reached there: not on WhatsApp, an old client, terms not accepted. */
  RECIPIENT_UNREACHABLE,
  /** The person was erased: there is nobody to tell, and nothing left to say. */
  RECIPIENT_ERASED,
  /** The account has blocked this person. */
  BUSINESS_BLOCKED,
  /** The person does not want such messages. */
  OPTED_OUT,
  /** Free text outside the 24-hour window, and the person did not write again in time. */
  WINDOW_CLOSED,
  /** It waited too long for its account, or for a limit. */
  HELD_TOO_LONG,
  /** The provider held it back for the good of its network. */
  HELD_BACK,
  /** A file could not be brought in or out. */
  MEDIA_FAILED,
  /** The account, its number, its payment or our permission is to be mended. */
  ACCOUNT_TROUBLE,
  /** The template is to be mended. */
  TEMPLATE_TROUBLE,
  /** The request is to be mended: a fault of ours. */
  REQUEST_REFUSED,
  /** Anything else that no repetition mends. */
  REFUSED;

  /** As it is stored and shown: {@code recipient-unreachable}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Why a send that was answered so, and is not tried again, was given up. */
  public static LetterReason of(Rejected rejected) {
    return switch (rejected.errorClass()) {
      case RETRY, DOUBT, WAIT, SLOW -> POLICY_SPENT;
      case WINDOW -> WINDOW_CLOSED;
      // Only a person without a key is refused without anybody having been asked.
      case STOP -> rejected.code() == 0 ? RECIPIENT_ERASED : of(rejected.code());
      case ACCOUNT, FIX -> of(rejected.code());
    };
  }

  /** What a code that ends the matter means. */
  public static LetterReason of(int code) {
    return switch (code) {
      case 131_021, 131_026, 131_030, 131_062, 130_497, 137_000 -> RECIPIENT_UNREACHABLE;
      case 130_403 -> BUSINESS_BLOCKED;
      case 131_050 -> OPTED_OUT;
      case 131_047 -> WINDOW_CLOSED;
      case 130_472, 131_049 -> HELD_BACK;
      case 131_052, 131_053 -> MEDIA_FAILED;
      case 100, 131_008, 131_009, 131_051, 135_000 -> REQUEST_REFUSED;
      case 0, 3, 10, 33, 190, 368 -> ACCOUNT_TROUBLE;
      case 131_005, 131_031, 131_037, 131_042, 131_045, 131_048, 131_063, 134_011 ->
          ACCOUNT_TROUBLE;
      default -> ofRange(code);
    };
  }

  private static LetterReason ofRange(int code) {
    if (within(code, 132_000, 132_999)) {
      return TEMPLATE_TROUBLE;
    }
    if (within(code, 139_000, 139_999)) {
      return REQUEST_REFUSED;
    }
    return within(code, 200, 299)
            || within(code, 133_000, 133_999)
            || within(code, 147_001, 147_004)
        ? ACCOUNT_TROUBLE
        : REFUSED;
  }

  private static boolean within(int code, int first, int last) {
    return code >= first && code <= last;
  }
}
