package org.tabib.engine.reminder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said when a reminder is due. Personal data: sealed under the patient's key.
 *
 * @param what the medicine, the vaccine, or what the check-up or renewal is about
 * @param dose what is taken each time, as it was written ("500 mg"); null for care reminders
 * @param sig the instruction as it was typed; null for care reminders
 * @param amounts how many of {@code dose} at each time of the day, in the order of the rhythm's
 *     times; empty when it is always one
 * @param food null when the instruction says nothing about meals
 */
public record ReminderContent(
    String what,
    @Nullable String dose,
    @Nullable String sig,
    List<String> amounts,
    @Nullable Food food) {
  public ReminderContent {
    amounts = List.copyOf(amounts);
  }

  /** A care reminder: only what it is about. */
  public static ReminderContent of(String what) {
    return new ReminderContent(what, null, null, List.of(), null);
  }

  @Override
  public String toString() {
    return "ReminderContent[…]";
  }
}
