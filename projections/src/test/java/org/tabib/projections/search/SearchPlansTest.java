package org.tabib.projections.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.message.MessageFilter;
import org.tabib.projections.message.MessageQueries;
import org.tabib.projections.message.Place;
import org.tabib.projections.message.TokenQuery;

/** How 50 000 messages are searched, with the planner's own choice. */
class SearchPlansTest {
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    database.execute(
        """
        insert into read.message (conversation_id, event_number, position, practice_id, direction,
          provider_id, kind, author, content_subject, content_sealed, said_at, recorded_at)
        select 'demo.c' || (i % 500), i, 0, 'demo', 'in', 'wamid.' || i, 'text', 'contact',
               'demo.c' || (i % 500), '\\x00', now(), now() + i * interval '1 second'
        from generate_series(1, 50000) i
        """);
    database.execute(
        """
        insert into read.message_token (subject, message_id, conversation_id, event_number,
          position, practice_id, recorded_at, rank, tokens)
        select m.content_subject, m.provider_id, m.conversation_id, m.event_number, 0, 'demo',
               m.recorded_at, 0,
               (select array_agg((m.event_number * 7919 + k * k * 104729) % 20011)
                from generate_series(1, 40) k)
        from read.message m
        """);
    database.execute("analyze read.message, read.message_token");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static String plan(List<long[]> tokens, @Nullable String person, @Nullable Place after) {
    Map<String, Object> values = new HashMap<>(Map.of("limit", 51));
    String sql =
        MessageQueries.candidatesSql(
            new TokenQuery("demo", tokens, person), MessageFilter.ALL, after, values);
    return Plans.of(database, sql, values);
  }

  @Test
  void looksWordsUpInTheIndexOfTokens() {
    assertThat(plan(List.of(new long[] {4711}, new long[] {815}), null, null))
        .contains("message_token_by_token")
        .doesNotContain("Seq Scan");
  }

  @Test
  void looksEitherFormOfAWordUpInTheIndexOfTokens() {
    assertThat(plan(List.of(new long[] {4711, 815}), null, null))
        .contains("message_token_by_token")
        .doesNotContain("Seq Scan");
  }

  @Test
  void looksForAPersonsMessagesWithoutReadingThoseOfOthers() {
    assertThat(plan(List.of(new long[] {4711}), "demo.c7", null))
        .containsAnyOf("message_token_by_token", "message_token_pkey")
        .doesNotContain("Seq Scan on message");
  }
}
