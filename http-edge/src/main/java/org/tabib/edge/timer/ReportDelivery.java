package org.tabib.edge.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.timer.ReportTimers;
import org.tabib.engine.timer.TimerTask;
import org.tabib.projections.report.ReportClinic;
import org.tabib.projections.report.ReportMaker;
import org.tabib.projections.report.ReportMaker.Made;
import org.tabib.projections.run.ProjectionHealth;

/**
 * Makes a clinic's reports when its day is over. It makes what is missing, not what the row says:
 * days on which nobody ran are made up for, and none is made twice.
 */
final class ReportDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(ReportDelivery.class);

  /** Projections whose tables are counted. */
  private static final List<String> COUNTED = List.of("queue", "visit");

  private static final Duration LAG = Duration.ofMinutes(1);

  /** What is counted while projections are behind would be too little. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(10);

  private final Function<String, Optional<PracticeConfig>> practices;
  private final ReportMaker maker;
  private final Supplier<ProjectionHealth> projections;
  private final InstantSource clock;

  ReportDelivery(
      Function<String, Optional<PracticeConfig>> practices,
      ReportMaker maker,
      Supplier<ProjectionHealth> projections,
      InstantSource clock) {
    this.practices = practices;
    this.maker = maker;
    this.projections = projections;
    this.clock = clock;
  }

  Outcome make(TimerTask.MakeReports task) {
    Optional<PracticeConfig> practice = practices.apply(task.practiceId());
    if (practice.isEmpty()) {
      return new Outcome.TryAgain("practice-unknown");
    }
    Optional<Clinic> clinic = practice.get().clinic(task.clinicId());
    return clinic.isEmpty() ? Outcome.MOOT : make(practice.get(), clinic.get());
  }

  private Outcome make(PracticeConfig practice, Clinic clinic) {
    Instant now = clock.instant();
    QueueSetup queue = clinic.queue();
    if (queue != null) {
      ProjectionHealth health = projections.get();
      if (!COUNTED.stream().allMatch(projection -> health.caughtUp(projection, LAG))) {
        return new Outcome.Later(now.plus(CATCHING_UP));
      }
      List<Made> made =
          maker.due(
              new ReportClinic(practice, clinic, queue),
              ReportTimers.today(clinic.zone(), now),
              now);
      if (!made.isEmpty()) {
        LOG.info("{} reports made for clinic {}", made.size(), clinic.id());
      }
    }
    return new Outcome.Repeated(ReportTimers.next(practice.id(), clinic.id(), clinic.zone(), now));
  }
}
