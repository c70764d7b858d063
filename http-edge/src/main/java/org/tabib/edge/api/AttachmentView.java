package org.tabib.edge.api;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.FileLabel;
import org.tabib.projections.attachment.Attachment;

/**
 * A file that a patient sent, in the practice's time zone.
 *
 * @param messageId of the message that brought it
 * @param kind image, audio, video, document or sticker
 * @param voice whether it is a voice note
 * @param status {@code fetching}, {@code kept} or {@code refused}
 * @param reason why it was refused
 * @param mediaType by its content
 * @param filename as the sender named it; none when it has none, or when the person was erased
 * @param erased whether the person who sent it was erased
 * @param settledAt when it was kept or refused
 * @param content the path of its bytes; none unless it is kept
 */
record AttachmentView(
    String id,
    String conversationId,
    String messageId,
    @Nullable String appointmentId,
    String kind,
    boolean voice,
    String status,
    @Nullable String reason,
    @Nullable String mediaType,
    @Nullable Long bytes,
    @Nullable String sha256,
    @Nullable String filename,
    @Nullable String caption,
    boolean erased,
    OffsetDateTime sentAt,
    OffsetDateTime receivedAt,
    @Nullable OffsetDateTime settledAt,
    @Nullable String content) {

  static AttachmentView of(Attachment row, ClinicTime clock, Opened opened) {
    FileLabel label = opened.read(row.label(), FileLabel.class);
    return switch (row.fate()) {
      case Attachment.Fetching f -> of(row, clock, label, "fetching", null, null, null);
      case Attachment.Kept kept -> of(row, clock, label, "kept", null, kept, clock.at(kept.at()));
      case Attachment.Refused refused ->
          of(row, clock, label, "refused", refused.reason(), null, clock.at(refused.at()));
    };
  }

  private static AttachmentView of(
      Attachment row,
      ClinicTime clock,
      @Nullable FileLabel label,
      String status,
      @Nullable String reason,
      Attachment.@Nullable Kept kept,
      @Nullable OffsetDateTime settledAt) {
    return new AttachmentView(
        row.id(),
        row.conversationId(),
        row.messageId(),
        row.visitId(),
        row.kind(),
        row.voice(),
        status,
        reason,
        kept == null ? null : kept.mediaType(),
        kept == null ? null : kept.bytes(),
        kept == null ? null : kept.sha256(),
        label == null ? null : label.filename(),
        label == null ? null : label.caption(),
        label == null,
        clock.at(row.sentAt()),
        clock.at(row.receivedAt()),
        settledAt,
        kept == null ? null : ApiRoutes.PREFIX + "/attachments/" + row.id() + "/content");
  }
}
