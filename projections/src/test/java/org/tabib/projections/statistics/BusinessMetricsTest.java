package org.tabib.projections.statistics;

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

class BusinessMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

  @Test
  void tellsTheLastDayOfAllPracticesWithoutLabelsThatPeopleChoose() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (TestDatabase database = TestDatabase.create()) {
      database.execute(
          """
          insert into read.practice_count values
            ('demo',  '2026-11-02T08:00:00Z', 'message', 'in', 'text', 0, 0, 3),
            ('other', '2026-11-02T08:00:00Z', 'message', 'in', 'text', 0, 1, 4),
            ('demo',  '2026-10-31T08:00:00Z', 'message', 'in', 'text', 0, 1, 9),
            ('demo',  '2026-11-02T08:00:00Z', 'message', 'in', 'my-own-kind', 0, 0, 1),
            ('demo',  '2026-11-02T08:00:00Z', 'crowded-turn', '', '', 0, 0, 2);
          insert into read.flow_run values
            ('demo.c1', 1, 0, 'demo', 'booking', 1, 'ta', 'done', '2026-11-02T08:00:00Z',
             '2026-11-02T08:10:00Z', '2026-11-02T08:10:00Z', true, true, 6),
            ('demo.c2', 1, 0, 'demo', 'booking', 1, 'hi', 'done', '2026-11-02T08:00:00Z',
             '2026-11-02T08:10:00Z', '2026-11-02T08:10:00Z', true, true, 9),
            ('demo.c3', 1, 0, 'demo', 'booking', 1, 'hi', 'name', '2026-11-02T08:00:00Z',
             '2026-11-02T08:10:00Z', '2026-11-02T08:10:00Z', false, false, 1),
            ('demo.c4', 1, 0, 'demo', 'booking', 1, 'hi', 'name', '2026-11-01T07:00:00Z',
             '2026-11-01T07:10:00Z', null, false, false, 1);
          """);
      try (BusinessMetrics metrics =
          BusinessMetrics.start(
              database.database().jdbi(),
              meters,
              InstantSource.fixed(NOW),
              Duration.ofMillis(50))) {
        assertThat(metrics).isNotNull();
        await().atMost(10, SECONDS).until(() -> meters.scrape().contains("crowded_turns 2.0"));
      }
    }
    assertThat(meters.scrape())
        .contains("tabib_business_messages{direction=\"in\",kind=\"text\"} 7.0")
        .contains("tabib_business_messages{direction=\"in\",kind=\"other\"} 1.0")
        .contains("tabib_business_flows{flow=\"booking\",outcome=\"completed\"} 2.0")
        .contains("tabib_business_flows{flow=\"booking\",outcome=\"left\"} 1.0")
        .contains("tabib_business_flows{flow=\"booking\",outcome=\"silent\"} 1.0")
        .contains("tabib_business_bookings 2.0")
        .contains("tabib_business_booking_messages 7.5")
        .doesNotContain("my-own-kind");
  }
}
