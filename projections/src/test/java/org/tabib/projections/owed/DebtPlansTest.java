package org.tabib.projections.owed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;

class DebtPlansTest {
  @Test
  void wakerReadsOnlyWhatIsDue() {
    try (TestDatabase database = TestDatabase.create()) {
      // Most of a large index waits in back-off: the usual shape when a provider is away.
      database.execute(
          """
          insert into read.owed_by_conversation (conversation_id, debt, owed_since, due_at)
          select 'demo.c' || i, 'message/1', now(), timestamptz '2026-11-01' + i * interval '1 minute'
          from generate_series(1, 20000) i
          """);
      database.execute("analyze read.owed_by_conversation");

      String plan =
          Plans.of(
              database,
              OwedQueries.CONVERSATIONS,
              Map.of(
                  "before",
                  OffsetDateTime.parse("2026-11-01T02:00:00Z"),
                  "afterDue",
                  OffsetDateTime.parse("2026-11-01T01:00:00Z"),
                  "afterId",
                  "demo.c50",
                  "limit",
                  100));

      assertThat(plan).contains("owed_by_conversation_due").doesNotContain("Seq Scan");
    }
  }
}
