package org.tabib.projections.reminder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceDone;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceSnoozed;
import org.tabib.engine.reminder.ReminderEvent.OccurrenceTold;
import org.tabib.engine.reminder.ReminderEvent.OccurrencesDropped;
import org.tabib.engine.reminder.ReminderEvent.ReminderChanged;
import org.tabib.engine.reminder.ReminderEvent.ReminderPlanned;
import org.tabib.engine.reminder.ReminderEvent.ReminderStopped;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderStatus;

/** What a batch of events changes in one reminder's row. Filled event by event, in order. */
final class ReminderPatch {
  final String reminderId;
  @Nullable ReminderPlanned planned;
  @Nullable ReminderPlan plan;
  @Nullable Private<ReminderContent> content;
  ReminderStatus status = ReminderStatus.ACTIVE;
  @Nullable NextDue next;
  long told;
  long done;
  @Nullable Instant lastToldAt;
  Instant changedAt = Instant.EPOCH;

  ReminderPatch(String reminderId) {
    this.reminderId = reminderId;
  }

  void add(ReminderEvent event) {
    changedAt = event.at();
    next = event.nextDue();
    status = next == null ? ReminderStatus.ENDED : ReminderStatus.ACTIVE;
    switch (event) {
      case ReminderPlanned e -> {
        planned = e;
        plan = e.plan();
        content = e.content();
      }
      case ReminderChanged e -> {
        plan = e.plan();
        content = e.content();
      }
      case ReminderStopped e -> status = ReminderStatus.STOPPED;
      case OccurrenceTold e -> {
        told++;
        lastToldAt = e.at();
      }
      case OccurrenceDone e -> done++;
      case OccurrenceSnoozed e -> {}
      case OccurrencesDropped e -> {}
    }
  }
}
