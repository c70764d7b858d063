package org.tabib.projections.owed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.tabib.projections.fixture.TestDatabase;

class WorkWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

  @Test
  void tellsWhatIsOwedByTypeAndWhatWasGivenUpByReason() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (TestDatabase database = TestDatabase.create()) {
      database.execute(
          """
          insert into read.owed_by_conversation values
            ('demo.c1', 'message/1', '2026-11-02T08:59:00Z', '2026-11-02T09:10:00Z'),
            ('demo.c1', 'message/2', '2026-11-02T08:59:30Z', '2026-11-02T08:59:30Z'),
            ('demo.c1', 'effect/e1', '2026-11-02T08:00:00Z', '2026-11-02T08:00:00Z');
          insert into read.owed_by_visit values
            ('demo.v1', 'demo.s', '2026-11-02T09:00:00Z', '2026-11-02T08:00:00Z');
          insert into read.dead_letter (conversation_id, number, practice_id, code, reason,
            abandoned_at, state) values
            ('demo.c1', 1, 'demo', 0, 'policy-spent', '2026-11-02T08:00:00Z', 'open'),
            ('demo.c2', 1, 'demo', 0, 'policy-spent', '2026-11-02T08:00:00Z', 'open'),
            ('demo.c3', 1, 'demo', 131026, 'recipient-unreachable', '2026-11-02T08:00:00Z', 'dropped');
          """);
      try (WorkWatch watch =
          WorkWatch.start(
              database.database().jdbi(),
              meters,
              InstantSource.fixed(NOW),
              Duration.ofMillis(50))) {
        await().atMost(10, SECONDS).until(() -> watch.latest().isPresent());
        assertThat(watch.latest().orElseThrow().owed())
            .isEqualTo(new OwedWork(2, 1, 1, NOW.minusSeconds(60)));
        assertThat(meters.scrape())
            .contains("tabib_owed{type=\"message\"} 2.0")
            .contains("tabib_owed{type=\"effect\"} 1.0")
            .contains("tabib_owed{type=\"visit\"} 1.0")
            .contains("tabib_outbox_oldest_seconds 60.0")
            .contains("tabib_dead_letters{reason=\"policy-spent\"} 2.0")
            .doesNotContain("recipient-unreachable");

        database.execute("update read.dead_letter set state = 'delivered'");
        await()
            .atMost(10, SECONDS)
            .until(() -> !meters.scrape().contains("tabib_dead_letters{reason"));

        database.execute("drop table read.owed_by_visit");
        await().atMost(10, SECONDS).until(() -> watch.latest().isEmpty());
        assertThat(meters.scrape()).contains("tabib_owed{type=\"message\"} NaN");
      }
    }
  }
}
