package org.tabib.engine.conversation;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.reminder.ReminderKind;

/** What a contact is still reminded of, from the read model: gathered before a decision. */
@FunctionalInterface
public interface ReminderLookup {

  /**
   * Whatever the contact will still be told of medicines and care, what is due first first, at most
   * 30; without what is about somebody who was forgotten.
   */
  CompletionStage<List<Planned>> plannedFor(String contactId);

  /**
   * One reminder. Personal data.
   *
   * @param what the medicine, or what the care is about
   * @param followUp whether a doctor asked the patient to come again; then {@code what} names
   *     doctor and clinic
   * @param due when it is told next, in the time zone of whoever it is about
   */
  record Planned(
      String reminderId,
      String patientId,
      ReminderKind kind,
      boolean followUp,
      String what,
      ZonedDateTime due) {
    @Override
    public String toString() {
      return "Planned[" + reminderId + "]";
    }
  }
}
