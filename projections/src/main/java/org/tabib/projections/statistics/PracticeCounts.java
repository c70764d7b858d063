package org.tabib.projections.statistics;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.entity.Ids;
import org.tabib.projections.store.Unnest;

/** What a batch adds to {@code read.practice_count}. */
final class PracticeCounts {
  static final String MESSAGE = "message";
  static final String RESPONSE = "response";
  static final String DELIVERY = "delivery";
  static final String CROWDED_TURN = "crowded-turn";

  private static final int PERIOD_SECONDS = 15 * 60;

  private static final String ADD =
      """
      insert into read.practice_count as t (practice_id, period, measure, subject, detail, amount,
        part, count)
      select * from unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::int[],
                           ?::int[], ?::bigint[])
      on conflict (practice_id, period, measure, subject, detail, amount, part) do update set
        count = t.count + excluded.count
      """;

  private final Map<Key, Long> counts = new LinkedHashMap<>();

  private record Key(
      String practice,
      Instant period,
      String measure,
      String subject,
      String detail,
      int amount,
      int part) {}

  void add(
      String conversationId,
      Instant at,
      String measure,
      String subject,
      String detail,
      int amount,
      long count) {
    long second = at.getEpochSecond();
    counts.merge(
        new Key(
            Ids.practiceOf(conversationId),
            Instant.ofEpochSecond(second - Math.floorMod(second, PERIOD_SECONDS)),
            measure,
            subject,
            detail,
            amount,
            // As the journal's tags, so that two slices never write the same row.
            Math.floorMod(conversationId.hashCode(), Conversation.SLICES)),
        count,
        Long::sum);
  }

  void write(Connection connection) throws SQLException {
    Unnest.<Map.Entry<Key, Long>>over(connection, ADD, counts.entrySet())
        .text(e -> e.getKey().practice())
        .time(e -> e.getKey().period())
        .text(e -> e.getKey().measure())
        .text(e -> e.getKey().subject())
        .text(e -> e.getKey().detail())
        .int4(e -> e.getKey().amount())
        .int4(e -> e.getKey().part())
        .int8(Map.Entry::getValue)
        .execute();
  }
}
