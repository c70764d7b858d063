package org.tabib.projections.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.SealedColumns;

/** Rows of {@code read.message} as messages. */
final class MessageRows {
  /** What {@link #message} reads, of the table as {@code m}. */
  static final String COLUMNS =
      """
      select m.conversation_id, m.event_number, m.position, m.direction, m.number, m.provider_id,
             m.kind, m.author, m.content_subject, m.content_sealed, m.said_at, m.recorded_at,
             m.replies_to, m.status, m.sent_at, m.delivered_at, m.read_at, m.played_at,
             m.failed_at, m.error_code
      """;

  private MessageRows() {}

  static LoggedMessage message(ResultSet row) throws SQLException {
    String subject = row.getString("content_subject");
    byte @Nullable [] bytes = row.getBytes("content_sealed");
    if (row.getString("direction").equals("in")) {
      return new LoggedMessage.Received(
          row.getString("conversation_id"),
          row.getLong("event_number"),
          row.getInt("position"),
          row.getString("provider_id"),
          row.getString("kind"),
          SealedColumns.value(subject, bytes),
          Columns.time(row, "said_at"),
          Columns.time(row, "recorded_at"),
          row.getString("replies_to"));
    }
    return new LoggedMessage.Said(
        row.getString("conversation_id"),
        row.getLong("event_number"),
        row.getInt("position"),
        row.getLong("number"),
        row.getString("provider_id"),
        row.getString("kind"),
        row.getString("author"),
        SealedColumns.value(subject, bytes),
        Columns.time(row, "said_at"),
        Columns.time(row, "recorded_at"),
        new LoggedMessage.Delivery(
            StatusRank.status(row.getInt("status")),
            Columns.timeOrNull(row, "sent_at"),
            Columns.timeOrNull(row, "delivered_at"),
            Columns.timeOrNull(row, "read_at"),
            Columns.timeOrNull(row, "played_at"),
            Columns.timeOrNull(row, "failed_at"),
            row.getObject("error_code", Integer.class)));
  }
}
