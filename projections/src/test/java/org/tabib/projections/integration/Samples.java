package org.tabib.projections.integration;

import static org.tabib.projections.fixture.Happenings.CONTACT;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.details;
import static org.tabib.projections.fixture.Happenings.slot;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.NoticeKind;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.engine.queue.Mark;
import org.tabib.engine.queue.OpeningHours;
import org.tabib.engine.queue.Origin;
import org.tabib.engine.queue.PatientType;
import org.tabib.engine.queue.QueueEvent;
import org.tabib.engine.queue.QueueRules;
import org.tabib.engine.queue.QueueSetup;
import org.tabib.engine.queue.Remark;
import org.tabib.engine.queue.ServicePoint;
import org.tabib.engine.queue.Shown;
import org.tabib.engine.queue.Standing;
import org.tabib.engine.queue.Ticket;
import org.tabib.engine.queue.TicketHolder;
import org.tabib.engine.queue.TicketStatus;
import org.tabib.engine.queue.TriageScale;
import org.tabib.engine.queue.Urgency;
import org.tabib.engine.queue.WaitRange;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderCommand.By;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderEvent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.reminder.ReminderPlan;
import org.tabib.engine.reminder.Rhythm;
import org.tabib.engine.schedule.Availability;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.visit.CommandKey;
import org.tabib.engine.visit.ConsultationNote;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.waitlist.Ending;
import org.tabib.engine.waitlist.Fit;
import org.tabib.engine.waitlist.PartOfDay;
import org.tabib.engine.waitlist.WaitingCommand;
import org.tabib.engine.waitlist.WaitingEvent;
import org.tabib.engine.waitlist.Wanted;
import org.tabib.projections.fixture.KnownKeys;
import org.tabib.projections.run.Recorded;

/** At least one of everything that can be in the journal; everything private has planted words. */
final class Samples {
  static final String VISIT = "demo.01930000-0000-7000-8000-0000000000b1";
  static final String PATIENT = "demo.01930000-0000-7000-8000-0000000000c1";
  static final String SCHEDULE = "demo.01930000-0000-7000-8000-0000000000d1";
  static final String STAFF = "demo.01930000-0000-7000-8000-0000000000e1";
  static final String FILE = "demo.01930000-0000-7000-8000-0000000000f1";

  static final String NUMBER = "919812345678";
  static final String NAME = "Planted Name";
  static final String COMPLAINT = "planted complaint";
  static final String REASON = "planted reason";
  static final String TEXT = "planted text";
  static final String ANSWER = "planted answer";
  static final String RED_FLAG = "chest-pain";
  static final String WAMID = "wamid.HBgMOTE5ODEyMzQ1Njc4FQIAEhg";

  static final String MEDICINE = "planted medicine";
  static final String SIG = "planted sig";
  static final String REMARK = "planted remark";
  static final String DAY_REMARK = "planted day remark";

  /** Whatever may be in clear only when it is wanted. */
  static final List<String> PERSONAL =
      List.of(
          NUMBER,
          NAME,
          COMPLAINT,
          REASON,
          TEXT,
          ANSWER,
          RED_FLAG,
          WAMID,
          "P34Y",
          MEDICINE,
          SIG,
          REMARK,
          DAY_REMARK);

  static final String QUEUE = "demo.01930000-0000-7000-8000-0000000000a1.2026-11-02";
  static final String CLINIC = "demo.01930000-0000-7000-8000-0000000000a1";
  static final String REMINDER = "demo.01930000-0000-7000-8000-0000000000a2";
  static final String ENTRY = "demo.01930000-0000-7000-8000-0000000000a3";
  static final String OFFER = "demo.01930000-0000-7000-8000-0000000000a4";

  /** Whose key seals what is written about that queue's day. */
  static final String DAY = "demo.01930000-0000-7000-8000-0000000000a1.20261102";

  private static final Mark MARK = new Mark("command-1", STAFF, at(60));
  private static final Standing STANDING =
      new Standing(
          3, 2, new WaitRange(Duration.ofMinutes(15), Duration.ofMinutes(30)), "green, 1 of 240");

  private final KnownKeys keys;

