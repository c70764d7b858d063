package org.tabib.projections.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;

/** With 40 000 messages in 200 conversations. */
class MessagePlansTest {
  private static TestDatabase database;

  @BeforeAll
  static void fill() {
    database = TestDatabase.create();
    database.execute(
        """
        insert into read.message (conversation_id, event_number, position, practice_id, direction,
          number, provider_id, kind, author, content_subject, content_sealed, said_at, recorded_at,
          status)
        select 'demo.c' || (i % 200), i, p, 'demo', case p when 0 then 'in' else 'out' end,
               case p when 0 then null else i end, 'wamid.' || i || '.' || p, 'text', 'bot', 's',
               '\\x00', now(), now(), case p when 0 then null else 0 end
        from generate_series(1, 20000) i, generate_series(0, 1) p
        """);
    database.execute("analyze read.message");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void pageIsReadFromTheKeyWithoutSorting() {
    assertThat(pagePlan(MessageFilter.ALL))
        .contains("Index Scan Backward using message_pkey")
        .doesNotContain("Sort");
  }

  @Test
  void filteredPageIsReadFromItsConversationOnly() {
    MessageFilter filter =
        new MessageFilter(
            MessageFilter.Direction.OUT,
            "text",
            DeliveryStatus.FAILED,
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(1));
    assertThat(pagePlan(filter)).contains("message_pkey").doesNotContain("Seq Scan");
  }

  private static String pagePlan(MessageFilter filter) {
    Map<String, Object> values = new HashMap<>();
    String sql = MessageQueries.pageSql(filter, values);
    values.putAll(Map.of("conversation", "demo.c7", "event", 9_000L, "position", 0, "limit", 51));
    return Plans.of(database, sql, values);
  }

  @Test
  void statusFindsItsMessageByTheProvidersIdentifier() {
    String plan =
        Plans.of(
            database,
            MessageQueries.BY_PROVIDER_ID,
            Map.of("provider", "wamid.77.1", "practice", "demo"));
    assertThat(plan).contains("message_by_provider_id").doesNotContain("Seq Scan");
  }

  @Test
  void receiptsFindTheirMessagesByNumber() {
    String times = "{2026-11-02T09:00:00Z}";
    String plan =
        Plans.ofArrays(
            database,
            MessageLog.MOVE,
            "{demo.c7}",
            "{7}",
            "{3}",
            "{wamid}",
            times,
            times,
            times,
            times,
            times,
            "{0}");
    assertThat(plan).contains("message_by_number").doesNotContain("Seq Scan");
  }
}
