package org.tabib.edge.api;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;

/** Finds out who is calling. */
@FunctionalInterface
public interface Callers {
  Caller of(HttpRequest request);

  /** By this header a caller of {@link #everybodyOfOneNamed} names a practice. */
  String PRACTICE_HEADER = "X-Tabib-Practice";

  /**
   * Everybody is staff of the practice that the request names, or else of the usual one: only where
   * {@link ApiAccess} says that it may be so.
   */
  static Callers everybodyOfOneNamed(String usual) {
    return request ->
        new Caller(
            request.getHeader(PRACTICE_HEADER).map(HttpHeader::value).orElse(usual), "staff");
  }

  /** Everybody is staff of that practice: only where {@link ApiAccess} says that it may be so. */
  static Callers everybody(String practice) {
    Caller caller = new Caller(practice, "staff");
    return request -> caller;
  }
}