  Samples(KnownKeys keys) {
    this.keys = keys;
  }

  List<ConversationEvent> conversation() {
    List<ConversationEvent> all =
        new ArrayList<>(
            List.of(
                new ConversationEvent.ConversationStarted(CONTACT, "15550001111", address(), at(0)),
                new ConversationEvent.TurnTaken(
                    new Inbound(
                        WAMID,
                        "text",
                        at(1),
                        keys.seal(CONTACT, new InboundContent.Text(TEXT)),
                        WAMID),
                    null,
                    List.of(new Change.LanguageChosen("hi")),
                    List.of(outbound(2)),
                    List.of(),
                    at(1),
                    List.of(1L)),
                new ConversationEvent.EffectSettled(
                    "effect-1",
                    "done",
                    null,
                    List.of(new Change.PatientAdded(PATIENT)),
                    List.of(outbound(3)),
                    List.of(),
                    at(2)),
                new ConversationEvent.EffectDeferred("effect-2", 1, "timeout", at(9), at(3)),
                new ConversationEvent.Dispatched(2, WAMID, at(4)),
                new ConversationEvent.SendDeferred(3, 1, 131000, at(9), at(4)),
                new ConversationEvent.SendAbandoned(3, 131026, at(5)),
                new ConversationEvent.ReceiptsAdvanced(
                    Stream.of(DeliveryStatus.values())
                        .map(
                            status ->
                                new Advance(
                                    2,
                                    WAMID,
                                    status,
                                    at(6),
                                    status == DeliveryStatus.FAILED ? 131049 : null))
                        .toList(),
                    at(6)),
                new ConversationEvent.AddressChanged(address(), at(7)),
                new ConversationEvent.MergedInto(
                    "demo.01930000-0000-7000-8000-000000000002", at(8)),
                new ConversationEvent.TakenOver(STAFF, at(9)),
                new ConversationEvent.HandedBack(STAFF, at(10)),
                new ConversationEvent.StaffSpoke("command-1", outbound(4), at(11)),
                new ConversationEvent.StaffEchoed(WAMID, outbound(5), at(12), at(12)),
                new ConversationEvent.Delayed(outbound(6), at(13)),
                new ConversationEvent.LetterReplayed(3, "command-2", STAFF, outbound(7), at(14)),
                new ConversationEvent.LetterDropped(
                    3, "command-3", "told-otherwise", STAFF, at(15)),
                new ConversationEvent.WindowClosed(List.of(7L), outbound(8), at(900), at(16)),
                new ConversationEvent.WindowReopened(List.of(7L), List.of(8L), at(17)),
                new ConversationEvent.Notified(
                    "notice-1",
                    NoticeKind.TICKET_CALLED,
                    Map.of("ticket", "A7"),
                    null,
                    outbound(9),
                    at(900),
                    at(18)),
                new ConversationEvent.NoticesLapsed(List.of(9L), at(900))));
    for (Change change : changes()) {
      all.add(settled(change));
    }
    return all;
  }

  List<Change> changes() {
    return List.of(
        new Change.LanguageChosen("hi"),
        new Change.ConsentGiven("2026-10"),
        new Change.ConsentWithdrawn(),
        new Change.EmergencySeen(RED_FLAG),
        new Change.HumanCalled("asked"),
        new Change.PatientAdded(PATIENT),
        new Change.FlowEnded("book", 3, "booked"),
        new Change.Misunderstood("book", "age"),
        new Change.AttendanceEnded(),
        new Change.OtherLanguageHeard("ta"),
        new Change.LanguageOffered("ta"),
        new Change.MessageEdited(WAMID),
        new Change.MessageDeleted(WAMID),
        new Change.FileKept(FILE, "image/png", 48_213, "00ff", "demo/f1"),
        new Change.FileRefused(FILE, "too-large"),
        new Change.FilesAdded(VISIT, List.of(FILE)),
        new Change.TicketTaken("demo.clinic.2026-11-21", "A7"));
  }

  static ConversationEvent settled(Change change) {
    return new ConversationEvent.EffectSettled(
        "effect-3", "done", null, List.of(change), List.of(), List.of(), at(14));
  }

