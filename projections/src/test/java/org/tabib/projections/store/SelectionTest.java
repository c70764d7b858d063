package org.tabib.projections.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.tabib.engine.visit.VisitStatus;

class SelectionTest {
  private static final Instant T0 = Instant.parse("2026-11-02T09:00:00Z");

  @Test
  void writesDownOnlyWhatRestricts() {
    Selection all =
        Selection.ofPractice("select 1 from a\nwhere practice_id = :practice\n", "demo")
            .and("status = :status", "status", null)
            .and("at >= :from", "from", null)
            .then("order by at");

    assertThat(all.sql())
        .isEqualTo("select 1 from a\nwhere practice_id = :practice\norder by at\n");
    assertThat(all.values()).containsOnlyKeys("practice").containsEntry("practice", "demo");
  }

  @Test
  void bindsConstantsByNameAndInstantsInUtc() {
    Selection some =
        Selection.ofPractice("select 1 from a\nwhere practice_id = :practice\n", "demo")
            .and("status = :status", "status", VisitStatus.BOOKED)
            .and("at >= :from", "from", T0)
            .and("open");

    assertThat(some.sql())
        .isEqualTo(
            """
            select 1 from a
            where practice_id = :practice
              and status = :status
              and at >= :from
              and open
            """);
    assertThat(some.values())
        .containsEntry("status", "BOOKED")
        .containsEntry("from", OffsetDateTime.parse("2026-11-02T09:00:00Z"));
  }
}
