package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationEvent.TurnTaken;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.DoctorSearch;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.reminder.Occurrences;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.reminder.ReminderKind;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.waitlist.EntryStatus;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.engine.waitlist.WaitingReply;
import org.tabib.engine.waitlist.Wanted;

/**
 * A conversation played through its pure deciders, with a small clinic that answers look-ups and
 * performs effects at once. Tests read as the story.
 */
final class ScriptedConversation {
  private static final Pattern LATER = Pattern.compile("(\\d+) hours later");
  private static final Pattern MINUTES = Pattern.compile("(\\d+) minutes later");
  private static final Pattern DOCTORS = Pattern.compile("(\\d+) times as many doctors");

  static final World WORLD = World.load();
  static final String ID = "sehat.01930000-0000-7000-8000-000000000001";
  static final Instant MONDAY = Instant.parse("2026-11-23T03:30:00Z");

  private static final List<String> ACCOUNTS = List.of("15550001111");

  final ConversationDecider decider;
  private final String language;
  PracticeConfig practice = QueuedPractice.without(DemoPractice.config(1, ACCOUNTS));
  final List<ConversationEvent> events = new ArrayList<>();
  final List<Effect> performed = new ArrayList<>();
  final Map<String, PatientProfile> patients = new HashMap<>();
  final List<VisitLookup.OpenVisit> visits = new ArrayList<>();
  final List<WaitingLookup.Waiting> waiting = new ArrayList<>();
  final Map<String, WaitingReply.Entry> entries = new HashMap<>();
  final List<ReminderLookup.Planned> planned = new ArrayList<>();
  final ScriptedQueue desk = new ScriptedQueue();
  ConversationState state = ConversationState.EMPTY;
  Instant now = MONDAY;
  private int received;

  /** What the next hold finds instead of its slot: the next free ones, or none. */
  Optional<List<Slot>> slotTaken = Optional.empty();

  /** Whether any doctor has free time. */
  boolean doctorsAreFree = true;

  /** Told of every dependant for whom a key is asked. */
  Consumer<String> dependants = personId -> {};

  /** Whether look-ups are answered. */
  boolean clinicAnswers = true;

  /** What the next effect comes to; done unless set. */
  Optional<EffectOutcome> nextOutcome = Optional.empty();

  /** Where the person writes from. */
  Address from = new Address(Address.Kind.PHONE, "919800000001");

  /** Whether the channel takes messages over at once or they stay in the outbox. */
  boolean delivers = true;

  /** The message that the channel is being asked to send. */
  long inFlight;

  /** Whether effects are performed at once or stay owed. */
  boolean performs = true;

  ScriptedConversation() {
    this("en");
  }

  /**
   * @param language what the person writes in what happened before the story
   */
  ScriptedConversation(String language) {
    this(language, HandOffRules.STANDARD);
  }

  ScriptedConversation(HandOffRules handOff) {
    this("en", handOff);
  }

  private ScriptedConversation(String language, HandOffRules handOff) {
    this.language = language;
    this.decider = new ConversationDecider(WORLD, RetryPolicy.STANDARD, handOff);
  }

  /**
   * What happens around the person, in the words of the stories.
   *
   * @return what they read because of it; nothing of what happened before the story
   * @throws AssertionError when a story says something that nothing knows
   */
  List<OutboundContent> happens(String what) {
    long before = said().size();
    Matcher later = LATER.matcher(what);
    Matcher minutes = MINUTES.matcher(what);
    Matcher doctors = DOCTORS.matcher(what);
    if (later.matches()) {
      now = now.plus(Duration.ofHours(Integer.parseInt(later.group(1))));
    } else if (minutes.matches()) {
      now = now.plus(Duration.ofMinutes(Integer.parseInt(minutes.group(1))));
    } else if (doctors.matches()) {
      practice =
          QueuedPractice.without(DemoPractice.config(Integer.parseInt(doctors.group(1)), ACCOUNTS));
    } else {
      switch (what) {
        case "agreed before" -> agreed();
        case "booked before" -> booked();
        case "slot taken" -> slotTaken = Optional.of(slots(firstSchedule(), 0, 5, 3));
        case "slot gone" -> slotTaken = Optional.of(List.of());
        case "slot taken at confirmation" ->
            nextOutcome = Optional.of(new EffectOutcome.Taken(slots(firstSchedule(), 0, 5, 3)));
        case "visit begun meanwhile" ->
            nextOutcome = Optional.of(new EffectOutcome.Refused("visit-started"));
        case "no doctor free" -> doctorsAreFree = false;
        case "clinic does not answer" -> clinicAnswers = false;
        case "clinic answers again" -> clinicAnswers = true;
        case "booking takes a while" -> performs = false;
        case "booking is done" -> {
          performs = true;
          performOwed();
          deliverAll();
          return said().stream().skip(before).toList();
        }
        case "a time is offered" -> {
          offered(now.plus(Duration.ofMinutes(15)));
          return said().stream().skip(before).toList();
        }
        case "staff planned a course and a vaccination" -> staffPlanned();
        case "the offer lapses" ->
            entries.replaceAll(
                (id, e) ->
                    new WaitingReply.Entry(id, EntryStatus.WAITING, e.wanted(), e.since(), null));
        case "staff take over" -> takes(StaffDecider.takeOver(state, "sehat.staff-1", now));
        case "staff hand back" -> takes(StaffDecider.handBack(state, "sehat.staff-1", now));
        case "staff answer" -> staffSays();
        case "staff answer on the phone" -> staffWrites("wamid.echo" + ++received);
        case "the clinic has a queue" -> practice = QueuedPractice.with(practice);
        default -> {
          new ScriptedNotices(this).happens(what);
          deliverAll();
          return said().stream().skip(before).toList();
        }
      }
    }
    return List.of();
  }