  List<VisitEvent> visit() {
    return List.of(
        new VisitEvent.VisitOpened(
            details(PATIENT, "dr-rao", slot(SCHEDULE, 24)),
            keys.seal(PATIENT, new VisitEvent.Complaint(COMPLAINT)),
            at(20)),
        new VisitEvent.VisitConfirmed(at(21)),
        new VisitEvent.VisitRescheduled(
            "dr-rao",
            "main",
            slot(SCHEDULE, 48),
            slot(SCHEDULE, 24),
            VisitCommand.By.PATIENT,
            at(22)),
        new VisitEvent.SlotWanted(slot(SCHEDULE, 24), at(22)),
        new VisitEvent.SlotGivenBack(slot(SCHEDULE, 24), at(23)),
        new VisitEvent.PatientCheckedIn(at(24)),
        new VisitEvent.ConsultationStarted(at(25)),
        new VisitEvent.VisitCompleted(at(26)),
        new VisitEvent.PatientDidNotShow(at(27)),
        new VisitEvent.VisitCancelled(
            VisitCommand.By.STAFF, keys.seal(PATIENT, new VisitEvent.Reason(REASON)), at(28)),
        new VisitEvent.ConsultationRecorded(
            keys.seal(PATIENT, new ConsultationNote(REASON, List.of(), "")),
            null,
            "staff-1",
            new CommandKey("key", "print"),
            at(25)),
        new VisitEvent.ConsultationAmended(
            2,
            keys.seal(PATIENT, new ConsultationNote(REASON, List.of(), "")),
            null,
            keys.seal(PATIENT, new VisitEvent.Reason(REASON)),
            "staff-1",
            new CommandKey("key", "print"),
            at(27)),
        new VisitEvent.ReviewRequested(at(27)),
        new VisitEvent.ReviewGiven(4, at(28)),
        new VisitEvent.ReviewCommented(
            "comment", keys.seal(PATIENT, new VisitEvent.Words(REASON)), at(29)),
        new VisitEvent.UpdateAdded(
            1, "update", keys.seal(PATIENT, new VisitEvent.Words(REASON)), CONTACT, at(23), at(23)),
        new VisitEvent.UpdateSeen(1, "staff-1", at(24)));
  }

  List<ScheduleEvent> schedule() {
    return List.of(
        new ScheduleEvent.AvailabilityDefined(
            "dr-rao",
            "main",
            new Availability(
                ZoneId.of("Asia/Kolkata"),
                List.of(
                    new Availability.Hours(
                        DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(13, 0))),
                List.of(),
                List.of(),
                Duration.ofMinutes(20),
                1,
                Duration.ZERO,
                Duration.ofDays(30)),
            at(30)),
        new ScheduleEvent.SlotHeld(at(3600), "hold-1", CONVERSATION, at(600), at(31)),
        new ScheduleEvent.HoldReleased(at(3600), "hold-1", at(32)),
        new ScheduleEvent.SlotBooked(at(3600), VISIT, "hold-1", at(33)),
        new ScheduleEvent.BookingReleased(at(3600), VISIT, at(34)));
  }

  List<PatientEvent> patient() {
    PatientProfile profile = new PatientProfile(NAME, "P34Y", LocalDate.of(2026, 11, 2), "female");
    return List.of(
        new PatientEvent.PatientRegistered(CONTACT, keys.seal(PATIENT, profile), at(40)),
        new PatientEvent.ProfileChanged(keys.seal(PATIENT, profile), at(41)));
  }

  List<PracticeEvent> practice() {
    return List.of(
        new PracticeEvent.PracticeConfigured(
            new PracticeConfig(
                "demo",
                Map.of("en", "Demo"),
                List.of("en", "hi"),
                "112",
                "https://example.org/privacy",
                "2026-10",
                List.of("15550001111"),
                true,
                List.of(
                    new PracticeConfig.Clinic(
                        "main",
                        Map.of("en", "Main"),
                        Map.of("en", "1 Street"),
                        ZoneId.of("Asia/Kolkata"))),
                List.of()),
            at(50)));
  }

