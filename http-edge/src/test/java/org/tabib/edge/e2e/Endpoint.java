package org.tabib.edge.e2e;

import java.time.Instant;

/** Where people write to and are written to. */
interface Endpoint {
  /** Posts a webhook with its right signature and expects that it is taken. */
  void deliver(byte[] body);

  FakeGraph graph();

  /** What telephones show there. */
  default Instant now() {
    return Instant.now();
  }
}
