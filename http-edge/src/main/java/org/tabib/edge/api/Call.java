package org.tabib.edge.api;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.Query;
import akka.http.javadsl.model.Uri;
import akka.http.scaladsl.model.IllegalUriException;
import akka.japi.Pair;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tabib.edge.api.Problem.FieldError;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;

/**
 * One request: who calls, for which practice, with which parameters.
 *
 * @param practice the caller's, as configured at this moment
 */
record Call(Caller caller, PracticeConfig practice, Query query, HttpRequest request) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 100;
  private static final int LONGEST_CURSOR = 500;
  private static final Pattern ENTITY_ID =
      Pattern.compile("[a-z0-9-]+\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  /**
   * @throws ApiProblem 400 for parameters that are not in {@code allowed}, or are there twice
   */
  static Call of(HttpRequest request, Caller caller, PracticeConfig practice, Set<String> allowed) {
    Query query;
    try {
      query = request.getUri().query(StandardCharsets.UTF_8, Uri.RELAXED);
    } catch (IllegalUriException e) {
      throw ApiProblem.badRequest("query-malformed", "the query is not well-formed");
    }
    List<FieldError> errors = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Pair<String, String> parameter : query.toList()) {
      if (!allowed.contains(parameter.first())) {
        errors.add(
            new FieldError(
                parameter.first(),
                "is not a parameter here; known: " + allowed.stream().sorted().toList()));
      } else if (!seen.add(parameter.first())) {
        errors.add(new FieldError(parameter.first(), "is given more than once"));
      }
    }
    if (!errors.isEmpty()) {
      throw ApiProblem.fields(errors);
    }
    return new Call(caller, practice, query, request);
  }

  @Nullable String text(String parameter) {
    Optional<String> value = query.get(parameter);
    if (value.isPresent() && value.get().isEmpty()) {
      throw ApiProblem.field(parameter, "is empty: leave it out instead");
    }
    return value.orElse(null);
  }

  int limit() {
    String text = text("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw ApiProblem.field("limit", "is a whole number from 1 to " + MOST);
    }
    throw ApiProblem.field("limit", "is a whole number from 1 to " + MOST);
  }

  @Nullable String cursor() {
    String cursor = text("cursor");
    if (cursor != null && cursor.length() > LONGEST_CURSOR) {
      throw ApiProblem.field("cursor", "is not one that this list gave out");
    }
    return cursor;
  }

  /** What makes a repeated request recognisable; none when the caller sent no such header. */
  @Nullable String idempotencyKey() {
    String key = request.getHeader("Idempotency-Key").map(HttpHeader::value).orElse(null);
    if (key != null && !KEY.matcher(key).matches()) {
      throw ApiProblem.field("Idempotency-Key", "has 1 to 200 visible ASCII characters");
    }
    return key;
  }

  /**
   * An entity's id from the path.
   *
   * @param what the entity's kind, for the error
   * @throws ApiProblem 404 when it cannot be an id, or is another practice's
   */
  String own(String id, String what) {
    if (!isOwn(id)) {
      throw ApiProblem.notFound(what);
    }
    return id;
  }

  /** Whether it is a well-formed id of the caller's practice. */
  boolean isOwn(String id) {
    return ENTITY_ID.matcher(id).matches() && Ids.practiceOf(id).equals(caller.practice());
  }
}