  List<QueueEvent> queue() {
    return List.of(
        new QueueEvent.DayOpened(MARK, setup(), ZoneId.of("Asia/Kolkata"), null),
        new QueueEvent.SetupChanged(MARK, setup()),
        new QueueEvent.DayShown(MARK, Shown.NOTHING),
        new QueueEvent.TicketIssued(MARK, ticket(TicketStatus.WAITING, null), 7, STANDING),
        new QueueEvent.TicketNeared(MARK, ticket(TicketStatus.WAITING, null), STANDING),
        new QueueEvent.TicketCalled(
            MARK, ticket(TicketStatus.CALLED, "2"), remark(PATIENT, REMARK)),
        new QueueEvent.TicketCalled(MARK, ticket(TicketStatus.CALLED, "2"), null),
        new QueueEvent.TicketRecalled(MARK, ticket(TicketStatus.CALLED, "2")),
        new QueueEvent.TicketSkipped(MARK, ticket(TicketStatus.WAITING, "2"), 3),
        new QueueEvent.TicketMissed(MARK, ticket(TicketStatus.MISSED, "2")),
        new QueueEvent.TicketReturned(MARK, ticket(TicketStatus.WAITING, "2"), true, STANDING),
        new QueueEvent.ServiceStarted(MARK, ticket(TicketStatus.IN_SERVICE, "2")),
        new QueueEvent.ServiceFinished(MARK, ticket(TicketStatus.SERVED, "2")),
        new QueueEvent.TicketRetriaged(
            MARK,
            ticket(TicketStatus.WAITING, null),
            Urgency.BLUE,
            remark(PATIENT, REMARK),
            STANDING),
        new QueueEvent.TicketRetriaged(
            MARK, ticket(TicketStatus.IN_SERVICE, "2"), Urgency.BLUE, null, null),
        new QueueEvent.TicketTransferred(
            MARK, ticket(TicketStatus.WAITING, null), "laboratory", STANDING),
        new QueueEvent.TicketLeft(MARK, ticket(TicketStatus.LEFT, null), remark(PATIENT, REMARK)),
        new QueueEvent.CommandUndone(
            MARK,
            "command-0",
            ticket(TicketStatus.WAITING, null),
            ticket(TicketStatus.CALLED, "2")),
        new QueueEvent.QueuePaused(MARK, "general", remark(DAY, DAY_REMARK)),
        new QueueEvent.QueueResumed(MARK, null),
        new QueueEvent.DayClosed(
            MARK, remark(DAY, DAY_REMARK), List.of(ticket(TicketStatus.LEFT, null))),
        new QueueEvent.DayClosed(
            new Mark("timer", Mark.SYSTEM, at(61)), Remark.Fixed.DAY_OVER, List.of()));
  }

  private Remark remark(String subject, String words) {
    return new Remark.Written(keys.seal(subject, new Remark.Words(words)));
  }

  private static QueueSetup setup() {
    return new QueueSetup(
        TriageScale.SATS,
        List.of(
            new ServicePoint(
                "general",
                "A",
                Map.of("en", "General"),
                List.of("1", "2"),
                List.of(),
                List.of(),
                Duration.ofMinutes(10))),
        QueueRules.standard(),
        List.of(new OpeningHours(DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.of(18, 0))));
  }

  private static Ticket ticket(TicketStatus status, @Nullable String room) {
    return new Ticket(
        "A7",
        status,
        new TicketHolder(PATIENT, CONTACT, CONVERSATION, VISIT),
        "general",
        Origin.CHECK_IN,
        Urgency.GREEN,
        PatientType.PREGNANT,
        at(600),
        "dr-rao",
        at(60),
        at(60),
        null,
        null,
        room == null ? 0 : 1,
        room == null ? null : at(61),
        room,
        null,
        null,
        null,
        null,
        0,
        false);
  }

