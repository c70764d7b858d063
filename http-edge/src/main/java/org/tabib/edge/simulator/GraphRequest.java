package org.tabib.edge.simulator;

import org.jspecify.annotations.Nullable;

/** A valid call to {@code /messages}. */
sealed interface GraphRequest {

  /**
   * Shows a message on a phone.
   *
   * @param to with plus sign and country code
   * @param contextId the message that it quotes
   * @param opaque {@code biz_opaque_callback_data}
   */
  record Send(String to, Content content, @Nullable String contextId, @Nullable String opaque)
      implements GraphRequest {}

  /**
   * Lays an emoji on a bubble.
   *
   * @param emoji null takes it off
   */
  record React(String to, String messageId, @Nullable String emoji) implements GraphRequest {}

  /** Marks a patient's message read, and perhaps shows "typing…". */
  record MarkRead(String messageId, boolean typing) implements GraphRequest {}
}
