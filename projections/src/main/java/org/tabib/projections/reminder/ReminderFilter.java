package org.tabib.projections.reminder;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderStatus;

/**
 * Which reminders are asked for; what is not given does not restrict.
 *
 * @param practice only this practice's, always
 */
public record ReminderFilter(
    String practice,
    @Nullable String patientId,
    @Nullable ReminderKind kind,
    @Nullable ReminderStatus status) {}
