package org.tabib.engine.conversation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.queue.TicketStatus;

/** What a person in a story is told without asking. */
final class ScriptedNotices {
  private final ScriptedConversation story;

  ScriptedNotices(ScriptedConversation story) {
    this.story = story;
  }

  /**
   * @throws AssertionError when a story says something that nothing knows
   */
  void happens(String what) {
    switch (what) {
      case "reminded the day before" -> tell(NoticeKind.VISIT_REMINDER_DAY, aboutVisit());
      case "reminded an hour before" -> tell(NoticeKind.VISIT_REMINDER_HOUR, aboutVisit());
      case "visit missed" -> {
        tell(NoticeKind.VISIT_MISSED, aboutVisit());
        story.visits.removeFirst();
      }
      case "visit cancelled by staff" -> {
        tell(NoticeKind.VISIT_CANCELLED, aboutVisit());
        story.visits.removeFirst();
      }
      case "near their turn" -> tell(NoticeKind.TICKET_NEAR, aboutTicket());
      case "called" -> {
        tell(NoticeKind.TICKET_CALLED, aboutTicket());
        turns(TicketStatus.CALLED);
      }
      case "called and missed" -> {
        tell(NoticeKind.TICKET_MISSED, aboutTicket());
        turns(TicketStatus.MISSED);
      }
      case "queue closed" -> {
        tell(NoticeKind.QUEUE_CLOSED, aboutTicket());
        turns(TicketStatus.LEFT);
      }
      case "a dose is due" -> reminds(NoticeKind.DOSE_DUE, "Amoxicillin", "500 mg");
      case "a vaccination is due" -> reminds(NoticeKind.CARE_DUE, "Polio", "");
      case "a follow-up is due" -> tell(NoticeKind.FOLLOW_UP_DUE, aboutFollowUp());
      default -> throw new AssertionError("no story knows: " + what);
    }
  }

  private void reminds(NoticeKind kind, String what, String dose) {
    tell(
        new Notice(
            kind + "/" + story.state.lastNumber(),
            kind,
            Map.of(
                NoticeFacts.REMINDER,
                "sehat.reminder",
                NoticeFacts.OCCURRENCE,
                story.now.toString(),
                NoticeFacts.PATIENT,
                story.state.contactId()),
            dose.isEmpty()
                ? Map.of(NoticeFacts.MEDICINE, what)
                : Map.of(NoticeFacts.MEDICINE, what, NoticeFacts.DOSE, dose),
            story.now.plus(Duration.ofHours(2))));
  }

  private Map<String, String> aboutFollowUp() {
    PracticeConfig.Doctor doctor = story.practice.doctors().getFirst();
    return Map.of(
        NoticeFacts.REMINDER, "sehat.reminder",
        NoticeFacts.OCCURRENCE, story.now.toString(),
        NoticeFacts.PATIENT, story.state.contactId(),
        NoticeFacts.DOCTOR, doctor.id(),
        NoticeFacts.CLINIC, doctor.clinicId(),
        NoticeFacts.FOLLOW_UP, "2026-12-05");
  }

  private void turns(TicketStatus status) {
    Notices.Ticket ticket = story.desk.all().getLast();
    story.desk.turns(ticket.queueId(), ticket.label(), status);
  }

  ConversationReply tell(NoticeKind kind, Map<String, String> facts) {
    return tell(
        new Notice(
            kind + "/" + story.state.lastNumber(),
            kind,
            facts,
            story.now.plus(Duration.ofHours(12))));
  }

  ConversationReply tell(Notice notice) {
    return story.takes(
        new NoticeDecider(
                ScriptedConversation.WORLD, ScriptedConversation.ID, story.state, story.now)
            .decide(Optional.of(story.practice), notice));
  }

  private Map<String, String> aboutVisit() {
    return about(story.visits.getFirst());
  }

  static Map<String, String> about(VisitLookup.OpenVisit visit) {
    return Map.of(
        NoticeFacts.VISIT,
        visit.visitId(),
        NoticeFacts.PATIENT,
        visit.patientId(),
        NoticeFacts.DOCTOR,
        visit.doctorId(),
        NoticeFacts.SLOT,
        NoticeFacts.slot(visit.slot()));
  }

  Map<String, String> aboutTicket() {
    Notices.Ticket ticket = story.desk.all().getLast();
    Map<String, String> facts = new HashMap<>();
    facts.put(NoticeFacts.QUEUE, ticket.queueId());
    facts.put(NoticeFacts.TICKET, ticket.label());
    facts.put(NoticeFacts.CLINIC, story.practice.clinics().getFirst().id());
    facts.put(NoticeFacts.POSITION, "3");
    facts.put(NoticeFacts.ROOM, "2");
    return facts;
  }
}
