package org.tabib.projections.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.SealedColumns;

/** Questions to the attachments. They block: not for actor dispatchers. */
public final class AttachmentQueries {
  private static final String COLUMNS =
      """
      select attachment_id, conversation_id, message_id, event_number, kind, voice, person_id,
             visit_id, label_subject, label_sealed, sent_at, received_at, status, reason,
             media_type, bytes, sha256, storage_key, settled_at
      from read.attachment
      """;
  private static final String ONE = COLUMNS + "where attachment_id = :id";
  static final String OF_CONVERSATION =
      COLUMNS
          + """
            where conversation_id = :owner and event_number < :event
            order by event_number desc
            limit :limit
            """;

  /** Numbers of different conversations may be equal: then the id decides. */
  static final String OF_VISIT =
      COLUMNS
          + """
            where visit_id = :owner and (event_number, attachment_id) < (:event, :id)
            order by event_number desc, attachment_id desc
            limit :limit
            """;

  static final String OF_EVENTS =
      """
      select event_number, attachment_id
      from read.attachment
      where conversation_id = :conversation and event_number = any (:events)
      """;

  private final Jdbi jdbi;

  public AttachmentQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** One of them, whatever its practice: the caller checks who may see it. */
  public Optional<Attachment> find(String attachmentId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("id", attachmentId)
                .map((row, context) -> attachment(row))
                .findFirst());
  }

  /**
   * A conversation's, newest first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<Attachment> ofConversation(
      String conversationId, int limit, @Nullable String cursor) {
    return page(OF_CONVERSATION, conversationId, limit, cursor);
  }

  /**
   * A visit's, newest first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<Attachment> ofVisit(String visitId, int limit, @Nullable String cursor) {
    return page(OF_VISIT, visitId, limit, cursor);
  }

  private Page<Attachment> page(String sql, String owner, int limit, @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    PageCursor from = PageCursor.given(cursor, 2);
    long event = from == null ? Long.MAX_VALUE : from.number(0);
    String id = from == null ? "" : from.text(1);
    List<Attachment> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("owner", owner)
                    .bind("event", event)
                    .bindMap(sql.contains(":id") ? Map.of("id", id) : Map.of())
                    .bind("limit", size + 1)
                    .map((row, context) -> attachment(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.eventNumber(), last.id()));
  }

  /** The attachments that came with these events of a conversation, by the event's number. */
  public Map<Long, String> ofEvents(String conversationId, Collection<Long> eventNumbers) {
    if (eventNumbers.isEmpty()) {
      return Map.of();
    }
    Map<Long, String> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(OF_EVENTS)
                .bind("conversation", conversationId)
                .bindArray("events", Long.class, eventNumbers.toArray())
                .map(
                    (row, context) ->
                        Map.entry(row.getLong("event_number"), row.getString("attachment_id")))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue())));
    return found;
  }

  private static Attachment attachment(ResultSet row) throws SQLException {
    return new Attachment(
        row.getString("attachment_id"),
        row.getString("conversation_id"),
        row.getString("message_id"),
        row.getLong("event_number"),
        row.getString("kind"),
        row.getBoolean("voice"),
        row.getString("person_id"),
        row.getString("visit_id"),
        SealedColumns.value(row.getString("label_subject"), row.getBytes("label_sealed")),
        Columns.time(row, "sent_at"),
        Columns.time(row, "received_at"),
        fate(row));
  }

  private static Attachment.Fate fate(ResultSet row) throws SQLException {
    return switch (row.getString("status")) {
      case "fetching" -> new Attachment.Fetching();
      case "kept" ->
          new Attachment.Kept(
              row.getString("media_type"),
              row.getLong("bytes"),
              row.getString("sha256"),
              row.getString("storage_key"),
              Columns.time(row, "settled_at"));
      case "refused" ->
          new Attachment.Refused(row.getString("reason"), Columns.time(row, "settled_at"));
      default -> throw new IllegalStateException("no attachment has such a status");
    };
  }
}
