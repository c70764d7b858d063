package org.tabib.projections.reminder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.ReminderStatus;

/**
 * A reminder as it stands. What it says is sealed or erased.
 *
 * @param next none when nothing is due any more
 * @param told how often somebody was told, snoozes included
 * @param done how many occurrences were marked as done
 */
public record ReminderRow(
    String reminderId,
    ReminderStatus status,
    ReminderPlan plan,
    Private<ReminderContent> content,
    @Nullable NextDue next,
    long told,
    long done,
    @Nullable Instant lastToldAt,
    By plannedBy,
    Instant plannedAt,
    Instant changedAt) {}
