package org.tabib.projections.letter;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.entity.Ids;
import org.tabib.projections.letter.LetterChanges.Closed;
import org.tabib.projections.letter.LetterChanges.Opened;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.store.Unnest;

/**
 * Fills {@code read.dead_letter}. A letter is opened once and closed once; a receipt that tells of
 * a message that never was a letter finds no row.
 */
public final class LetterList implements ReadModel<ConversationEvent> {
  private static final String CLOSE =
      """
      update read.dead_letter l set
        state       = c.state,
        closed_at   = c.closed_at,
        closed_by   = c.closed_by,
        replayed_as = c.replayed_as,
        drop_reason = c.drop_reason
      from unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::bigint[],
                  ?::text[])
        as c (conversation_id, number, state, closed_at, closed_by, replayed_as, drop_reason)
      where l.conversation_id = c.conversation_id and l.number = c.number and l.state = 'open'
      """;
  private static final String OPEN =
      """
      insert into read.dead_letter (conversation_id, number, practice_id, code, reason, attempts,
        first_tried_at, abandoned_at, state, closed_at, closed_by, replayed_as, drop_reason)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[], ?::int[],
        ?::timestamptz[], ?::timestamptz[], ?::text[], ?::timestamptz[], ?::text[], ?::bigint[],
        ?::text[])
      on conflict do nothing
      """;

  @Override
  public void write(Connection connection, List<Recorded<ConversationEvent>> batch)
      throws SQLException {
    LetterChanges changes = LetterChanges.of(batch);
    // Rows from before the batch first: what this batch opens brings its own end along.
    Unnest.<Closed>over(connection, CLOSE, changes.closed())
        .text(c -> c.letter().conversationId())
        .int8(c -> c.letter().number())
        .text(c -> c.state().word())
        .time(c -> c.end().at())
        .text(c -> c.end().by())
        .int8(c -> c.end().replayedAs())
        .text(c -> c.end().dropReason())
        .execute();
    Unnest.<Opened>over(connection, OPEN, changes.opened())
        .text(o -> o.letter().conversationId())
        .int8(o -> o.letter().number())
        .text(o -> Ids.practiceOf(o.letter().conversationId()))
        .int4(o -> o.event().code())
        .text(LetterChanges::reason)
        .int4(o -> o.event().attempts())
        .time(o -> o.event().firstTriedAt())
        .time(o -> o.event().at())
        .text(o -> o.closed() == null ? DeadLetter.State.OPEN.word() : o.closed().state().word())
        .time(o -> o.closed() == null ? null : o.closed().end().at())
        .text(o -> o.closed() == null ? null : o.closed().end().by())
        .int8(o -> o.closed() == null ? null : o.closed().end().replayedAs())
        .text(o -> o.closed() == null ? null : o.closed().end().dropReason())
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.dead_letter");
  }
}
