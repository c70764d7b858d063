package org.tabib.edge.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that move the clock one node for all classes of the run. They begin at any time,
 * bring their own people and leave nothing waiting for whom they do not know.
 */
final class SharedClock implements ParameterResolver {
  /** What the node goes by. */
  static final JumpingClock CLOCK = new JumpingClock();

  private record Running(NodeUnderTest node) implements ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      node.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == NodeUnderTest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedClock.class))
        .getOrComputeIfAbsent("node", key -> start(), Running.class)
        .node();
  }

  private static Running start() {
    try {
      return new Running(NodeUnderTest.startAt(CLOCK));
    } catch (Exception e) {
      throw new IllegalStateException("the node did not start", e);
    }
  }
}
