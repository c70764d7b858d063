package org.tabib.edge.timer;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.NoticeFacts;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.timer.Timer;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;

/**
 * Timers of visits. The visit is asked when the time has come: whatever the row says, nobody is
 * reminded of a visit that was moved or cancelled a moment ago.
 */
final class VisitDelivery {
  private final TimerEntities entities;
  private final Telling telling;
  private final Night night;

  VisitDelivery(TimerEntities entities, Telling telling, Night night) {
    this.entities = entities;
    this.telling = telling;
    this.night = night;
  }

  Outcome tell(Timer timer, TimerTask.TellVisit task)
      throws TimerEntities.NoAnswer, InterruptedException {
    return switch (entities.visit(task.visitId(), VisitCommand.Get::new)) {
      case VisitReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.MOOT);
      case VisitReply.Current visit ->
          stands(task, visit) ? tell(timer, task.notice(), visit) : Outcome.MOOT;
    };
  }

  Outcome miss(TimerTask.MissVisit task) throws TimerEntities.NoAnswer, InterruptedException {
    return done(
        entities.visit(task.visitId(), replyTo -> new VisitCommand.Miss(task.start(), replyTo)));
  }

  /** Whoever cannot be told now does not count as asked. */
  Outcome askReview(Timer timer, TimerTask.AskReview task)
      throws TimerEntities.NoAnswer, InterruptedException {
    return switch (entities.visit(task.visitId(), VisitCommand.Get::new)) {
      case VisitReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.MOOT);
      case VisitReply.Current visit ->
          visit.status() == VisitStatus.COMPLETED ? askReview(timer, visit) : Outcome.MOOT;
    };
  }

  private Outcome askReview(Timer timer, VisitReply.Current visit)
      throws TimerEntities.NoAnswer, InterruptedException {
    VisitDetails details = visit.details();
    Optional<Outcome> instead = night.instead(timer, visit.visitId(), details.clinicId());
    if (instead.isPresent()) {
      return instead.get();
    }
    Optional<String> where = telling.where(details.conversationId(), details.contactId());
    if (where.isEmpty()) {
      return new Outcome.Dropped(Outcome.Reason.NOBODY);
    }
    Outcome asked = done(entities.visit(visit.visitId(), VisitCommand.AskForReview::new));
    return asked instanceof Outcome.Done
        ? telling.tell(where, timer, NoticeKind.REVIEW_REQUEST, facts(visit))
        : asked;
  }

  private static Outcome done(VisitReply reply) {
    return switch (reply) {
      case VisitReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.MOOT);
      case VisitReply.Current current -> Outcome.DONE;
    };
  }

  private Outcome tell(Timer timer, NoticeKind kind, VisitReply.Current visit)
      throws TimerEntities.NoAnswer, InterruptedException {
    VisitDetails details = visit.details();
    if (waitsForMorning(kind)) {
      Optional<Outcome> instead = night.instead(timer, visit.visitId(), details.clinicId());
      if (instead.isPresent()) {
        return instead.get();
      }
    }
    return telling.tell(
        telling.where(details.conversationId(), details.contactId()), timer, kind, facts(visit));
  }

  /** A changed plan is told at any hour: somebody may set out before the morning. */
  private static boolean waitsForMorning(NoticeKind kind) {
    return kind == NoticeKind.VISIT_REMINDER_DAY || kind == NoticeKind.VISIT_MISSED;
  }

  private static boolean stands(TimerTask.TellVisit task, VisitReply.Current visit) {
    @Nullable Instant start = task.start();
    if (start != null && !start.equals(visit.details().slot().start())) {
      return false;
    }
    return switch (visit.status()) {
      case BOOKED, CONFIRMED ->
          task.notice() != NoticeKind.VISIT_CANCELLED && task.notice() != NoticeKind.VISIT_MISSED;
      case CANCELLED -> task.notice() == NoticeKind.VISIT_CANCELLED;
      case NO_SHOW -> task.notice() == NoticeKind.VISIT_MISSED;
      case CHECKED_IN, IN_CONSULTATION, COMPLETED -> false;
    };
  }

  private static Map<String, String> facts(VisitReply.Current visit) {
    VisitDetails details = visit.details();
    Map<String, String> facts = new HashMap<>();
    facts.put(NoticeFacts.VISIT, visit.visitId());
    facts.put(NoticeFacts.PATIENT, details.patientId());
    facts.put(NoticeFacts.DOCTOR, details.doctorId());
    facts.put(NoticeFacts.CLINIC, details.clinicId());
    facts.put(NoticeFacts.SLOT, NoticeFacts.slot(details.slot()));
    return Map.copyOf(facts);
  }
}
