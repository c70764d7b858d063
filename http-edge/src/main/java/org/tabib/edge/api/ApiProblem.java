package org.tabib.edge.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.Problem.FieldError;
import org.tabib.engine.entity.Refusal;

/** What a route throws or fails with when it does not answer what was asked. */
final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String detail;
  private final transient List<FieldError> errors;
  private final transient @Nullable List<SlotView> next;
  private final @Nullable String state;
  private final transient @Nullable List<String> allowed;

  private ApiProblem(
      int status,
      String code,
      String detail,
      List<FieldError> errors,
      @Nullable List<SlotView> next,
      @Nullable String state,
      @Nullable List<String> allowed) {
    // Expected in daily use: a stack trace would only cost.
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = List.copyOf(errors);
    this.next = next;
    this.state = state;
    this.allowed = allowed;
  }

  static ApiProblem of(int status, String code, String detail) {
    return new ApiProblem(status, code, detail, List.of(), null, null, null);
  }

  static ApiProblem badRequest(String code, String detail) {
    return of(400, code, detail);
  }

  /** 400: fields or parameters whose form is wrong. */
  static ApiProblem fields(List<FieldError> errors) {
    return named(400, "request-invalid", errors);
  }

  static ApiProblem field(String field, String message) {
    return fields(List.of(new FieldError(field, message)));
  }

  /** 422: well-formed, but it names what is not there or cannot be. */
  static ApiProblem unprocessable(String code, String field, String message) {
    return named(422, code, List.of(new FieldError(field, message)));
  }

  /** 422: parts of it cannot be what they should be. */
  static ApiProblem unprocessable(String code, List<FieldError> errors) {
    return named(422, code, errors);
  }

  private static ApiProblem named(int status, String code, List<FieldError> errors) {
    String detail =
        String.join("; ", errors.stream().map(e -> e.field() + " " + e.message()).toList());
    return new ApiProblem(status, code, detail, errors, null, null, null);
  }

  /** What is not there and what the caller may not see read the same. */
  static ApiProblem notFound(String what) {
    return of(404, what + "-unknown", "there is no such " + what);
  }

  /** The one mapping from an entity's refusal to HTTP. */
  static ApiProblem of(Refusal refusal) {
    return of(status(refusal.kind()), refusal.code(), refusal.message());
  }

  private static int status(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> 404;
      case INVALID -> 422;
      case CONFLICT, WRONG_STATE -> 409;
      case FORBIDDEN -> 403;
      case TOO_MANY -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  static ApiProblem slotTaken(List<SlotView> next) {
    return new ApiProblem(
        409, "slot-taken", "somebody else has this slot", List.of(), next, null, null);
  }

  /** A refused transition, with where the visit stands. */
  ApiProblem withState(String now, List<String> possible) {
    return new ApiProblem(status, code, detail, errors, next, now, possible);
  }

  int status() {
    return status;
  }

  Problem render(String title, String instance, String correlationId) {
    return new Problem(
        "about:blank",
        title,
        status,
        detail,
        code,
        instance,
        correlationId,
        errors.isEmpty() ? null : errors,
        next,
        state,
        allowed);
  }
}
