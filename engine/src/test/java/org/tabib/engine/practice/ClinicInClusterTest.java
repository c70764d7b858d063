package org.tabib.engine.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.japi.function.Function;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ClinicSurroundings;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.conversation.EffectOutcome;
import org.tabib.engine.entity.TestSystem;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.patient.PatientCommand;
import org.tabib.engine.patient.PatientEvent;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.patient.PatientReply;
import org.tabib.engine.practice.DoctorSearch.Candidate;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.schedule.AvailabilityIndex;
import org.tabib.engine.schedule.Clinics;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.schedule.ScheduleCommand;
import org.tabib.engine.schedule.ScheduleEvent;
import org.tabib.engine.schedule.ScheduleReply;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitDetails;
import org.tabib.engine.visit.VisitEvent;
import org.tabib.engine.visit.VisitReply;

/** The clinic's entities together: sharded on a cluster of one, keys in a real database. */
class ClinicInClusterTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.cluster());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final ClusterSharding SHARDING = ClusterSharding.get(KIT.system());
  private static final Instant NOW = Clinics.MONDAY_EIGHT;
  private static final PracticeConfig DEMO = DemoPractice.config(2, List.of("15550001111"));
  private static final PatientProfile PROFILE =
      new PatientProfile("Asha", "P34Y", LocalDate.of(2026, 3, 2), "female");
  private static final ExecutorService BLOCKING = Executors.newFixedThreadPool(2);

  private static EmbeddedPostgres database;
  private static PersonKeys keys;
  private static Practices practices;
  private static DoctorSearch search;

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedPostgres.start();
    try (var connection = database.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(resource("/db/engine/V2__keys_and_aliases.sql"));
      statement.execute(resource("/db/engine/V4__search_keys.sql"));
    }
    KeyRing ring = new KeyRing(database.getPostgresDatabase(), DataKey.of(new byte[32]));
    ring.ensure(DEMO.id());
    keys = new PersonKeys(database.getPostgresDatabase(), ring, BLOCKING);
    Cluster cluster = Cluster.get(KIT.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    AvailabilityIndex index = AvailabilityIndex.start(KIT.system(), SHARDING);
    practices = Practices.start(KIT.system());
    search = new DoctorSearch(index);
    DoctorSchedule.init(SHARDING, () -> NOW, index);
    Visit.init(SHARDING, () -> NOW, keys);
    Patient.init(SHARDING, () -> NOW, keys);
    Practice.init(SHARDING, () -> NOW, practices);
    new PracticeSetup(KIT.system(), SHARDING)
        .apply(DEMO)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws IOException {
    KIT.shutdownTestKit();
    BLOCKING.shutdown();
    database.close();
  }

  @Test
  void knowsThePracticeByIdAndAccountOnceItIsSetUp() {
    assertThat(practices.byId("sehat")).contains(DEMO);
    assertThat(practices.byAccount("15550001111")).contains(DEMO);
    assertThat(practices.byAccount("15550009999")).isEmpty();
  }

  @Test
  void loadsWhatWasConfiguredBeforeTheNodeStarted() {
    Practices fresh = new Practices(news -> {});

    fresh
        .load(KIT.system(), SHARDING, List.of("sehat", "nobody"))
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();

    assertThat(fresh.all()).containsExactly(DEMO);
  }

  @Test
  void setsUpThePracticeAgainWithoutWritingAnything() throws Exception {
    String doctor = "DoctorSchedule|" + DEMO.doctors().getFirst().scheduleId();
    long before = definitions(doctor);

    new PracticeSetup(KIT.system(), SHARDING)
        .apply(DEMO)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);

    assertThat(definitions(doctor)).isEqualTo(before).isEqualTo(1);
    assertThat(JOURNAL.persistedInStorage("Practice|sehat.practice")).hasSize(1);
  }

  @Test
  void remembersThePracticeAfterItWasStopped() {
    SHARDING.entityRefFor(Practice.TYPE_KEY, "sehat.practice").tell(PracticeCommand.Stop.INSTANCE);

    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        SHARDING
                            .entityRefFor(Practice.TYPE_KEY, "sehat.practice")
                            .ask(PracticeCommand.Get::new, Duration.ofSeconds(1))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(new PracticeReply.Current(DEMO)));
  }

  @Test
  void saysThatASetUpWasRefused() {
    PracticeConfig broken =
        new PracticeConfig(
            "broken",
            DEMO.names(),
            DEMO.languages(),
            "112",
            "",
            "1",
            List.of(),
            true,
            List.of(),
            DEMO.doctors());

    assertThatThrownBy(
            () ->
                new PracticeSetup(KIT.system(), SHARDING)
                    .apply(broken)
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(PracticeSetup.RefusedException.class);
  }

  @Test
  void booksTheEarliestSlotAndFreesItWhenTheVisitIsCancelled() {
    String patient = "sehat.books";
    register(patient);
    Candidate first = find("ent").getFirst();
    assertThat(
            schedule(
                first,
                r -> new ScheduleCommand.Book(first.earliest().start(), "sehat.v1", null, r)))
        .isInstanceOf(ScheduleReply.Booked.class);
    await().until(() -> !find("ent").getFirst().equals(first));

    assertThat(visit("sehat.v1", r -> new VisitCommand.Open(details(patient, first), "ear", r)))
        .isInstanceOf(VisitReply.Current.class);
    assertThat(visit("sehat.v1", r -> new VisitCommand.Cancel(VisitCommand.By.PATIENT, null, r)))
        .isInstanceOf(VisitReply.Current.class);

    await().until(() -> find("ent").contains(first));
  }

  @Test
  void visitTakesTheSlotThatStaffHoldForIt() {
    String patient = "sehat.booked-by-staff";
    register(patient);
    Candidate first = find("dental").getFirst();
    assertThat(
            schedule(
                first,
                r -> new ScheduleCommand.Hold(first.earliest().start(), "sehat.v5", "sehat.v5", r)))
        .isInstanceOf(ScheduleReply.Held.class);

    assertThat(visit("sehat.v5", r -> new VisitCommand.Book(details(patient, first), "ear", r)))
        .isInstanceOf(VisitReply.Current.class);

    assertThat(JOURNAL.persistedInStorage("DoctorSchedule|" + first.scheduleId()))
        .last()
        .isEqualTo(
            new ScheduleEvent.SlotBooked(first.earliest().start(), "sehat.v5", "sehat.v5", NOW));
  }

  @Test
  void visitThatStaffBookOwesNothingWhenTheSlotIsSomebodyElses() {
    String patient = "sehat.too-late";
    register(patient);
    Candidate first = find("dermatology").getFirst();
    schedule(first, r -> new ScheduleCommand.Book(first.earliest().start(), "sehat.v6", null, r));

    assertThat(visit("sehat.v7", r -> new VisitCommand.Book(details(patient, first), "ear", r)))
        .isInstanceOfSatisfying(
            VisitReply.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("slot-taken"));

    await()
        .untilAsserted(
            () ->
                assertThat(JOURNAL.persistedInStorage("Visit|sehat.v7"))
                    .containsExactly(
                        new VisitEvent.SlotWanted(first.earliest(), NOW),
                        new VisitEvent.SlotGivenBack(first.earliest(), NOW)));
    assertThat(
            schedule(
                first,
                r -> new ScheduleCommand.Book(first.earliest().start(), "sehat.v6", null, r)))
        .isInstanceOf(ScheduleReply.Booked.class);
  }

  @Test
  void slotOfAVisitThatIsNeverOpenedIsGivenBackAndThatOfAnOpenOneIsNot() {
    String patient = "sehat.opened";
    register(patient);
    Candidate first = find("orthopaedics").getFirst();
    schedule(first, r -> new ScheduleCommand.Book(first.earliest().start(), "sehat.v8", null, r));
    await().until(() -> !find("orthopaedics").getFirst().equals(first));

    assertThat(release("sehat.v8", first)).isEqualTo(new EffectOutcome.Done());
    await().until(() -> find("orthopaedics").contains(first));

    schedule(first, r -> new ScheduleCommand.Book(first.earliest().start(), "sehat.v9", null, r));
    visit("sehat.v9", r -> new VisitCommand.Open(details(patient, first), "ear", r));
    assertThat(release("sehat.v9", first)).isEqualTo(new EffectOutcome.Refused("visit-opened"));
    assertThat(
            schedule(
                first,
                r -> new ScheduleCommand.Book(first.earliest().start(), "sehat.v10", null, r)))
        .isInstanceOf(ScheduleReply.Taken.class);
  }

  private static EffectOutcome release(String visitId, Candidate doctor) {
    return new ClinicSurroundings(
            SHARDING,
            practices::byId,
            search,
            (contact, now) -> CompletableFuture.completedFuture(List.of()),
            contact -> CompletableFuture.completedFuture(List.of()),
            contact -> CompletableFuture.completedFuture(List.of()),
            owed -> CompletableFuture.completedFuture(new EffectOutcome.Refused("unused")),
            () -> NOW)
        .perform("sehat.guardian", new Effect.ReleaseSlot("1-release", visitId, doctor.earliest()))
        .toCompletableFuture()
        .join();
  }

  @Test
  void registersAPatientWithAKeyOfTheirOwnAndForgetsThem() throws Exception {
    String patient = "sehat.forgotten";
    register(patient);
    assertThat(patient(patient, PatientCommand.Get::new))
        .isEqualTo(new PatientReply.Known(patient, "sehat.guardian", PROFILE));
    assertThat(JOURNAL.persistedInStorage("Patient|" + patient))
        .first()
        .isInstanceOfSatisfying(
            PatientEvent.PatientRegistered.class,
            e -> assertThat(e.profile()).isInstanceOf(Private.Sealed.class));
    assertThat(keys.vaultOf("sehat.guardian").toCompletableFuture().join().knows(patient)).isTrue();

    keys.destroy(patient);
    SHARDING.entityRefFor(Patient.TYPE_KEY, patient).tell(PatientCommand.Stop.INSTANCE);

    await()
        .untilAsserted(
            () ->
                assertThat(patient(patient, PatientCommand.Get::new))
                    .isInstanceOfSatisfying(
                        PatientReply.Refused.class,
                        r -> assertThat(r.refusal().code()).isEqualTo("patient-unknown")));
    assertThat(patient(patient, r -> new PatientCommand.Register("sehat.guardian", PROFILE, r)))
        .isInstanceOf(PatientReply.Refused.class);
  }

  private static long definitions(String schedule) {
    return JOURNAL.persistedInStorage(schedule).stream()
        .filter(ScheduleEvent.AvailabilityDefined.class::isInstance)
        .count();
  }

  private static VisitDetails details(String patient, Candidate doctor) {
    return new VisitDetails(
        patient,
        "sehat.guardian",
        null,
        doctor.doctorId(),
        DEMO.clinics().getFirst().id(),
        doctor.earliest(),
        "ent",
        VisitDetails.BookedBy.STAFF);
  }

  private static void register(String patient) {
    assertThat(patient(patient, r -> new PatientCommand.Register("sehat.guardian", PROFILE, r)))
        .isEqualTo(new PatientReply.Known(patient, "sehat.guardian", PROFILE));
  }

  private static List<Candidate> find(String specialty) {
    return search
        .find(DEMO, specialty, 34, NOW)
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private static PatientReply patient(
      String id, Function<ActorRef<PatientReply>, PatientCommand> command) {
    return ask(Patient.TYPE_KEY, id, command);
  }

  private static VisitReply visit(String id, Function<ActorRef<VisitReply>, VisitCommand> command) {
    return ask(Visit.TYPE_KEY, id, command);
  }

  private static ScheduleReply schedule(
      Candidate doctor, Function<ActorRef<ScheduleReply>, ScheduleCommand> command) {
    return ask(DoctorSchedule.TYPE_KEY, doctor.scheduleId(), command);
  }

  private static <C, R> R ask(EntityTypeKey<C> type, String id, Function<ActorRef<R>, C> command) {
    return SHARDING
        .entityRefFor(type, id)
        .ask(command, Duration.ofSeconds(10))
        .toCompletableFuture()
        .join();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Practice.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
