package org.tabib.projections.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tabib.projections.fixture.Happenings.T0;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.sealed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.engine.patient.PatientEvent.PatientRegistered;
import org.tabib.projections.ReadModels;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.fixture.TestJournal;

class HousekeepingTest {
  private static final Duration OFTEN = Duration.ofMillis(50);

  @Test
  void measuresTheAgeOfTheOldestEventThatIsNotHandled() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Connection connection = database.connect()) {
      TestJournal.create(database)
          .append(
              "Patient",
              "patient-0",
              journal("demo.p", 1, new PatientRegistered("demo.g", sealed("p"), T0)));
      database.execute(
          "update journal.event_journal set write_timestamp = write_timestamp - 60000");
      LagProbe probe = probe(database);

      assertThat(probe.look())
          .singleElement()
          .satisfies(
              slice ->
                  assertThat(slice.lag())
                      .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90)));

      Offsets.save(connection, "patient", "patient-0", 1, T0);
      assertThat(probe.look())
          .containsExactly(new SliceHealth("patient", "patient-0", 1, Duration.ZERO, false, null));
    }
  }

  @Test
  void saysUnknownWhenTheDatabaseDoesNotAnswer() {
    TestDatabase database = TestDatabase.create();
    TestJournal.create(database);
    try (Housekeeping housekeeping =
        new Housekeeping(
            probe(database),
            new ProjectionMetrics(new SimpleMeterRegistry(), Clock.systemUTC()),
            List.of())) {
      housekeeping.start(OFTEN, Duration.ofMinutes(1));
      await().atMost(10, SECONDS).until(() -> housekeeping.health().known());

      database.close();

      await().atMost(10, SECONDS).until(() -> !housekeeping.health().known());
    }
  }

  private static LagProbe probe(TestDatabase database) {
    return new LagProbe(
        List.of(ReadModels.PATIENT),
        database.database().dataSource(),
        database.database().dataSource(),
        Clock.systemUTC());
  }
}
