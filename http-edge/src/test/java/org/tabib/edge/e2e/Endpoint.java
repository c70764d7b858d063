package org.tabib.edge.e2e;

/** Where people write to and are written to. */
interface Endpoint {
  /** Posts a webhook with its right signature and expects that it is taken. */
  void deliver(byte[] body);

  FakeGraph graph();
}
