package org.tabib.projections.letter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.store.PageCursor;

class LetterPlansTest {
  @Test
  void listReadsOnlyItsPageOfManyLetters() {
    try (TestDatabase database = TestDatabase.create()) {
      database.execute(
          """
          insert into read.dead_letter (conversation_id, number, practice_id, code, reason,
            abandoned_at, state)
          select 'demo.c' || i, 1, 'demo', 131026, 'recipient-unreachable',
            timestamptz '2026-11-01' + i * interval '1 minute',
            case when i % 200 = 0 then 'open' else 'dropped' end
          from generate_series(1, 20000) i
          """);
      database.execute("analyze read.dead_letter");
      PageCursor after = PageCursor.parse(PageCursor.of("2026-11-05T00:00:00Z", "demo.c1", 1), 3);

      LetterFilter all = new LetterFilter("demo", null, null, null, null, null);
      assertThat(Plans.of(database, LetterQueries.select(all, after)))
          .contains("dead_letter_newest")
          .doesNotContain("Seq Scan on dead_letter");
    }
  }
}