  private void planned(Effect.PlanReminder plan) {
    planned.add(
        new ReminderLookup.Planned(
            plan.reminderId(),
            plan.patientId(),
            plan.kind(),
            false,
            plan.content().orElse(ReminderContent.of("")).what(),
            Occurrences.after(plan.rhythm(), plan.zone(), now)
                .orElseThrow()
                .at()
                .atZone(plan.zone())));
  }

  private void staffPlanned() {
    ZonedDateTime evening = now.atZone(ZoneId.of("Asia/Kolkata")).with(LocalTime.of(20, 0));
    String patient = state.contactId();
    planned.clear();
    planned.add(
        new ReminderLookup.Planned(
            "sehat.course", patient, ReminderKind.MEDICATION, false, "Amoxicillin", evening));
    planned.add(
        new ReminderLookup.Planned(
            "sehat.polio",
            patient,
            ReminderKind.VACCINATION,
            false,
            "Polio",
            evening.plusDays(7).with(LocalTime.of(9, 0))));
  }

  /** What the waiting list has found for who joined it. */
  private void offered(Instant until) {
    WaitingReply.Entry entry = entries.values().iterator().next();
    String offerId = "sehat.offer" + ++received;
    entries.put(
        entry.entryId(),
        new WaitingReply.Entry(
            entry.entryId(), EntryStatus.OFFERED, entry.wanted(), entry.since(), offerId));
    PracticeConfig.Doctor doctor = practice.doctors().getFirst();
    takes(
        new NoticeDecider(WORLD, ID, state, now)
            .decide(
                Optional.of(practice),
                new Notice(
                    "timer/" + offerId,
                    NoticeKind.SLOT_OFFER,
                    Map.of(
                        NoticeFacts.CLINIC,
                        doctor.clinicId(),
                        NoticeFacts.DOCTOR,
                        doctor.id(),
                        NoticeFacts.ENTRY,
                        entry.entryId(),
                        NoticeFacts.OFFER,
                        offerId,
                        NoticeFacts.PATIENT,
                        entry.wanted().patientId(),
                        NoticeFacts.SLOT,
                        NoticeFacts.slot(slot(firstSchedule(), 0, 4))),
                    until)));
    deliverAll();
  }

  private void staffSays() {
    takes(
        StaffDecider.say(
            ID,
            state,
            new ConversationCommand.Say("command" + ++received, "…", "sehat.staff-1", null),
            now));
    deliverAll();
  }

  /** Staff write on the practice's own phone. */
  ConversationReply staffWrites(String messageId) {
    return takes(
        StaffDecider.echo(
            state,
            new ConversationCommand.StaffEcho(
                ID,
                "15550001111",
                from,
                new InboundMessage(messageId, now, new InboundContent.Text("…"), null),
                null),
            now));
  }

  private void agreed() {
    types(before("hello"));
    tapsFirst();
  }

  private void booked() {
    agreed();
    tapsFirst();
    tapsFirst();
    types(before("name"));
    types("34");
    tapsFirst();
    types(before("complaint"));
    tapsFirst();
    tapsFirst();
    tapsFirst();
  }

