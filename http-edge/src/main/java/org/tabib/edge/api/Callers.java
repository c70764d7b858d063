package org.tabib.edge.api;

import akka.http.javadsl.model.HttpRequest;

/** Finds out who is calling. */
@FunctionalInterface
public interface Callers {
  Caller of(HttpRequest request);

  /** Everybody is staff of that practice: only where {@link ApiAccess} says that it may be so. */
  static Callers everybody(String practice) {
    Caller caller = new Caller(practice, "staff");
    return request -> caller;
  }
}
