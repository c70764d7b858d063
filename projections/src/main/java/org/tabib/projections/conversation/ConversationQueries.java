package org.tabib.projections.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tabib.projections.conversation.ConversationSummary.Consent;
import org.tabib.projections.conversation.ConversationSummary.Position;
import org.tabib.projections.store.Columns;
import org.tabib.projections.store.Page;
import org.tabib.projections.store.PageCursor;
import org.tabib.projections.store.SealedColumns;

/** Questions to the list of conversations. They block: not for actor dispatchers. */
public final class ConversationQueries {
  /** Later than any message: before the first page's cursor. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private static final String COLUMNS =
      """
      select conversation_id, contact_id, account, address_subject, address_sealed, language,
             consent, notice_version, consent_at, started_at, last_message_at, last_inbound_at,
             unread, emergency_at, handed_over, handed_over_to, flow, flow_version, flow_step,
             inbound_count, outbound_count, merged_into
      from read.conversation
      """;
  static final String NEWEST_FIRST =
      COLUMNS
          + """
      where practice_id = :practice
        and (last_message_at, conversation_id) < (:before, :beforeId)
      order by last_message_at desc, conversation_id desc
      limit :limit
      """;
  private static final String ONE = COLUMNS + "where conversation_id = :id";

  static final String OF_CONTACT =
      """
      select conversation_id from read.conversation
      where contact_id = :contact and merged_into is null
      order by last_message_at desc, conversation_id
      limit 1
      """;

  private final Jdbi jdbi;

  public ConversationQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A practice's conversations, the one with the newest message first.
   *
   * @param cursor where the last page ended; none for the first
   * @throws PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<ConversationSummary> newestFirst(
      String practice, int limit, @Nullable String cursor) {
    int size = Page.checkedLimit(limit);
    PageCursor from = PageCursor.given(cursor, 2);
    Instant before = from == null ? END_OF_TIME : from.time(0);
    String beforeId = from == null ? "" : from.text(1);
    List<ConversationSummary> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(NEWEST_FIRST)
                    .bind("practice", practice)
                    .bind("before", before.atOffset(ZoneOffset.UTC))
                    .bind("beforeId", beforeId)
                    .bind("limit", size + 1)
                    .map((row, context) -> summary(row))
                    .list());
    return Page.of(found, size, last -> PageCursor.of(last.lastMessageAt(), last.conversationId()));
  }

  /** One of them. */
  public Optional<ConversationSummary> find(String conversationId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ONE)
                .bind("id", conversationId)
                .map((row, context) -> summary(row))
                .findFirst());
  }

  /** Where somebody is written to: where they last spoke with us; none when they never did. */
  public Optional<String> ofContact(String contactId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_CONTACT)
                .bind("contact", contactId)
                .mapTo(String.class)
                .findFirst());
  }

  private static ConversationSummary summary(ResultSet row) throws SQLException {
    String flow = row.getString("flow");
    return new ConversationSummary(
        row.getString("conversation_id"),
        row.getString("contact_id"),
        row.getString("account"),
        SealedColumns.value(row.getString("address_subject"), row.getBytes("address_sealed")),
        row.getString("language"),
        new Consent(
            Consent.Answer.valueOf(row.getString("consent").toUpperCase(Locale.ROOT)),
            row.getString("notice_version"),
            Columns.timeOrNull(row, "consent_at")),
        Columns.time(row, "started_at"),
        Columns.time(row, "last_message_at"),
        Columns.timeOrNull(row, "last_inbound_at"),
        row.getInt("unread"),
        Columns.timeOrNull(row, "emergency_at"),
        row.getBoolean("handed_over"),
        row.getString("handed_over_to"),
        flow == null
            ? null
            : new Position(flow, row.getInt("flow_version"), row.getString("flow_step")),
        row.getLong("inbound_count"),
        row.getLong("outbound_count"),
        row.getString("merged_into"));
  }
}
