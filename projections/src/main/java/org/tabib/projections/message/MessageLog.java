package org.tabib.projections.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.entity.Ids;
import org.tabib.projections.message.MessageChanges.Moved;
import org.tabib.projections.message.MessageChanges.NewMessage;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.SealedColumns;
import org.tabib.projections.store.Unnest;

/** Fills {@code read.message}: one row per message in or out. */
public final class MessageLog implements ReadModel<ConversationEvent> {
  private static final String ADD =
      """
      insert into read.message (conversation_id, event_number, position, practice_id, direction,
        number, provider_id, kind, author, content_subject, content_sealed, said_at, recorded_at,
        replies_to, status, sent_at, delivered_at, read_at, played_at, failed_at, error_code)
      select * from unnest(?::text[], ?::bigint[], ?::int[], ?::text[], ?::text[],
        ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::timestamptz[],
        ?::timestamptz[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[],
        ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::int[])
      """;

  // Never sent: the conversation's journal has them, the log of what was said has not.
  static final String WITHDRAW =
      """
      delete from read.message m
      using unnest(?::text[], ?::bigint[]) as c (conversation_id, number)
      where m.conversation_id = c.conversation_id and m.number = c.number and m.number is not null
      """;

  // The lattice of Progress, in SQL: least and greatest pass over nulls.
  static final String MOVE =
      """
      update read.message m set
        status       = greatest(m.status, c.status),
        provider_id  = least(m.provider_id collate "C", c.provider_id collate "C"),
        sent_at      = least(m.sent_at, c.sent_at),
        delivered_at = least(m.delivered_at, c.delivered_at),
        read_at      = least(m.read_at, c.read_at),
        played_at    = least(m.played_at, c.played_at),
        error_code   = case
                         when c.failed_at is null then m.error_code
                         when m.failed_at is null then c.error_code
                         when (m.failed_at, m.error_code) <= (c.failed_at, c.error_code)
                           then m.error_code
                         else c.error_code
                       end,
        failed_at    = least(m.failed_at, c.failed_at)
      from unnest(?::text[], ?::bigint[], ?::int[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                  ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::int[])
        as c (conversation_id, number, status, provider_id, sent_at, delivered_at, read_at,
              played_at, failed_at, error_code)
      where m.conversation_id = c.conversation_id and m.number = c.number and m.number is not null
      """;

  @Override
  public void write(Connection connection, List<Recorded<ConversationEvent>> batch)
      throws SQLException {
    MessageChanges changes = MessageChanges.of(batch);
    add(connection, changes);
    withdraw(connection, changes.withdrawn());
    move(connection, changes.moved());
  }

  @Override
  public List<String> tables() {
    return List.of("read.message");
  }

  private static void add(Connection connection, MessageChanges changes) throws SQLException {
    Unnest.<NewMessage>over(connection, ADD, changes.added())
        .text(NewMessage::conversationId)
        .int8(NewMessage::eventNumber)
        .int4(NewMessage::position)
        .text(m -> Ids.practiceOf(m.conversationId()))
        .text(m -> m.number() == null ? "in" : "out")
        .int8(NewMessage::number)
        .text(m -> m.number() == null ? m.providerId() : changes.progressOf(m).providerId())
        .text(NewMessage::kind)
        .text(NewMessage::author)
        .text(m -> m.content().subject())
        .bytea(m -> SealedColumns.bytes(m.content()))
        .time(NewMessage::saidAt)
        .time(NewMessage::recordedAt)
        .text(NewMessage::repliesTo)
        .int4(m -> m.number() == null ? null : StatusRank.of(changes.progressOf(m).status()))
        .time(m -> changes.progressOf(m).sentAt())
        .time(m -> changes.progressOf(m).deliveredAt())
        .time(m -> changes.progressOf(m).readAt())
        .time(m -> changes.progressOf(m).playedAt())
        .time(m -> changes.progressOf(m).failedAt())
        .int4(m -> changes.progressOf(m).errorCode())
        .execute();
  }

  private static void withdraw(Connection connection, List<MessageChanges.Number> messages)
      throws SQLException {
    if (!messages.isEmpty()) {
      Unnest.<MessageChanges.Number>over(connection, WITHDRAW, messages)
          .text(MessageChanges.Number::conversationId)
          .int8(MessageChanges.Number::number)
          .execute();
    }
  }

  private static void move(Connection connection, Collection<Moved> moved) throws SQLException {
    Unnest.<Moved>over(connection, MOVE, moved)
        .text(m -> m.message().conversationId())
        .int8(m -> m.message().number())
        .int4(m -> StatusRank.of(m.progress().status()))
        .text(m -> m.progress().providerId())
        .time(m -> m.progress().sentAt())
        .time(m -> m.progress().deliveredAt())
        .time(m -> m.progress().readAt())
        .time(m -> m.progress().playedAt())
        .time(m -> m.progress().failedAt())
        .int4(m -> m.progress().errorCode())
        .execute();
  }
}
