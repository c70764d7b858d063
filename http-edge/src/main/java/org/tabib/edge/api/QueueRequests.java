package org.tabib.edge.api;

import org.jspecify.annotations.Nullable;

/** Bodies of what staff ask of a queue. Every field may be absent until it is checked. */
final class QueueRequests {
  static final int LONGEST_REASON = 500;
  static final int LONGEST_ROOM = 40;

  private QueueRequests() {}

  /** Body of a call for whoever is next. */
  record CallNextRequest(
      @Nullable String servicePoint, @Nullable String room, @Nullable String doctorId) {}

  /** Body of a call out of order. */
  record CallRequest(@Nullable String room, @Nullable String reason) {
    @Override
    public String toString() {
      return "CallRequest[…]";
    }
  }

  record RetriageRequest(@Nullable String urgency, @Nullable String reason) {
    @Override
    public String toString() {
      return "RetriageRequest[…]";
    }
  }

  record TransferRequest(@Nullable String servicePoint) {}

  record ReasonRequest(@Nullable String reason) {
    @Override
    public String toString() {
      return "ReasonRequest[…]";
    }
  }

  /**
   * @param servicePoint all of them when it is left out
   */
  record ResumeRequest(@Nullable String servicePoint) {}

  /**
   * @param servicePoint all of them when it is left out
   */
  record PauseRequest(@Nullable String servicePoint, @Nullable String reason) {
    @Override
    public String toString() {
      return "PauseRequest[…]";
    }
  }

  /**
   * @param commandId as the answer to the command that is to be taken back had it
   */
  record UndoRequest(@Nullable String commandId) {}
}
