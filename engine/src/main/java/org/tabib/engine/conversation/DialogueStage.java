package org.tabib.engine.conversation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.tabib.engine.language.Display;
import org.tabib.engine.language.Language;
import org.tabib.engine.language.Word;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeConfig.Doctor;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.Slot;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent.Complaint;

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
          Map.entry("move-visit", List.of("done", "taken", "none", "refused")));

  private final World world;
  private final PracticeConfig practice;
  private final String conversationId;
  private final ConversationState state;
  private final Map<Query, Fact> facts;
  private final String seed;
  private final Instant seedTime;
  private final Instant now;

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

  void change(Change change) {
    changes.add(change);
  }

  Language language() {
    return language;
  }

  private void speak(Language chosen) {
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
      case TEXT -> typed.strip().length() < SHORTEST_TEXT ? Optional.empty() : Optional.of(typed);
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

  private LocalDate today() {
    return LocalDate.ofInstant(now, zone());
  }

  private ZoneId zone() {
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
        world.languages().find(value(answers, Variables.LANGUAGE)).ifPresent(this::speak);
        yield Acted.done("done");
      }
      case "call-human" -> {
        changes.add(new Change.HumanCalled("asked"));
        yield Acted.done("done");
      }
      case "alert-staff" -> {
        changes.add(new Change.EmergencySeen(value(answers, Variables.RED_FLAG)));
        yield Acted.done("done");
      }
      case "known-patients" -> knownPatients();
      case "take-patient" -> patient(value(answers, Variables.PATIENT));
      case "self-patient" -> patient(state.contactId());
      case "new-patient" -> newPatient();
      case "match-symptoms" -> matchSymptoms(answers);
      case "find-doctors" -> findDoctors(answers);
      case "offer-slots" -> offerSlots(answers);
      case "hold-slot" -> holdSlot(answers);
      case "book-visit" -> bookVisit(answers);
      case "list-visits" -> listVisits(answers);
      case "take-visit" -> takeVisit(answers);
      case "cancel-visit" -> cancelVisit(answers);
      case "move-visit" -> moveVisit(answers);
      default -> throw new IllegalArgumentException("unknown action " + action);
    };
  }

  private List<Option> languages() {
    return world.languagesOf(practice).stream()
        .map(offered -> new Option(offered.tag(), offered.endonym(), null))
        .toList();
  }

  private Acted knownPatients() {
    if (state.patients().isEmpty()) {
      return Acted.done("none");
    }
    return with(
        new Query.Profiles(state.patients()),
        Fact.Profiles.class,
        fact -> {
          List<Option> people =
              state.patients().stream()
                  .filter(fact.byId()::containsKey)
                  .map(id -> new Option(id, nameOf(fact, id), null))
                  .toList();
          return people.isEmpty() ? Acted.done("none") : new Acted.Done("known", Map.of(), people);
        });
  }

  private static String nameOf(Fact.Profiles fact, String patientId) {
    PatientProfile profile = fact.byId().get(patientId);
    return profile == null ? "" : profile.name();
  }

  private Acted patient(String patientId) {
    if (!state.patients().contains(patientId)) {
      return Acted.done("unknown", about(patientId, null));
    }
    return with(
        new Query.Profiles(state.patients()),
        Fact.Profiles.class,
        fact -> {
          PatientProfile profile = fact.byId().get(patientId);
          return Acted.done(profile == null ? "unknown" : "known", about(patientId, profile));
        });
  }

  private Map<String, String> about(String patientId, @Nullable PatientProfile profile) {
    return Map.of(
        Variables.PATIENT, patientId,
        Variables.NAME, profile == null ? "" : profile.name(),
        Variables.AGE, profile == null ? "" : ageNow(profile).toIso(),
        Variables.SEX, profile == null ? "" : profile.sex());
  }

  /** People grow older after they told their age. */
  private Age ageNow(PatientProfile profile) {
    Age told = Age.parse(profile.age());
    Period since = Period.between(profile.ageOn(), today());
    Period age =
        Period.of(told.years(), told.months(), 0)
            .plusMonths(Math.max(0, since.toTotalMonths()))
            .normalized();
    return new Age(Math.min(age.getYears(), Age.OLDEST_YEARS), age.getMonths());
  }

  private Acted newPatient() {
    String personId = derived("patient");
    return with(
        new Query.Dependant(personId, state.contactId()),
        Fact.DependantReady.class,
        fact -> Acted.done("done", about(personId, null)));
  }

  private Acted matchSymptoms(Answers answers) {
    String specialty = world.care().assess(value(answers, Variables.COMPLAINT)).specialty();
    return Acted.done("done", Map.of(Variables.SPECIALTY, specialty));
  }

  private Acted findDoctors(Answers answers) {
    int age = Age.parse(value(answers, Variables.AGE)).wholeYears();
    return with(
        new Query.Doctors(value(answers, Variables.SPECIALTY), age),
        Fact.Doctors.class,
        fact -> {
          List<Option> options = new ArrayList<>();
          for (Fact.Candidate candidate : fact.candidates()) {
            practice
                .doctor(candidate.doctorId())
                .ifPresent(doctor -> options.add(option(doctor, candidate.earliest(), answers)));
          }
          return options.isEmpty()
              ? Acted.done("none")
              : new Acted.Done("found", Map.of(Variables.FROM, ""), options);
        });
  }

  private Option option(Doctor doctor, Slot earliest, Answers answers) {
    Answers shown =
        answers.with(Map.of(Variables.DOCTOR, doctor.id(), Variables.SLOT, Variables.of(earliest)));
    return new Option(doctor.id(), wording.doctorName(doctor), text("booking.doctor.row", shown));
  }

  private Acted offerSlots(Answers answers) {
    Optional<Doctor> doctor = practice.doctor(value(answers, Variables.DOCTOR));
    if (doctor.isEmpty()) {
      return Acted.done("none");
    }
    String from = value(answers, Variables.FROM);
    Instant start =
        from.isEmpty() ? Instant.EPOCH : LocalDate.parse(from).atStartOfDay(zone()).toInstant();
    return with(
        new Query.Offers(doctor.get().scheduleId(), start),
        Fact.Offers.class,
        fact ->
            fact.slots().isEmpty()
                ? Acted.done("none", Map.of(Variables.FROM, ""))
                : new Acted.Done("offered", Map.of(), slots(fact.slots())));
  }

  /** Times as options: the time is the title, because a date does not fit beside it everywhere. */
  private List<Option> slots(List<Slot> slots) {
    return slots.stream()
        .map(
            slot -> {
              var local = slot.start().atZone(zone());
              return new Option(
                  Variables.of(slot),
                  Display.time(language, local.toLocalTime()),
                  Display.date(language, local.toLocalDate()));
            })
        .toList();
  }

  private Acted holdSlot(Answers answers) {
    Slot slot = Variables.slot(value(answers, Variables.SLOT));
    String holdId = derived("hold");
    return with(
        new Query.Hold(slot, holdId),
        Fact.HoldAnswer.class,
        fact ->
            switch (fact) {
              case Fact.Held held ->
                  Acted.done(
                      "held",
                      Map.of(Variables.HOLD, holdId, Variables.SLOT, Variables.of(held.slot())));
              case Fact.Taken taken -> taken(taken.next());
            });
  }

  Acted.Done taken(List<Slot> next) {
    return next.isEmpty()
        ? new Acted.Done("none", Map.of(), List.of())
        : new Acted.Done("taken", Map.of(), slots(next));
  }

  private Acted bookVisit(Answers answers) {
    Slot slot = Variables.slot(value(answers, Variables.SLOT));
    Optional<Doctor> doctor =
        practice.doctors().stream()
            .filter(d -> d.scheduleId().equals(slot.scheduleId()))
            .findFirst();
    if (doctor.isEmpty()) {
      return Acted.done("refused");
    }
    String effectId = effectId("book");
    Effect.OpenVisit opens = openVisit(effectId + "-open", doctor.get(), slot, answers);
    owed.add(new Effect.BookSlot(effectId, value(answers, Variables.HOLD), opens));
    return new Acted.Owed(Map.of(Variables.EFFECT, effectId, Variables.VISIT, opens.visitId()));
  }

  private Effect.OpenVisit openVisit(String effectId, Doctor doctor, Slot slot, Answers answers) {
    String patientId = value(answers, Variables.PATIENT);
    return new Effect.OpenVisit(
        effectId,
        derived("visit"),
        new VisitDetails(
            patientId,
            state.contactId(),
            conversationId,
            doctor.id(),
            doctor.clinicId(),
            slot,
            value(answers, Variables.SPECIALTY),
            VisitDetails.BookedBy.PATIENT),
        Private.of(
            patientId,
            new PatientProfile(
                value(answers, Variables.NAME),
                value(answers, Variables.AGE),
                today(),
                value(answers, Variables.SEX))),
        Private.of(patientId, new Complaint(value(answers, Variables.COMPLAINT))));
  }

  private Acted listVisits(Answers answers) {
    return withVisits(
        visits -> {
          List<Option> options = new ArrayList<>();
          for (VisitLookup.OpenVisit visit : visits) {
            practice
                .doctor(visit.doctorId())
                .ifPresent(
                    doctor -> {
                      Answers shown =
                          answers.with(
                              Map.of(
                                  Variables.DOCTOR,
                                  doctor.id(),
                                  Variables.SLOT,
                                  Variables.of(visit.slot())));
                      options.add(
                          new Option(
                              visit.visitId(),
                              wording.doctorName(doctor),
                              text("visits.row", shown)));
                    });
          }
          return options.isEmpty()
              ? Acted.done("none")
              : new Acted.Done("found", Map.of(), options);
        });
  }

  private Acted takeVisit(Answers answers) {
    return withVisits(
        visits -> {
          Optional<VisitLookup.OpenVisit> wanted =
              visits.stream()
                  .filter(visit -> visit.visitId().equals(value(answers, Variables.VISIT)))
                  .findFirst();
          if (wanted.isEmpty()) {
            return Acted.done("gone");
          }
          VisitLookup.OpenVisit visit = wanted.get();
          return with(
              new Query.Profiles(state.patients()),
              Fact.Profiles.class,
              fact -> {
                Map<String, String> learned =
                    new HashMap<>(about(visit.patientId(), fact.byId().get(visit.patientId())));
                learned.put(Variables.DOCTOR, visit.doctorId());
                learned.put(Variables.SLOT, Variables.of(visit.slot()));
                return Acted.done("found", learned);
              });
        });
  }

  private Acted cancelVisit(Answers answers) {
    Effect effect = new Effect.CancelVisit(effectId("cancel"), value(answers, Variables.VISIT));
    owed.add(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  private Acted moveVisit(Answers answers) {
    Optional<Doctor> doctor = practice.doctor(value(answers, Variables.DOCTOR));
    if (doctor.isEmpty()) {
      return Acted.done("refused");
    }
    Effect effect =
        new Effect.MoveVisit(
            effectId("move"),
            value(answers, Variables.VISIT),
            doctor.get().id(),
            doctor.get().clinicId(),
            Variables.slot(value(answers, Variables.SLOT)),
            value(answers, Variables.HOLD));
    owed.add(effect);
    return new Acted.Owed(Map.of(Variables.EFFECT, effect.id()));
  }

  // ── facts ─────────────────────────────────────────────────────────────────────────────────────

  private Acted withVisits(Function<List<VisitLookup.OpenVisit>, Acted> then) {
    return with(
        new Query.Visits(state.contactId()), Fact.Visits.class, fact -> then.apply(fact.visits()));
  }

  private <F extends Fact> Acted with(Query query, Class<F> type, Function<F, Acted> then) {
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

  private String derived(String what) {
    return Ids.derived(practice.id(), seedTime, conversationId, seed, what);
  }

  /** Unique in the conversation: every finished dialogue has sent messages, so numbers grow. */
  private String effectId(String what) {
    return (state.lastNumber() + 1) + "-" + what;
  }

  private static String value(Answers answers, String variable) {
    String value = answers.value(variable);
    return value == null ? "" : value;
  }
}