  /** What the person wrote in what happened before the story. */
  private String before(String what) {
    Path file = Path.of("src/test/resources/transcripts", language, "before.properties");
    Properties words = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words.getProperty(what);
  }

  private void tapsFirst() {
    taps(options(last()).getFirst());
  }

  private String firstSchedule() {
    return practice.doctors().getFirst().scheduleId();
  }

  /** Taps the option with that title in the oldest message that offers it. */
  List<OutboundContent> tapsOld(String title) {
    return taps(option(said(), title));
  }

  List<OutboundContent> types(String text) {
    return receives(new InboundContent.Text(text));
  }

  /** Taps the option with that title in the newest message that offers it. */
  List<OutboundContent> taps(String title) {
    return taps(option(said().reversed(), title));
  }

  private static Option option(List<OutboundContent> said, String title) {
    return said.stream()
        .flatMap(content -> options(content).stream())
        .filter(o -> o.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing offers " + title));
  }

  List<OutboundContent> taps(Option option) {
    return receives(new InboundContent.Choice(option.id(), option.title()));
  }

  List<OutboundContent> receives(InboundContent content) {
    return receives(new InboundMessage("wamid." + ++received, now, content, null));
  }

  List<OutboundContent> receives(InboundMessage message) {
    return receives(List.of(message));
  }

  /** One webhook with several messages, and what the person reads because of it. */
  List<OutboundContent> receives(List<InboundMessage> messages) {
    long before = said().size();
    receives(messages, List.of());
    if (performs) {
      performOwed();
    }
    if (delivers) {
      deliverAll();
    }
    now = now.plus(Duration.ofSeconds(20));
    return said().stream().skip(before).toList();
  }

  /** One webhook, with whatever has to be looked up for it; nothing is performed or sent. */
  ConversationReply receives(List<InboundMessage> messages, List<Receipt> receipts) {
    ConversationCommand.Receive command =
        new ConversationCommand.Receive(ID, "15550001111", from, messages, receipts, null);
    Map<Query, Fact> facts = new HashMap<>();
    Verdict verdict = decider.receive(practice, ID, state, command, facts, inFlight, now);
    while (verdict instanceof Verdict.Gather(Query query)) {
      assertThat(facts).as("nothing is asked twice").doesNotContainKey(query);
      facts.put(query, clinicAnswers ? fact(query) : new Fact.Unavailable("no-answer"));
      verdict = decider.receive(practice, ID, state, command, facts, inFlight, now);
    }
    return takes(((Verdict.Decided) verdict).decision());
  }

  /** What was decided happens. */
  ConversationReply takes(Decision<ConversationEvent, ConversationReply> decision) {
    return switch (decision) {
      case Decision.Accept<ConversationEvent, ConversationReply> accept -> {
        accept.events().forEach(this::happened);
        yield accept.reply();
      }
      case Decision.Answer<ConversationEvent, ConversationReply> answer -> answer.reply();
      case Decision.Refuse<ConversationEvent, ConversationReply> refuse ->
          new ConversationReply.Refused(refuse.refusal());
    };
  }

  /** A message as the provider would bring it now. */
  InboundMessage message(String text) {
    return new InboundMessage("wamid." + ++received, now, new InboundContent.Text(text), null);
  }

  /** As far as the menu, in English. */
  ScriptedConversation welcomed() {
    types("hello");
    taps("I agree");
    return this;
  }

  /** As far as the last question of a booking for oneself: confirming it books. */
  ScriptedConversation readyToBook() {
    welcomed();
    taps("Book a visit");
    taps("For me");
    types("Asha Verma");
    types("34");
    taps("Female");
    types("Fever and headache since two days");
    types("1");
    taps("9:00 am");
    return this;
  }

  void performOwed() {
    while (!state.owed().isEmpty()) {
      Effect effect = state.owed().getFirst();
      EffectOutcome outcome = fitting(effect, nextOutcome.orElseGet(EffectOutcome.Done::new));
      nextOutcome = Optional.empty();
      if (outcome instanceof EffectOutcome.Done) {
        perform(effect);
        outcome = desk.perform(effect);
      }
      performed.add(effect);
      Map<Query, Fact> facts = new HashMap<>();
      SettlementDecider.Settlement settlement = settle(effect, outcome, facts);
      while (settlement instanceof SettlementDecider.Settlement.Missing(Query query)) {
        facts.put(query, fact(query));
        settlement = settle(effect, outcome, facts);
      }
      switch (settlement) {
        case SettlementDecider.Settlement.Settled settled -> happened(settled.event());
        case SettlementDecider.Settlement.Deferred deferred -> {
          happened(deferred.event());
          return;
        }
        case SettlementDecider.Settlement.Missing missing -> throw new AssertionError("gathered");
        case SettlementDecider.Settlement.Later later -> throw new AssertionError("no answer");
      }
    }
  }

  /** A file is kept when it is done. Only to a time that is asked for somebody can be faster. */
  private static EffectOutcome fitting(Effect effect, EffectOutcome outcome) {
    boolean ofTimes = effect instanceof Effect.BookSlot || effect instanceof Effect.MoveVisit;
    boolean ofFiles = effect instanceof Effect.FetchMedia;
    return switch (outcome) {
      case EffectOutcome.Done done when ofFiles ->
          new EffectOutcome.Kept("image/jpeg", 1000, "00ff", "sehat/00/1");
      case EffectOutcome.Taken taken when ofFiles -> new EffectOutcome.Later("http-503");
      case EffectOutcome.Taken taken when !ofTimes -> new EffectOutcome.Done();
      case EffectOutcome.Done done -> done;
      case EffectOutcome.Taken taken -> taken;
      case EffectOutcome.Refused refused -> refused;
      case EffectOutcome.Kept kept -> kept;
      case EffectOutcome.Later later -> later;
      case EffectOutcome.Ticketed ticketed -> ticketed;
    };
  }

  private SettlementDecider.Settlement settle(
      Effect effect, EffectOutcome outcome, Map<Query, Fact> facts) {
    return new SettlementDecider(WORLD, practice, ID, state, facts, inFlight, now)
        .settle(effect.id(), outcome)
        .orElseThrow();
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.OpenVisit open -> {
        patients.put(open.details().patientId(), open.profile().orElse(null));
        visits.add(
            new VisitLookup.OpenVisit(
                open.visitId(),
                open.details().patientId(),
                open.details().doctorId(),
                open.details().slot()));
      }
      case Effect.CancelVisit cancel -> visits.removeIf(v -> v.visitId().equals(cancel.visitId()));
      case Effect.MoveVisit move ->
          visits.replaceAll(
              v ->
                  v.visitId().equals(move.visitId())
                      ? new VisitLookup.OpenVisit(
                          v.visitId(), v.patientId(), v.doctorId(), move.slot())
                      : v);
      case Effect.BookSlot book -> {}
      case Effect.FetchMedia fetch -> {}
      case Effect.ReleaseSlot release -> {}
      case Effect.JoinWaiting join -> {
        Wanted w = join.wanted();
        patients.put(w.patientId(), join.profile().orElse(null));
        entries.put(
            join.entryId(),
            new WaitingReply.Entry(join.entryId(), EntryStatus.WAITING, w, now, null));
        waiting.add(
            new WaitingLookup.Waiting(
                join.entryId(),
                WaitingList.clinicOf(join.listId()),
                w.patientId(),
                w.doctorId(),
                w.specialty(),
                w.latest()));
      }
      case Effect.LeaveWaiting leave -> {
        entries.remove(leave.entryId());
        waiting.removeIf(w -> w.entryId().equals(leave.entryId()));
      }
      case Effect.DeclineOffer decline -> {}
      case Effect.TakeOffer take -> {
        entries.clear();
        waiting.clear();
      }
      case Effect.ConfirmVisit confirm -> {}
      case Effect.CheckInVisit checkIn -> {}
      case Effect.JoinQueue join -> patients.put(join.patientId(), join.profile().orElse(null));
      case Effect.LeaveQueue leave -> {}
      case Effect.ReturnToQueue back -> {}
      case Effect.AddUpdate update -> {}
      case Effect.RateVisit rate -> {}
      case Effect.CommentVisit comment -> {}
      case Effect.PlanReminder plan -> planned(plan);
      case Effect.ReminderDone done -> {}
      case Effect.SnoozeReminder snooze -> {}
      case Effect.StopReminder stop ->
          planned.removeIf(p -> p.reminderId().equals(stop.reminderId()));
    }
  }

