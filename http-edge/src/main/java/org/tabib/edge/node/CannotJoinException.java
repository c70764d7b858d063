package org.tabib.edge.node;

/** The node did not become a member of its cluster; the message says what to look at. */
public final class CannotJoinException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotJoinException(String message) {
    super(message);
  }
}
