package org.tabib.engine.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Stage;
import org.tabib.engine.flow.Step.Reader;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Word;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.schedule.Slot;

/**
 * Lets flows act in one decision: reads answers, looks facts up and collects what the turn changes
 * and owes. Pure with respect to its inputs: the same decision made again collects the same.
 */
final class DialogueStage implements Stage {
  /** Complaints shorter than this say nothing. */
  private static final int SHORTEST_TEXT = 2;

  /** Every action that a flow can name, with its outcomes: what the checker holds flows to. */
  static final Map<String, List<String>> ACTIONS =
      Map.ofEntries(
          Map.entry("give-consent", List.of("done")),
          Map.entry("list-languages", List.of("done")),
          Map.entry("set-language", List.of("done")),
          Map.entry("call-human", List.of("done")),
          Map.entry("alert-staff", List.of("done")),
          Map.entry("known-patients", List.of("none", "known")),
          Map.entry("begin-booking", List.of("card", "ask")),
          Map.entry("card-patient", List.of("named", "unnamed")),
          Map.entry("complaint-told", List.of("told", "untold")),
          Map.entry("complaint-noted", List.of("noted", "plain")),
          Map.entry("take-patient", List.of("known", "unknown")),
          Map.entry("self-patient", List.of("known", "unknown")),
          Map.entry("new-patient", List.of("done")),
          Map.entry("match-symptoms", List.of("done")),
          Map.entry("find-doctors", List.of("found", "none")),
          Map.entry("offer-slots", List.of("offered", "none")),
          Map.entry("hold-slot", List.of("held", "taken", "none")),
          Map.entry("book-visit", List.of("done", "taken", "none", "refused")),
          Map.entry("list-visits", List.of("found", "none")),
          Map.entry("take-visit", List.of("found", "gone")),
          Map.entry("cancel-visit", List.of("done", "refused")),
          Map.entry("move-visit", List.of("done", "taken", "none", "refused")),
          Map.entry("join-waiting", List.of("done", "refused")),
          Map.entry("list-waiting", List.of("found", "none")),
          Map.entry("take-waiting", List.of("found", "gone")),
          Map.entry("leave-waiting", List.of("done", "refused")),
          Map.entry("offer-tapped", List.of("take", "decline", "leave")),
          Map.entry("open-offer", List.of("new", "earlier", "lapsed")),
          Map.entry("take-offer", List.of("done", "refused")),
          Map.entry("decline-offer", List.of("done", "refused")),
          Map.entry("whom-known", List.of("known", "open")),
          Map.entry("doctor-known", List.of("known", "open")),
          // Visits, answered from reminders.
          Map.entry("begin-visits", List.of("list", "which")),
          Map.entry("which-visit", List.of("one", "several", "none")),
          Map.entry("wished", List.of("show", "move", "cancel")),
          Map.entry("confirm-visit", List.of("done", "refused")),
          Map.entry("check-in", List.of("done", "ticketed", "refused")),
          // The queue.
          Map.entry("begin-menu", List.of("done")),
          Map.entry("my-ticket", List.of("waiting", "called", "missed", "over", "several", "none")),
          Map.entry("queue-clinics", List.of("one", "several", "none")),
          Map.entry("queue-points", List.of("one", "several", "closed")),
          Map.entry("queue-wait", List.of("told", "closed")),
          Map.entry("join-queue", List.of("ticketed", "refused")),
          Map.entry("leave-queue", List.of("done", "refused")),
          Map.entry("rejoin-queue", List.of("ticketed", "refused")),
          Map.entry("find-told-visits", List.of("one", "several", "none")),
          Map.entry("take-told-visit", List.of("found", "gone")),
          Map.entry("update-told", List.of("told", "untold")),
          Map.entry("tell-more", List.of("done")),
          Map.entry("add-update", List.of("done", "refused")),
          Map.entry("begin-review", List.of("rated", "unrated")),
          Map.entry("rate-visit", List.of("done", "refused")),
          Map.entry("review-tone", List.of("happy", "unhappy")),
          Map.entry("comment-visit", List.of("done", "refused")),
          // Courses and care.
          Map.entry("list-reminders", List.of("found", "none")),
          Map.entry("take-reminder", List.of("found", "gone")),
          Map.entry("remind-whom", List.of("self", "several")),
          Map.entry("remind-self", List.of("done")),
          Map.entry("remind-kind", List.of("medicine", "care")),
          Map.entry("remind-what", List.of("medicine", "care", "long")),
          Map.entry(
              "remind-sig",
              List.of("understood", "needed", "missing", "length", "times", "unknown", "conflict")),
          Map.entry("remind-day", List.of("future", "past")),
          Map.entry("plan-reminder", List.of("done", "refused")),
          Map.entry("reminder-tapped", List.of("done", "later", "book")),
          Map.entry("reminder-done", List.of("done", "refused")),
          Map.entry("reminder-snooze", List.of("done", "refused")),
          Map.entry("reminder-stop", List.of("done", "refused")));

