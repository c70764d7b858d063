package org.tabib.edge.timer;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.reminder.ReminderCommand;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderReply;
import org.tabib.engine.timer.TimerTask;
import org.tabib.engine.timer.VisitFollowUps;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitRecord;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.visit.VisitStatus;

/**
 * Makes the reminder to come again follow the visit's record. The visit is asked before and after:
 * when it was amended in between, perhaps on another node, the reminder is told again, so that the
 * last word that it gets is what the record says.
 */
final class FollowUpDelivery {
  /** Nobody amends faster than this; if somebody does, the timer comes again. */
  private static final int ROUNDS = 3;

  private final TimerEntities entities;
  private final Telling telling;
  private final Function<String, Optional<PracticeConfig>> practices;

  FollowUpDelivery(
      TimerEntities entities,
      Telling telling,
      Function<String, Optional<PracticeConfig>> practices) {
    this.entities = entities;
    this.telling = telling;
    this.practices = practices;
  }

  Outcome follow(TimerTask.FollowVisit task) throws TimerEntities.NoAnswer, InterruptedException {
    VisitReply before = entities.visit(task.visitId(), VisitCommand.Get::new);
    for (int round = 0; round < ROUNDS; round++) {
      if (!(before instanceof VisitReply.Current visit)) {
        return Outcome.of(((VisitReply.Refused) before).refusal(), Outcome.Reason.MOOT);
      }
      VisitRecord.@Nullable Consultation written = written(visit);
      if (written == null) {
        return Outcome.MOOT;
      }
      Outcome outcome = follow(visit, written);
      if (outcome instanceof Outcome.TryAgain) {
        return outcome;
      }
      VisitReply after = entities.visit(task.visitId(), VisitCommand.Get::new);
      if (after instanceof VisitReply.Current now && written.equals(written(now))) {
        return outcome;
      }
      before = after;
    }
    return new Outcome.TryAgain("visit-changes");
  }

  private static VisitRecord.@Nullable Consultation written(VisitReply.Current visit) {
    VisitRecord record = visit.record();
    return visit.status() == VisitStatus.COMPLETED && record != null ? record.consultation() : null;
  }

  private Outcome follow(VisitReply.Current visit, VisitRecord.Consultation written)
      throws TimerEntities.NoAnswer, InterruptedException {
    String reminder = VisitFollowUps.reminderOf(visit.visitId());
    @Nullable LocalDate day = written.followUp();
    if (day == null) {
      // What was never amended said so from the beginning: there is nothing to end.
      return written.version() == 1
          ? Outcome.DONE
          : outcome(
              entities.reminder(
                  reminder,
                  replyTo -> new ReminderCommand.StopReminding(ReminderCommand.By.RULE, replyTo)));
    }
    VisitDetails details = visit.details();
    Optional<PracticeConfig> practice = practices.apply(Ids.practiceOf(visit.visitId()));
    if (practice.isEmpty()) {
      return new Outcome.TryAgain("practice-unknown");
    }
    Optional<String> where = telling.where(details.conversationId(), details.contactId());
    if (where.isEmpty()) {
      return new Outcome.Dropped(Outcome.Reason.NOBODY);
    }
    ReminderPlan plan =
        VisitFollowUps.plan(visit.visitId(), details, day, where.get(), practice.get());
    return outcome(
        entities.reminder(
            reminder,
            replyTo ->
                new ReminderCommand.Follow(
                    plan, VisitFollowUps.content(details, practice.get()), written.at(), replyTo)));
  }

  private static Outcome outcome(ReminderReply reply) {
    return switch (reply) {
      case ReminderReply.Current current -> Outcome.DONE;
      case ReminderReply.Refused(var refusal) -> Outcome.of(refusal, Outcome.Reason.MOOT);
    };
  }
}
