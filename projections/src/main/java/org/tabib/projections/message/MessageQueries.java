package org.tabib.projections.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;

/** Questions to the message log. They block: not for actor dispatchers. */
public final class MessageQueries {
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

  /** All of a conversation's messages; see {@link #page(String, MessageFilter, int, String)}. */
  public Page<LoggedMessage> page(String conversationId, int limit, @Nullable String cursor) {
    return page(conversationId, MessageFilter.ALL, limit, cursor);
  }

  /**
   * Those of a conversation's messages that the filter lets through, newest first in the order in
   * which they were journaled.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<LoggedMessage> page(
      String conversationId, MessageFilter filter, int limit, @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    PageCursor from = PageCursor.given(cursor, 2);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("conversation", conversationId);
    values.put("event", from == null ? Long.MAX_VALUE : from.number(0));
    values.put("position", from == null ? Integer.MAX_VALUE : from.smallNumber(1));
    values.put("limit", size + 1);
    return Page.of(
        list(pageSql(filter, values), values),
        size,
        last -> PageCursor.of(last.eventNumber(), last.position()));
  }

  static String pageSql(MessageFilter filter, Map<String, Object> values) {
    StringBuilder sql =
        new StringBuilder(MessageRows.COLUMNS)
            .append(
                """
                from read.message m
                where m.conversation_id = :conversation
                  and (m.event_number, m.position) < (:event, :position)
                """);
    filter.restrict(sql, values);
    return sql.append("order by m.event_number desc, m.position desc\nlimit :limit\n").toString();
  }

  /**
   * Messages that may be what is looked for, newest first: by the time of their journaling, and
   * within that by conversation. Whether they are shows once they are opened: tokens collide, and
   * know nothing of the order of words.
   *
   * @param after only what comes behind this message in that order
   */
  public List<LoggedMessage> candidates(
      TokenQuery query, MessageFilter filter, int limit, @Nullable Place after) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("limit", limit);
    return list(candidatesSql(query, filter, after, values), values);
  }

  /** The statement behind {@link #candidates}, and its values but for {@code limit}. */
  public static String candidatesSql(
      TokenQuery query, MessageFilter filter, @Nullable Place after, Map<String, Object> values) {
    StringBuilder sql =
        new StringBuilder(MessageRows.COLUMNS)
            .append(
                """
                from read.message_token t
                join read.message m using (conversation_id, event_number, position)
                """);
    query.restrict(sql, values);
    filter.restrict(sql, values);
    if (after != null) {
      after.restrict(sql, values);
    }
    return sql.append(Place.NEWEST_FIRST).append("limit :limit\n").toString();
  }

  private List<LoggedMessage> list(String sql, Map<String, Object> values) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(values)
                .map((row, context) -> MessageRows.message(row))
                .list());
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
}