  /** The clinic: every doctor has free quarters of an hour from 9:00 to 18:00 from tomorrow on. */
  Fact fact(Query query) {
    return switch (query) {
      case Query.Profiles p -> new Fact.Profiles(Map.copyOf(patients));
      case Query.Dependant d -> {
        dependants.accept(d.personId());
        yield new Fact.DependantReady();
      }
      case Query.Doctors(String specialty, int age) -> {
        List<Fact.Candidate> fit = candidates(specialty);
        yield new Fact.Doctors(fit.isEmpty() ? candidates(DoctorSearch.GENERAL) : fit);
      }
      case Query.Offers(String scheduleId, Instant from) ->
          new Fact.Offers(
              IntStream.range(0, 14)
                  .boxed()
                  .flatMap(day -> slots(scheduleId, day, 0, 36).stream())
                  .filter(slot -> !slot.start().isBefore(from))
                  .limit(9)
                  .toList());
      case Query.Hold(Slot slot, String holdId) -> {
        Optional<List<Slot>> taken = slotTaken;
        slotTaken = Optional.empty();
        yield taken.isPresent() ? new Fact.Taken(taken.get()) : new Fact.Held(slot);
      }
      case Query.Visits v -> new Fact.Visits(List.copyOf(visits));
      case Query.Waiting w -> new Fact.Waiting(List.copyOf(waiting));
      case Query.Reminders r -> new Fact.Reminders(List.copyOf(planned));
      case Query.WaitingEntry(String listId, String entryId) ->
          new Fact.WaitingEntry(entries.get(entryId));
      case Query.CurrentVisits v -> new Fact.Visits(List.copyOf(visits));
      case Query.EstimateWait w -> desk.estimate(w);
      case Query.MyTickets mine -> desk.tickets(mine);
      case Query.TellableVisits v -> new Fact.Visits(List.copyOf(visits));
    };
  }

