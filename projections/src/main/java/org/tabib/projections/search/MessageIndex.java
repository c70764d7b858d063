package org.tabib.projections.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.privacy.TokenHasher;
import org.tabib.engine.privacy.Vault;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;
import org.tabib.projections.search.WrittenMessages.Rank;
import org.tabib.projections.search.WrittenMessages.Written;
import org.tabib.projections.store.Unnest;

/**
 * Fills {@code read.message_token}: what patients and staff wrote can be found, what the bot said
 * cannot. Opening text by machine is no access that the audit trail records.
 */
public final class MessageIndex implements ReadModel<ConversationEvent> {
  // Looking at the erased people holds a lock on their table until the batch is committed: erasing
  // waits for it, see ErasedTokens.
  private static final String ADD =
      """
      insert into read.message_token as t (subject, message_id, conversation_id, event_number,
        position, practice_id, recorded_at, rank, tokens)
      select n.subject, n.message_id, n.conversation_id, n.event_number, n.position, n.practice_id,
             n.recorded_at, n.rank, n.tokens::bigint[]
      from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::int[], ?::text[],
                  ?::timestamptz[], ?::int[], ?::text[])
        as n (subject, message_id, conversation_id, event_number, position, practice_id,
              recorded_at, rank, tokens)
      where not exists (select from read.erased_person e where e.person_id = n.subject)
      on conflict (subject, message_id) do update set
        conversation_id = excluded.conversation_id,
        event_number    = excluded.event_number,
        position        = excluded.position,
        recorded_at     = excluded.recorded_at,
        rank            = excluded.rank,
        tokens          = excluded.tokens
      where t.rank <= excluded.rank
      """;

  private final SearchKeys keys;

  public MessageIndex(SearchKeys keys) {
    this.keys = keys;
  }

  private record Row(Written message, @Nullable String tokens) {}

  @Override
  public void write(Connection connection, List<Recorded<ConversationEvent>> batch)
      throws SQLException {
    Unnest.<Row>over(connection, ADD, rows(batch))
        .text(r -> r.message().subject())
        .text(r -> r.message().messageId())
        .text(r -> r.message().conversationId())
        .int8(r -> r.message().eventNumber())
        .int4(r -> r.message().position())
        .text(r -> Ids.practiceOf(r.message().conversationId()))
        .time(r -> r.message().recordedAt())
        .int4(r -> r.message().rank().ordinal())
        .text(Row::tokens)
        .execute();
  }

  @Override
  public List<String> tables() {
    return List.of("read.message_token");
  }

  private List<Row> rows(List<Recorded<ConversationEvent>> batch) throws SQLException {
    Map<String, Vault> vaults = keys.vaults(WrittenMessages.people(batch));
    Map<String, TokenHasher> hashers = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (Written message : WrittenMessages.of(batch, vaults)) {
      TokenHasher hasher =
          hashers.computeIfAbsent(Ids.practiceOf(message.conversationId()), keys::hasher);
      String tokens = literal(MessageTokens.of(message.texts(), hasher));
      // Without words there is nothing to find; an edit or revocation must still hide what was.
      if (tokens != null || message.rank() != Rank.SENT) {
        rows.add(new Row(message, tokens));
      }
    }
    return rows;
  }

  private static @Nullable String literal(long[] tokens) {
    if (tokens.length == 0) {
      return null;
    }
    StringBuilder out = new StringBuilder(tokens.length * 20).append('{');
    for (int i = 0; i < tokens.length; i++) {
      out.append(i == 0 ? "" : ",").append(tokens[i]);
    }
    return out.append('}').toString();
  }
}
