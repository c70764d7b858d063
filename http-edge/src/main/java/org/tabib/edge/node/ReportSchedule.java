package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Clinic;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.projections.report.ReportClinic;
import org.tabib.projections.report.ReportMaker;
import org.tabib.projections.report.ReportMaker.Made;
import org.tabib.projections.run.ProjectionHealth;

/**
 * Makes reports when a clinic's day or week is over. It looks for what is missing instead of
 * waiting for midnight: a node that was away makes up for it, and nothing has to be remembered.
 */
final class ReportSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(ReportSchedule.class);
  private static final Duration EVERY = Duration.ofMinutes(5);

  /** After midnight a day's last events may still be on their way. */
  private static final Duration GRACE = Duration.ofMinutes(15);

  private static final Duration LAG = Duration.ofMinutes(1);

  private final Practices practices;
  private final ReportMaker maker;
  private final Supplier<ProjectionHealth> projections;
  private final InstantSource clock;

  private ReportSchedule(
      Practices practices,
      ReportMaker maker,
      Supplier<ProjectionHealth> projections,
      InstantSource clock) {
    this.practices = practices;
    this.maker = maker;
    this.projections = projections;
    this.clock = clock;
  }

  /**
   * Looks until the system ends.
   *
   * @param blocking where the work with the database may block
   */
  static void start(
      ActorSystem<?> system,
      Practices practices,
      ReportMaker maker,
      Supplier<ProjectionHealth> projections,
      Executor blocking,
      InstantSource clock) {
    ReportSchedule schedule = new ReportSchedule(practices, maker, projections, clock);
    system
        .scheduler()
        .scheduleWithFixedDelay(
            EVERY, EVERY, () -> blocking.execute(schedule::look), system.executionContext());
  }

  private void look() {
    ProjectionHealth health = projections.get();
    if (!health.caughtUp("queue", LAG) || !health.caughtUp("visit", LAG)) {
      return; // what is counted now would be too little; the next look may find all of it
    }
    Instant due = clock.instant().minus(GRACE);
    for (PracticeConfig practice : practices.all()) {
      for (Clinic clinic : practice.clinics()) {
        QueueSetup queue = clinic.queue();
        if (queue != null) {
          make(new ReportClinic(practice, clinic, queue), due);
        }
      }
    }
  }

  private void make(ReportClinic clinic, Instant due) {
    try {
      List<Made> made = maker.due(clinic, due);
      if (!made.isEmpty()) {
        LOG.info("{} reports made for clinic {}", made.size(), clinic.clinic().id());
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "reports of clinic {} were not made, next time in {}: {}",
          clinic.clinic().id(),
          EVERY,
          e.getClass().getSimpleName());
    }
  }
}