  private List<Fact.Candidate> candidates(String specialty) {
    return practice.doctors().stream()
        .filter(doctor -> doctorsAreFree && doctor.specialties().contains(specialty))
        .map(doctor -> new Fact.Candidate(doctor.id(), slot(doctor.scheduleId(), 0, 0)))
        .toList();
  }

  private List<Slot> slots(String scheduleId, long days, int first, int count) {
    List<Slot> slots = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      slots.add(slot(scheduleId, days, i));
    }
    return slots;
  }

  private Slot slot(String scheduleId, long days, int n) {
    long today = Duration.between(MONDAY, now).toDays();
    return new Slot(
        scheduleId,
        MONDAY.plus(Duration.ofDays(1 + today + days)).plus(Duration.ofMinutes(15L * n)),
        Duration.ofMinutes(15));
  }

  void happened(ConversationEvent event) {
    events.add(event);
    state = state.apply(event);
  }

  /** The channel takes over whatever is in the outbox. */
  void deliverAll() {
    while (!state.outbox().isEmpty()) {
      long number = state.outbox().getFirst().number();
      happened(new ConversationEvent.Dispatched(number, "wamid.out" + number, now));
    }
  }

  /** Everything we said so far, without what was withdrawn before anybody could read it. */
  List<OutboundContent> said() {
    Set<Long> withdrawn = withdrawn();
    List<OutboundContent> all = new ArrayList<>();
    for (ConversationEvent event : events) {
      List<Outbound> outbound =
          switch (event) {
            case TurnTaken e -> e.outbound();
            case EffectSettled e -> e.outbound();
            case ConversationEvent.StaffSpoke e -> List.of(e.outbound());
            case ConversationEvent.Delayed e -> List.of(e.outbound());
            case ConversationEvent.LetterReplayed e -> List.of(e.outbound());
            case ConversationEvent.Notified e -> List.of(e.outbound());
            case ConversationEvent.WindowClosed e when e.invitation() != null ->
                List.of(e.invitation());
            default -> List.of();
          };
      outbound.stream()
          .filter(message -> !withdrawn.contains(message.number()))
          .forEach(
              message -> all.add(((Private.Clear<OutboundContent>) message.content()).value()));
    }
    return all;
  }

  /** Numbers of what was taken out of the outbox again. */
  Set<Long> withdrawn() {
    Set<Long> numbers = new HashSet<>();
    for (ConversationEvent event : events) {
      switch (event) {
        case TurnTaken e -> numbers.addAll(e.withdrawn());
        case EffectSettled e -> numbers.addAll(e.withdrawn());
        case ConversationEvent.WindowReopened e -> numbers.addAll(e.withdrawn());
        case ConversationEvent.NoticesLapsed e -> numbers.addAll(e.numbers());
        default -> {}
      }
    }
    return numbers;
  }

  OutboundContent last() {
    return said().getLast();
  }

  static List<Option> options(OutboundContent content) {
    return switch (content) {
      case OutboundContent.Text text -> List.of();
      case OutboundContent.Buttons buttons -> buttons.options();
      case OutboundContent.Rows rows -> rows.options();
      case OutboundContent.Template template -> template.buttons();
    };
  }
}
