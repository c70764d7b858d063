package org.tabib.engine.delivery;

import java.util.concurrent.CompletionStage;

/** A way to reach people. Implemented at the edge, one per provider. Never blocks. */
public interface Channel {

  /**
   * Tries to send once, or holds the message when it may not go yet. The stage never fails: what
   * goes wrong is a {@link SendOutcome.Rejected}.
   */
  CompletionStage<SendOutcome> send(OutboundMessage message);

  /**
   * Shows the person that a message was read; best effort, never fails.
   *
   * @param typing whether to show that an answer is being written
   */
  void markRead(String account, String inboundId, boolean typing);
}
