package org.tabib.edge.api;

import org.jspecify.annotations.Nullable;

/**
 * What a route answers when it does what was asked.
 *
 * @param body rendered as JSON
 * @param location the path of what was made, if something was
 */
record Reply(int status, Object body, @Nullable String location) {
  static Reply ok(Object body) {
    return new Reply(200, body, null);
  }

  static Reply created(Object body, String location) {
    return new Reply(201, body, location);
  }

  static Reply accepted(Object body) {
    return new Reply(202, body, null);
  }
}
