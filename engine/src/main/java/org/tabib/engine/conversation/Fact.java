package org.tabib.engine.conversation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.queue.QueueReply;
import org.tabib.engine.queue.WaitRange;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.WaitingReply;

/** The answer to a {@link Query}. */
public sealed interface Fact {
  /** Patient id → profile; unknown and erased patients are missing. */
  record Profiles(Map<String, PatientProfile> byId) implements Fact {}

  /** The dependant's values can be sealed now. */
  record DependantReady() implements Fact {}

  /** Doctors with the soonest free slot of each. */
  record Doctors(List<Candidate> candidates) implements Fact {}

  record Candidate(String doctorId, Slot earliest) {}

  record Offers(List<Slot> slots) implements Fact {}

  /** What came of asking for a slot to be kept. */
  sealed interface HoldAnswer extends Fact {}

  record Held(Slot slot) implements HoldAnswer {}

  /** Somebody else has it. @param next free slots that fit, soonest first; may be none */
  record Taken(List<Slot> next) implements HoldAnswer {}

  record Visits(List<VisitLookup.OpenVisit> visits) implements Fact {}

  record Waiting(List<WaitingLookup.Waiting> entries) implements Fact {}

  record Reminders(List<ReminderLookup.Planned> planned) implements Fact {}

  /**
   * @param entry none when nobody waits under that id any more
   */
  record WaitingEntry(WaitingReply.@Nullable Entry entry) implements Fact {}

  /** What came of asking a queue how long one waits. */
  sealed interface WaitAnswer extends Fact {}

  /**
   * @param range none where no wait is told
   */
  record Expected(int ahead, @Nullable WaitRange range) implements WaitAnswer {}

  /** No numbers are given out there now. */
  record NoNumbers() implements WaitAnswer {}

  /** Tickets as they are now; those that nobody knows are missing. */
  record Tickets(List<QueueReply.TicketState> tickets) implements Fact {}

  /** Nobody answered in time, or the answer was a refusal. */
  record Unavailable(String code) implements Fact {}
}