  private final World world;
  private final PracticeConfig practice;
  private final String conversationId;
  private final ConversationState state;
  private final Map<Query, Fact> facts;
  private final String seed;
  private final Instant seedTime;
  private final Instant now;

  private final PatientActions patients;
  private final BookingActions booking;
  private final VisitActions visits;
  private final WaitingActions waiting;
  private final ReminderActions reminders;
  private final QueueActions queue;
  private final UpdateActions updates;
  private final ReviewActions reviews;
  private final CareActions care;
  private final NewReminderActions newReminders;
  private Language language;
  private Wording wording;
  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> owed = new ArrayList<>();
  private @Nullable Query missing;

  /**
   * @param seed what identifiers are derived from: the inbound message's id
   * @param seedTime the time that goes into them: the inbound message's
   */
  DialogueStage(
      World world,
      PracticeConfig practice,
      String conversationId,
      ConversationState state,
      Language language,
      Map<Query, Fact> facts,
      String seed,
      Instant seedTime,
      Instant now) {
    this.world = world;
    this.practice = practice;
    this.conversationId = conversationId;
    this.state = state;
    this.facts = facts;
    this.seed = seed;
    this.seedTime = seedTime;
    this.now = now;
    this.language = language;
    this.wording = new Wording(world, practice, language, state.contactId());
    this.patients = new PatientActions(this);
    this.booking = new BookingActions(this);
    this.visits = new VisitActions(this, patients);
    this.waiting = new WaitingActions(this, patients);
    this.reminders = new ReminderActions(this, visits);
    this.queue = new QueueActions(this);
    this.updates = new UpdateActions(this, patients);
    this.reviews = new ReviewActions(this);
    this.care = new CareActions(this);
    this.newReminders = new NewReminderActions(this);
  }

  List<Change> changes() {
    return changes;
  }

  List<Effect> owed() {
    return owed;
  }

  /** What has to be gathered before this decision can be made. */
  Optional<Query> missing() {
    return Optional.ofNullable(missing);
  }

  World world() {
    return world;
  }

  PracticeConfig practice() {
    return practice;
  }

  ConversationState state() {
    return state;
  }

  String conversationId() {
    return conversationId;
  }

  Wording wording() {
    return wording;
  }

  void owe(Effect effect) {
    owed.add(effect);
  }

  Acted.Done taken(List<Slot> next) {
    return booking.taken(next);
  }

  void change(Change change) {
    changes.add(change);
  }

  Language language() {
    return language;
  }

  /** Goes on in another language. */
  void speak(Language chosen) {
    language = chosen;
    wording = new Wording(world, practice, chosen, state.contactId());
    changes.add(new Change.LanguageChosen(chosen.tag()));
  }

  // ── reading ───────────────────────────────────────────────────────────────────────────────────

  @Override
  public String text(String key, Answers answers) {
    return wording.text(key, answers);
  }

  @Override
  public Optional<String> read(Reader reader, String typed) {
    return switch (reader) {
      case NAME -> world.readers().name(typed);
      case AGE -> world.readers().age(typed, language).map(Age::toIso);
      case SEX -> world.readers().sex(typed).map(sex -> sex.name().toLowerCase(Locale.ROOT));
      case DATE -> world.readers().date(typed, language, today()).map(LocalDate::toString);
      case WHEN -> Wish.of(world.readers().when(typed, language, today()), today()).map(Wish::text);
      case TEXT, REMARK ->
          typed.strip().length() < SHORTEST_TEXT ? Optional.empty() : Optional.of(typed);
    };
  }

  @Override
  public OptionalInt number(String typed) {
    return world.readers().number(typed);
  }

  @Override
  public boolean means(Word word, String typed) {
    return world.words().means(word, typed);
  }

