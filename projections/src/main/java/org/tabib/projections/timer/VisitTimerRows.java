package org.tabib.projections.timer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerTask.TellVisit;
import org.tabib.engine.timer.VisitTimers;
import org.tabib.engine.timer.WaitingTimers;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.projections.run.ReadModel;
import org.tabib.projections.run.Recorded;

/**
 * Keeps the timers of visits: written with the booking, moved and taken away with the visit. A
 * rebuild empties nothing here: rows that are there stay, what has fired is not written again, and
 * what is long past is dropped by the runner.
 */
public final class VisitTimerRows implements ReadModel<VisitEvent> {
  private final KnownPractices practices;

  public VisitTimerRows(KnownPractices practices) {
    this.practices = practices;
  }

  @Override
  public void write(Connection connection, List<Recorded<VisitEvent>> batch) throws SQLException {
    TimerChanges changes = new TimerChanges();
    for (Recorded<VisitEvent> recorded : batch) {
      String id = recorded.entityId();
      long number = recorded.number();
      switch (recorded.event()) {
        case VisitEvent.VisitOpened e ->
            changes.add(standing(id, e.details().clinicId(), e.details().slot().start(), e.at()));
        case VisitEvent.VisitRescheduled e -> {
          changes.clear(id);
          changes.add(standing(id, e.clinicId(), e.slot().start(), e.at()));
          changes.add(ticketLeft(id, number, e));
          if (e.by() == VisitCommand.By.STAFF) {
            changes.add(told(id, NoticeKind.VISIT_MOVED, number, e.slot().start(), e.at()));
          }
        }
        case VisitEvent.VisitCancelled e -> {
          changes.clear(id);
          changes.add(VisitTimers.ticket(id, number, e.at()));
          if (e.by() == VisitCommand.By.STAFF) {
            changes.add(told(id, NoticeKind.VISIT_CANCELLED, number, null, e.at()));
          }
        }
        case VisitEvent.PatientDidNotShow e -> {
          changes.clear(id);
          changes.add(VisitTimers.ticket(id, number, e.at()));
          changes.add(told(id, NoticeKind.VISIT_MISSED, number, null, e.at()));
        }
        case VisitEvent.VisitCompleted e -> {
          changes.clear(id);
          changes.add(VisitTimers.completed(id, e.at(), practices.of(id).timerRules()));
          changes.add(VisitTimers.written(id, number, e.at()));
          changes.add(VisitTimers.ticket(id, number, e.at()));
        }
        case VisitEvent.PatientCheckedIn e -> changes.clear(id);
        case VisitEvent.ConsultationStarted e ->
            changes.add(VisitTimers.ticket(id, number, e.at()));
        case VisitEvent.VisitConfirmed e -> {}
        case VisitEvent.SlotWanted e -> {}
        case VisitEvent.SlotGivenBack e -> changes.add(freed(id, number, e.slot(), e.at()));
        case VisitEvent.ConsultationRecorded e -> {}
        case VisitEvent.ConsultationAmended e ->
            changes.add(VisitTimers.written(id, number, e.at()));
        case VisitEvent.OfReview e -> {}
        case VisitEvent.OfUpdates e -> {}
      }
    }
    changes.write(connection);
  }

  @Override
  public List<String> tables() {
    return List.of();
  }

  private List<Timer> standing(String visitId, String clinicId, Instant start, Instant told)
      throws SQLException {
    PracticeConfig practice = practices.of(visitId);
    return VisitTimers.of(visitId, start, told, practice.zoneOf(clinicId), practice.timerRules());
  }

  /** The clinic is that of the doctor from whom it was moved; the new one when they have left. */
  private List<Timer> ticketLeft(String visitId, long number, VisitEvent.VisitRescheduled e)
      throws SQLException {
    PracticeConfig practice = practices.of(visitId);
    String clinic =
        practice
            .doctorOf(e.old().scheduleId())
            .map(PracticeConfig.Doctor::clinicId)
            .orElse(e.clinicId());
    return VisitTimers.ticketLeft(
        visitId, clinic, e.old().start(), practice.zoneOf(clinic), number, e.at());
  }

  /** A doctor who has left has no clinic whose list could offer the time. */
  private List<Timer> freed(String visitId, long number, Slot slot, Instant at)
      throws SQLException {
    return practices
        .of(visitId)
        .doctorOf(slot.scheduleId())
        .map(doctor -> WaitingTimers.givenBack(doctor.clinicId(), visitId, number, slot, at))
        .orElse(List.of());
  }

  private static Timer told(
      String visitId, NoticeKind kind, long number, @Nullable Instant start, Instant at) {
    return VisitTimers.told(new TellVisit(visitId, kind, start), number, at);
  }
}
