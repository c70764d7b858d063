package org.tabib.edge.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.Problem.FieldError;

/** Collects what is wrong with a body, so that the caller learns all of it at once. */
final class Checks {
  private final List<FieldError> errors = new ArrayList<>();

  /** That a field is there. */
  Checks present(String field, @Nullable Object value) {
    return that(value != null, field, "is missing");
  }

  /** That a text, if it is there, is neither blank nor too long. */
  Checks text(String field, @Nullable String value, int longest) {
    return that(
        value == null || (!value.isBlank() && value.length() <= longest),
        field,
        "has 1 to " + longest + " characters, not all blank");
  }

  Checks that(boolean holds, String field, String message) {
    if (!holds) {
      errors.add(new FieldError(field, message));
    }
    return this;
  }

  /**
   * @throws ApiProblem 400 naming every field that is wrong
   */
  void done() {
    if (!errors.isEmpty()) {
      throw ApiProblem.fields(errors);
    }
  }
}