  Instant now() {
    return now;
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, zone());
  }

  ZoneId zone() {
    return practice.clinics().isEmpty() ? ZoneOffset.UTC : practice.clinics().getFirst().zone();
  }

  // ── acting ────────────────────────────────────────────────────────────────────────────────────

  @Override
  public Acted perform(String action, Answers answers) {
    return switch (action) {
      case "give-consent" -> {
        changes.add(new Change.ConsentGiven(practice.noticeVersion()));
        yield Acted.done("done");
      }
      case "list-languages" -> new Acted.Done("done", Map.of(), languages());
      case "set-language" -> {
        world.languages().find(Variables.in(answers, Variables.LANGUAGE)).ifPresent(this::speak);
        yield Acted.done("done");
      }
      case "call-human" -> {
        changes.add(new Change.HumanCalled("asked"));
        yield Acted.done("done");
      }
      case "alert-staff" -> {
        changes.add(new Change.EmergencySeen(Variables.in(answers, Variables.RED_FLAG)));
        yield Acted.done("done");
      }
      case "begin-booking" ->
          Acted.done(Variables.in(answers, Variables.CONTACT).isEmpty() ? "ask" : "card");
      case "whom-known" -> booking.whomKnown(answers);
      case "doctor-known" -> booking.doctorKnown(answers);
      case "card-patient" -> patients.addFromCard(Variables.in(answers, Variables.CONTACT));
      case "complaint-told" -> Acted.done(booking.isTold(answers) ? "told" : "untold");
      case "complaint-noted" -> Acted.done(booking.isTold(answers) ? "noted" : "plain");
      case "known-patients" -> patients.known();
      case "take-patient" -> patients.take(Variables.in(answers, Variables.PATIENT));
      case "self-patient" -> patients.take(state.contactId());
      case "new-patient" -> patients.add();
      case "match-symptoms" -> booking.matchSymptoms(answers);
      case "find-doctors" -> booking.findDoctors(answers);
      case "offer-slots" -> booking.offerSlots(answers);
      case "hold-slot" -> booking.holdSlot(answers);
      case "book-visit" -> booking.book(answers);
      case "list-visits" -> visits.list(answers);
      case "take-visit" -> visits.take(answers);
      case "cancel-visit" -> visits.cancel(answers);
      case "move-visit" -> visits.move(answers);
      case "join-waiting" -> waiting.join(answers);
      case "list-waiting" -> waiting.list(answers);
      case "take-waiting" -> waiting.take(answers);
      case "leave-waiting" -> waiting.leave(answers);
      case "offer-tapped" -> waiting.tapped(answers);
      case "open-offer" -> waiting.open(answers);
      case "take-offer" -> waiting.accept(answers);
      case "decline-offer" -> waiting.decline(answers);
      case "begin-visits" -> reminders.begin(answers);
      case "which-visit" -> reminders.which(answers);
      case "wished" -> reminders.wished(answers);
      case "confirm-visit" -> reminders.confirm(answers);
      case "check-in" -> reminders.checkIn(answers);
      case "begin-menu" -> queue.beginMenu();
      case "my-ticket" -> queue.mine(answers);
      case "queue-clinics" -> queue.clinics();
      case "queue-points" -> queue.points(answers);
      case "queue-wait" -> queue.expected(answers);
      case "join-queue" -> queue.join(answers);
      case "leave-queue" -> queue.leave(answers);
      case "rejoin-queue" -> queue.rejoin(answers);
      case "find-told-visits" -> updates.find(answers);
      case "take-told-visit" -> updates.take(answers);
      case "update-told" -> updates.told(answers);
      case "tell-more" -> updates.more(answers);
      case "add-update" -> updates.add(answers);
      case "begin-review" -> reviews.begin(answers);
      case "rate-visit" -> reviews.rate(answers);
      case "review-tone" -> reviews.tone(answers);
      case "comment-visit" -> reviews.comment(answers);
      case "list-reminders" -> care.list(answers);
      case "take-reminder" -> care.take(answers);
      case "remind-whom" -> newReminders.whom();
      case "remind-self" -> newReminders.self();
      case "remind-kind" -> newReminders.kind(answers);
      case "remind-what" -> newReminders.what(answers);
      case "remind-sig" -> newReminders.sig(answers);
      case "remind-day" -> newReminders.day(answers);
      case "plan-reminder" -> newReminders.plan(answers);
      case "reminder-tapped" -> care.tapped(answers);
      case "reminder-done" -> care.done(answers);
      case "reminder-snooze" -> care.snooze(answers);
      case "reminder-stop" -> care.stop(answers);
      default -> throw new IllegalArgumentException("unknown action " + action);
    };
  }

  private List<Option> languages() {
    return world.languagesOf(practice).stream()
        .map(offered -> new Option(offered.tag(), offered.endonym(), null))
        .toList();
  }

  // ── facts ─────────────────────────────────────────────────────────────────────────────────────

  /** What has been gathered for this decision. */
  Optional<Fact> fact(Query query) {
    return Optional.ofNullable(facts.get(query));
  }

  /** Goes on with a fact, or says that it is missing, or that nobody could tell. */
  <F extends Fact> Acted with(Query query, Class<F> type, Function<F, Acted> then) {
    Fact fact = facts.get(query);
    if (fact == null) {
      missing = query;
      return new Acted.Missing();
    }
    if (fact instanceof Fact.Unavailable) {
      return new Acted.Failed();
    }
    if (!type.isInstance(fact)) {
      throw mismatch(fact);
    }
    return then.apply(type.cast(fact));
  }

  private static IllegalStateException mismatch(Fact fact) {
    return new IllegalStateException(
        "a fact of another kind than asked for: " + fact.getClass().getSimpleName());
  }

  /** When the message was sent that this decides about. */
  Instant saidAt() {
    return seedTime;
  }

  /** The same whenever this turn is decided again: receivers recognise repetitions by it. */
  String derived(String what) {
    return Ids.derived(practice.id(), seedTime, conversationId, seed, what);
  }

  /** Unique in the conversation: every finished dialogue has sent messages, so numbers grow. */
  String effectId(String what) {
    return (state.lastNumber() + 1) + "-" + what;
  }
}
