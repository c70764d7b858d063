package org.tabib.projections.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;

class ConversationPlansTest {
  @Test
  void listIsReadFromTheIndexWithoutSorting() {
    try (TestDatabase database = TestDatabase.create()) {
      database.execute(
          """
          insert into read.conversation (conversation_id, practice_id, contact_id, account,
            address_subject, consent, started_at, last_message_at, unread, handed_over,
            inbound_count, outbound_count)
          select 'p' || (i % 4) || '.c' || i, 'p' || (i % 4), 'k', 'a', 's', 'given', now(),
                 now() - i * interval '1 minute', 0, false, 1, 1
          from generate_series(1, 20000) i
          """);
      database.execute("analyze read.conversation");

      String plan =
          Plans.of(
              database,
              ConversationQueries.NEWEST_FIRST,
              Map.of(
                  "practice",
                  "p1",
                  "before",
                  OffsetDateTime.parse("2026-11-01T00:00:00Z"),
                  "beforeId",
                  "p1.c5",
                  "limit",
                  51));

      assertThat(plan).contains("conversation_newest_first").doesNotContain("Sort", "Seq Scan");
    }
  }
}
