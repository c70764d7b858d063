package org.tabib.edge.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

/** Reads what the Graph API answers to a send. Pure. */
final class GraphAnswers {
  /** What a failure without a provider's code is reported as. */
  static final int NO_CODE = 0;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private GraphAnswers() {}

  /**
   * The outcome of a send that was answered.
   *
   * @param retryAfter the header's value
   * @param now for a {@code Retry-After} that is a date
   */
  static SendOutcome outcome(int status, @Nullable String retryAfter, String body, Instant now) {
    Duration wait = wait(retryAfter, now);
    JsonNode answer;
    try {
      answer = Json.tree(body);
    } catch (IOException e) {
      return new SendOutcome.Rejected(unexplained(status), NO_CODE, wait);
    }
    JsonNode error = Json.object(answer, "error");
    if (error != null) {
      Integer code = Json.code(error, "code");
      return code == null
          ? new SendOutcome.Rejected(byStatus(status), NO_CODE, wait)
          : new SendOutcome.Rejected(
              GraphErrors.classOf(code).orElse(byStatus(status)), code, wait);
    }
    if (isSuccess(status)) {
      for (JsonNode message : Json.elements(answer, "messages")) {
        String id = Json.text(message, "id");
        if (id != null) {
          return new SendOutcome.Accepted(id);
        }
      }
    }
    return new SendOutcome.Rejected(unexplained(status), NO_CODE, wait);
  }

  /** Codes nobody knows yet: passing trouble if HTTP says so, else somebody must look. */
  private static ErrorClass byStatus(int status) {
    if (status == TOO_MANY_REQUESTS) {
      return ErrorClass.SLOW;
    }
    return status >= FIRST_SERVER_ERROR ? ErrorClass.RETRY : ErrorClass.FIX;
  }

  /**
   * Not the Graph API's own word but that of something before it, which may have passed the message
   * on: only who was too busy to take it (503, 429) or would not (4xx) surely did not.
   */
  private static ErrorClass unexplained(int status) {
    if (status == TOO_MANY_REQUESTS) {
      return ErrorClass.SLOW;
    }
    return isSuccess(status) || status >= FIRST_SERVER_ERROR && status != UNAVAILABLE
        ? ErrorClass.DOUBT
        : ErrorClass.RETRY;
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  /** Seconds or an HTTP date (RFC 9110 section 10.2.3), at most a day; none if neither. */
  private static @Nullable Duration wait(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    String value = retryAfter.strip();
    Duration wait;
    try {
      boolean seconds =
          !value.isEmpty()
              && value.length() <= 9
              && value.chars().allMatch(c -> c >= '0' && c <= '9');
      wait =
          seconds
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null; // neither form: as if the header were not there
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
