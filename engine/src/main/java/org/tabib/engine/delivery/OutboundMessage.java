package org.tabib.engine.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A message that is owed to a person.
 *
 * @param id our identifier, {@code conversationId/number}; travels with the message and comes back
 *     with its receipts
 * @param account the channel account that sends it (WhatsApp: the phone-number id)
 * @param quotes the provider's id of the message that is answered, if it should be quoted
 * @param inDoubt whether an earlier attempt may have been taken over without anybody knowing
 */
public record OutboundMessage(
    String id,
    String account,
    Address to,
    OutboundContent content,
    @Nullable String quotes,
    boolean inDoubt) {

  /** A message that was surely not taken over before. */
  public OutboundMessage(
      String id, String account, Address to, OutboundContent content, @Nullable String quotes) {
    this(id, account, to, content, quotes, false);
  }

  /** Our identifier of the n-th message of a conversation. */
  public static String idOf(String conversationId, long number) {
    return conversationId + "/" + number;
  }

  /** The conversation that a message identifier of ours belongs to. */
  public static String conversationOf(String ownId) {
    return ownId.substring(0, slash(ownId));
  }

  /** The message's number within its conversation. */
  public static long numberOf(String ownId) {
    return Long.parseLong(ownId.substring(slash(ownId) + 1));
  }

  private static int slash(String ownId) {
    int slash = ownId.lastIndexOf('/');
    if (slash <= 0) {
      throw new IllegalArgumentException("not a message id (conversation/number)");
    }
    return slash;
  }
}
