package org.tabib.projections.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.SealedColumns;

/** Questions to the message log. They block: not for actor dispatchers. */
public final class MessageQueries {
  static final String PAGE =
      """
      select conversation_id, event_number, position, direction, number, provider_id, kind, author,
             content_subject, content_sealed, said_at, recorded_at, replies_to, status,
             sent_at, delivered_at, read_at, played_at, failed_at, error_code
      from read.message
      where conversation_id = :conversation
        and (event_number, position) < (:event, :position)
      order by event_number desc, position desc
      limit :limit
      """;
  static final String BY_PROVIDER_ID =
      """
      select conversation_id, number
      from read.message
      where provider_id = :provider and direction = 'out'
        and provider_id is not null and practice_id = :practice
      limit 1
      """;

  private final Jdbi jdbi;

  public MessageQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A conversation's messages, newest first in the order in which they were journaled.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<LoggedMessage> page(String conversationId, int limit, @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    long event = Long.MAX_VALUE;
    int position = Integer.MAX_VALUE;
    if (cursor != null) {
      PageCursor from = PageCursor.parse(cursor, 2);
      event = from.number(0);
      position = from.smallNumber(1);
    }
    long beforeEvent = event;
    int beforePosition = position;
    List<LoggedMessage> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(PAGE)
                    .bind("conversation", conversationId)
                    .bind("event", beforeEvent)
                    .bind("position", beforePosition)
                    .bind("limit", size + 1)
                    .map((row, context) -> message(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.eventNumber(), last.position()));
  }

  /**
   * Our own identifier of the message that the provider knows under that id: the last way to route
   * a status that carries nothing else.
   */
  public Optional<String> ownMessage(String practice, String providerId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(BY_PROVIDER_ID)
                .bind("provider", providerId)
                .bind("practice", practice)
                .map(
                    (row, context) ->
                        OutboundMessage.idOf(
                            row.getString("conversation_id"), row.getLong("number")))
                .findFirst());
  }

  private static LoggedMessage message(ResultSet row) throws SQLException {
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
