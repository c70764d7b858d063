package org.tabib.projections.attachment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.FileLabel;
import org.tabib.engine.privacy.Private;

/**
 * A file that a patient sent.
 *
 * @param messageId the provider's id of the message that brought it
 * @param kind image, audio, video, document or sticker
 * @param voice whether it is a voice note
 * @param personId whose key seals its bytes
 * @param visitId the visit it belongs to; none when it belongs to the conversation alone
 * @param label file name and caption: sealed or erased, never clear
 * @param sentAt the provider's time
 * @param receivedAt when it was journaled
 */
public record Attachment(
    String id,
    String conversationId,
    String messageId,
    long eventNumber,
    String kind,
    boolean voice,
    String personId,
    @Nullable String visitId,
    Private<FileLabel> label,
    Instant sentAt,
    Instant receivedAt,
    Fate fate) {

  /** What became of it. */
  public sealed interface Fate {}

  /** The provider has not handed it over yet. */
  public record Fetching() implements Fate {}

  /**
   * It is in the object store.
   *
   * @param mediaType by its content
   * @param bytes before sealing
   * @param sha256 lower-case hex
   */
  public record Kept(String mediaType, long bytes, String sha256, String storageKey, Instant at)
      implements Fate {}

  /** It will never be had. @param reason a short code */
  public record Refused(String reason, Instant at) implements Fate {}
}