  List<ReminderEvent> reminder() {
    ReminderPlan plan =
        new ReminderPlan(
            PATIENT,
            CONTACT,
            CONVERSATION,
            null,
            VISIT,
            ReminderKind.MEDICATION,
            new Rhythm.Once(at(600)),
            ZoneId.of("Asia/Kolkata"));
    ReminderContent content = new ReminderContent(MEDICINE, "500 mg", SIG, List.of(), null);
    NextDue next = new NextDue(at(600), at(600));
    return List.of(
        new ReminderEvent.ReminderPlanned(
            plan, keys.seal(PATIENT, content), By.STAFF, next, at(70)),
        new ReminderEvent.ReminderChanged(
            plan, keys.seal(PATIENT, content), By.GUARDIAN, null, at(71)),
        new ReminderEvent.OccurrenceTold(at(600), null, at(600)),
        new ReminderEvent.OccurrenceSnoozed(
            at(600), at(900), ReminderEvent.SnoozeReason.QUIET_HOURS, next, at(601)),
        new ReminderEvent.OccurrenceDone(at(600), By.PATIENT, next, at(602)),
        new ReminderEvent.OccurrencesDropped(
            at(600), at(600), ReminderEvent.DropReason.STALE, null, null, at(603)),
        new ReminderEvent.ReminderStopped(By.RULE, at(604)));
  }

  List<WaitingEvent> waiting() {
    Wanted wanted =
        new Wanted(
            PATIENT,
            CONTACT,
            CONVERSATION,
            "dr-rao",
            "general-medicine",
            LocalDate.of(2026, 11, 2),
            LocalDate.of(2026, 11, 9),
            List.of(PartOfDay.MORNING),
            org.tabib.engine.care.Urgency.ROUTINE,
            null);
    return List.of(
        new WaitingEvent.EntryAdded(ENTRY, wanted, WaitingCommand.By.PATIENT, at(80)),
        new WaitingEvent.SlotOffered(
            OFFER,
            "freed-1",
            ENTRY,
            wanted,
            slot(SCHEDULE, 24),
            "dr-rao",
            at(1800),
            at(1900),
            new Fit(true, org.tabib.engine.care.Urgency.ROUTINE, at(80), ENTRY),
            at(81)),
        new WaitingEvent.OfferDeclined(OFFER, ENTRY, at(82)),
        new WaitingEvent.OfferExpired(OFFER, ENTRY, at(83)),
        new WaitingEvent.OfferAccepted(OFFER, ENTRY, at(84)),
        new WaitingEvent.OfferLost(OFFER, ENTRY, at(85)),
        new WaitingEvent.EntryLeft(ENTRY, Ending.BOOKED, VISIT, at(86)),
        new WaitingEvent.OfferPutOff("freed-1", slot(SCHEDULE, 24), at(3600), at(87)),
        new WaitingEvent.SlotExhausted(
            "freed-1", slot(SCHEDULE, 24), WaitingEvent.Why.NOBODY, at(88)));
  }

  /** What all of them come to, as journals of one entity each. */
  List<IntegrationEvent> published(Opening opening) {
    return Stream.of(
            map(conversation(), CONVERSATION, ConversationMapping::map, opening),
            map(visit(), VISIT, VisitMapping::map, opening),
            map(schedule(), SCHEDULE, ScheduleMapping::map, opening),
            map(patient(), PATIENT, PatientMapping::map, opening),
            map(practice(), "demo", PracticeMapping::map, opening),
            map(queue(), QUEUE, QueueMapping::map, opening),
            map(reminder(), REMINDER, ReminderMapping::map, opening),
            map(waiting(), CLINIC, WaitingMapping::map, opening))
        .flatMap(List::stream)
        .toList();
  }

  static <E> List<IntegrationEvent> map(
      List<E> events, String entity, EventMapping<E> mapping, Opening opening) {
    List<IntegrationEvent> all = new ArrayList<>();
    long number = 0;
    for (E event : events) {
      all.addAll(mapping.map(new Recorded<>(entity, ++number, event), opening));
    }
    return all;
  }

  private org.tabib.engine.privacy.Private<Address> address() {
    return keys.seal(CONTACT, new Address(Address.Kind.PHONE, NUMBER));
  }

  private Outbound outbound(long number) {
    return new Outbound(
        number, "text", keys.seal(CONTACT, new OutboundContent.Text(ANSWER)), "bot");
  }
}
