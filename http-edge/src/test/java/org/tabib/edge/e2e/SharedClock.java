package org.tabib.edge.e2e;

/**
 * The one node of those tests that move the clock. They begin at any time, bring their own people
 * and leave nothing waiting for whom they do not know.
 */
final class SharedClock extends SharedNode {
  /** What the node goes by. */
  static final JumpingClock CLOCK = new JumpingClock();

  @Override
  NodeUnderTest begin() throws Exception {
    return NodeUnderTest.startAt(CLOCK);
  }
}
