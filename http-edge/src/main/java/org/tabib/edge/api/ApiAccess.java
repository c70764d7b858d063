package org.tabib.edge.api;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Decides whether the API may be open without sign-in: in demo mode, on loopback, and nowhere else.
 */
public sealed interface ApiAccess {
  /** Mount the routes. */
  record Open() implements ApiAccess {}

  /**
   * Mount {@link ApiRoutes#closed} instead.
   *
   * @param reason for the log and for callers; says what to change
   */
  record Closed(String reason) implements ApiAccess {}

  /**
   * @param demo whether the node runs in demo mode
   * @param bound where the server listens
   */
  static ApiAccess decide(boolean demo, InetSocketAddress bound) {
    if (!demo) {
      return new Closed("the API has no sign-in yet and is closed in production mode");
    }
    InetAddress address = bound.getAddress();
    if (address == null || !address.isLoopbackAddress()) {
      return new Closed(
          "the API has no sign-in yet: in demo mode it is open on loopback only, so set"
              + " TABIB_HTTP_HOST to 127.0.0.1");
    }
    return new Open();
  }
}
