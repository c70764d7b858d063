package org.tabib.edge.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one node for all classes of the run: a start takes longer than most tests. Tests keep
 * apart by bringing their own people.
 */
class SharedNode implements ParameterResolver {
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
        .getStore(Namespace.create(getClass()))
        .getOrComputeIfAbsent("node", key -> start(), Running.class)
        .node();
  }

  private Running start() {
    try {
      return new Running(begin());
    } catch (Exception e) {
      throw new IllegalStateException("the node did not start", e);
    }
  }

  /** Starts the one node. */
  NodeUnderTest begin() throws Exception {
    return NodeUnderTest.start();
  }
}
