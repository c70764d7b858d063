package org.tabib.edge.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as the caller sees it (RFC 9457). Never quotes what the caller sent: that may be
 * personal.
 *
 * @param code stable name of the rule that was broken
 * @param instance the request's path
 * @param errors the offending fields, if it was fields
 * @param next the next free slots, when a slot was taken
 * @param state where a visit stands, when it does not allow what was asked
 * @param allowed what the visit can become from there
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String instance,
    String correlationId,
    @Nullable List<FieldError> errors,
    @Nullable List<SlotView> next,
    @Nullable String state,
    @Nullable List<String> allowed) {

  /**
   * @param field a parameter's name or the path of a field in the body, e.g. {@code patient.new}
   */
  record FieldError(String field, String message) {}
}
