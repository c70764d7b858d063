package org.tabib.edge.api;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.projections.message.MessageFilter;

/** The parameters that choose among messages, the same wherever messages are listed. */
final class MessageFilters {
  /** Their names. */
  static final Set<String> NAMES = Set.of("direction", "kind", "status", "from", "to");

  private static final Pattern KIND = Pattern.compile("[a-z][a-z_-]{0,39}");

  private MessageFilters() {}

  /**
   * @throws ApiProblem 400 naming the parameter that is wrong
   */
  static MessageFilter of(Call call) {
    TimeRange range = TimeRange.of(call, ClinicTime.of(call.practice()).zone());
    @Nullable String direction = call.text("direction");
    @Nullable String kind = call.text("kind");
    if (kind != null && !KIND.matcher(kind).matches()) {
      throw ApiProblem.field("kind", "is a kind of message, such as text, image or choice");
    }
    @Nullable String status = call.text("status");
    return new MessageFilter(
        direction == null
            ? null
            : Codes.read("direction", direction, MessageFilter.Direction.class),
        kind,
        status == null ? null : Codes.read("status", status, DeliveryStatus.class),
        range.from(),
        range.to());
  }
}
