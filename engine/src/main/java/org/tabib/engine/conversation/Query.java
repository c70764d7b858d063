package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.List;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.schedule.Slot;

/**
 * What must be known before a decision can be made: gathered by the shell, then the decision is
 * made again with the {@link Fact}. Equal queries have one answer within one decision.
 */
public sealed interface Query {
  /** The profiles of these patients. */
  record Profiles(List<String> patientIds) implements Query {}

  /** A key for a new dependant, so that what is told about them can be sealed. */
  record Dependant(String personId, String guardianId) implements Query {}

  /** Doctors for a specialty and age, soonest free first. */
  record Doctors(String specialty, int ageYears) implements Query {}

  /** Free slots of one doctor from then on, set aside for this conversation for a while. */
  record Offers(String scheduleId, Instant from) implements Query {}

  /** The slot, kept for this conversation. */
  record Hold(Slot slot, String holdId) implements Query {}

  /** The contact's visits that can still be changed. */
  record Visits(String contactId) implements Query {}

  /** The contact's visits that what they tell now may belong to. */
  record TellableVisits(String contactId) implements Query {}

  /** The contact's visits that are going on or still to come. */
  record CurrentVisits(String contactId) implements Query {}

  /** What the contact waits for. */
  record Waiting(String contactId) implements Query {}

  /** What the contact is still reminded of. */
  record Reminders(String contactId) implements Query {}

  /** How an entry of a waiting list stands at this moment. */
  record WaitingEntry(String listId, String entryId) implements Query {}

  /** How long somebody who came now would wait. */
  record EstimateWait(String queueId, String servicePointId, Urgency urgency) implements Query {}

  /** How these tickets stand. */
  record MyTickets(List<Notices.Ticket> tickets) implements Query {}
}
