package org.tabib.engine.reminder;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said to the contact, once. Personal data.
 *
 * @param id the same however often this one is tried; another when it is told again after a snooze
 * @param what the medicine, or what it is about
 * @param dose what is taken now; null for care reminders and where nobody said
 * @param expiresAt from when on saying it would mislead
 */
public record DueNotice(
    String id,
    String reminderId,
    ReminderPlan plan,
    Instant occurrence,
    String what,
    @Nullable String dose,
    @Nullable Food food,
    Instant expiresAt) {
  @Override
  public String toString() {
    return "DueNotice[" + id + "]";
  }
}
