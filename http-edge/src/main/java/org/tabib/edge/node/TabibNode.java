package org.tabib.edge.node;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.api.QueryThreads;
import org.tabib.edge.database.Database;
import org.tabib.edge.kafka.KafkaNode;
import org.tabib.edge.live.LiveHub;
import org.tabib.edge.media.MediaIntake;
import org.tabib.edge.media.MediaMetrics;
import org.tabib.edge.objects.LocalObjectStore;
import org.tabib.edge.objects.ObjectStore;
import org.tabib.edge.spool.EdgeSpool;
import org.tabib.edge.timer.TimerRunner;
import org.tabib.edge.timer.TimerSettings;
import org.tabib.engine.conversation.ClinicSurroundings;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationDecider;
import org.tabib.engine.conversation.HandOffRules;
import org.tabib.engine.conversation.MediaFetch;
import org.tabib.engine.conversation.VisitLookup;
import org.tabib.engine.conversation.World;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.practice.ClinicQueues;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.DoctorSearch;
import org.tabib.engine.practice.Practice;
import org.tabib.engine.practice.PracticeSetup;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.ErasureBroadcast;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Quarantine;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.reminder.Reminder;
import org.tabib.engine.schedule.AvailabilityIndex;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.waitlist.OpenVisits;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.projections.ReadModels;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.live.LiveLog;
import org.tabib.projections.owed.WorkWatch;
import org.tabib.projections.queue.ShownDayQueries;
import org.tabib.projections.reminder.ReminderQueries;
import org.tabib.projections.report.ReportMaker;
import org.tabib.projections.run.Projections;
import org.tabib.projections.search.ErasedTokens;
import org.tabib.projections.search.SearchKeys;
import org.tabib.projections.statistics.BusinessMetrics;
import org.tabib.projections.store.ReadModelDatabase;
import org.tabib.projections.waitlist.WaitingQueries;

/**
 * One node, from settings to a bound port. Start and stop are in the order of what needs what: the
 * database comes first and goes last.
 */
public final class TabibNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TabibNode.class);
  private static final Duration STARTING = Duration.ofSeconds(60);

  /** Business is looked at over hours: once a minute is often. */
  private static final Duration MEASURING = Duration.ofMinutes(1);

  /** Two small queries: often enough that an alarm does not come late. */
  private static final Duration WATCHING = Duration.ofSeconds(5);

  /** Longer than the phases of the coordinated shutdown that wait for other nodes. */
  private static final Duration STOPPING = Duration.ofSeconds(45);

  private final Database database;
  private final ActorSystem<Void> system;
  private final ExecutorService blocking;
  private final Projections projections;
  private final EdgeSpool spool;
  private final Optional<TimerRunner> timers;
  private final HttpServer http;
  private final Departure departure;
  private final MemberRegister register;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TabibNode(
      Database database,
      ActorSystem<Void> system,
      ExecutorService blocking,
      Projections projections,
      EdgeSpool spool,
      Optional<TimerRunner> timers,
      HttpServer http,
      Departure departure,
      MemberRegister register) {
    this.database = database;
    this.system = system;
    this.blocking = blocking;
    this.projections = projections;
    this.spool = spool;
    this.timers = timers;
    this.http = http;
    this.departure = departure;
    this.register = register;
  }

  /**
   * Starts a node. Blocks until it serves.
   *
   * @param config what {@code application.conf} and its overrides come to
   * @throws Settings.InvalidSettingsException naming every setting that is missing or wrong
   * @throws CannotJoinException when it does not become a member of its cluster in time
   */
  public static TabibNode start(Config config) throws Exception {
    Settings settings = Settings.of(config);
    return start(config, settings, clock(settings.demoTime()));
  }

  /**
   * The same by another clock: what is decided, and what is due, is by it.
   *
   * @param clock never goes back
   */
  public static TabibNode start(Config config, InstantSource clock) throws Exception {
    return start(config, Settings.of(config), clock);
  }

  private static TabibNode start(Config config, Settings settings, InstantSource clock)
      throws Exception {
    // Reading languages, flows and knowledge takes as long as starting the database: side by side.
    CompletableFuture<World> world = CompletableFuture.supplyAsync(World::load);
    Database database =
        Database.open(settings.database(), settings.dataDir(), settings.blockingThreads());
    try {
      return start(config, settings, database, world.get(), clock);
    } catch (Exception e) {
      database.close();
      throw e;
    }
  }

  /** The time; in demo mode whatever it was told to be. */
  private static InstantSource clock(Settings.DemoTime time) {
    if (time.isTrue()) {
      return InstantSource.system();
    }
    Instant start = time.start().orElseGet(InstantSource.system()::instant);
    LOG.warn("the clock shows {} and runs {} times faster than time", start, time.factor());
    return DemoClock.begin(start, time.factor(), System::nanoTime);
  }

  private static TabibNode start(
      Config config, Settings settings, Database database, World world, InstantSource clock)
      throws Exception {
    DataKey master = masterKey(settings);
    KeyRing ring = new KeyRing(database.engine(), master);
    if (settings.mode() == Settings.Mode.DEMO) {
      ring.ensure(DemoPractice.ID);
      ring.ensure(AfyaPractice.ID);
    }
    // Before it is a member: shards and projections come at once, and need the keys.
    ring.loadAll();
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            settings.cluster().name(),
            settings.cluster().akka().withFallback(withDatabase(config, database)));
    ExecutorService blocking =
        Executors.newFixedThreadPool(
            settings.blockingThreads(),
            Thread.ofPlatform().daemon().name("blocking-", 1).factory());
    try {
      return new Assembly(settings, clock, database, world, master, ring, system, blocking).start();
    } catch (Exception e) {
      stop(system);
      throw e;
    }
  }

  /** The journal plugin reads its database from the configuration: it is known only now. */
  private static Config withDatabase(Config config, Database database) {
    String db = "akka-persistence-jdbc.shared-databases.slick.db.";
    return ConfigFactory.parseMap(
            Map.of(
                db + "url", database.journalWriterUrl(),
                db + "user", database.user(),
                db + "password", database.password()))
        .withFallback(config);
  }

  private static DataKey masterKey(Settings settings) throws IOException {
    return DataKey.of(
        settings.masterKey().isPresent()
            ? settings.masterKey().get()
            : DemoSecrets.key(settings.dataDir().resolve("master.key")));
  }

  /** Where it serves. */
  public InetSocketAddress address() {
    return http.address();
  }

  public ActorSystem<Void> system() {
    return system;
  }

  public Database database() {
    return database;
  }

  /** Completes when this node is a member no more without having been closed. */
  public CompletionStage<Done> expelled() {
    return departure.expelled();
  }

  /**
   * Says that it is not ready, stops serving, hands entities over, leaves the cluster, then lets go
   * of the database. Blocks, bounded.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    if (departure.expelled().toCompletableFuture().isDone()) {
      LOG.info("no member any more: nothing to hand over");
    } else {
      departure.begin();
      http.close();
    }
    // While its entities can still be asked.
    timers.ifPresent(TimerRunner::close);
    spool.close();
    projections.close();
    stop(system);
    blocking.shutdown();
    register.leave();
    database.close();
  }

  private static void stop(ActorSystem<Void> system) {
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("the actor system did not stop in {}", STOPPING, e);
    }
  }

  /** Puts the parts of a node together. */
  private record Assembly(
      Settings settings,
      InstantSource clock,
      Database database,
      World world,
      DataKey master,
      KeyRing ring,
      ActorSystem<Void> system,
      ExecutorService blocking) {

    TabibNode start() throws Exception {
      ClusterSharding sharding = ClusterSharding.get(system);
      PersonKeys keys = new PersonKeys(database.engine(), ring, blocking);
      ErasureBroadcast.start(system, keys);
      keys.alsoErase(new ErasedTokens(database.readModels().dataSource()));
      SearchKeys searchKeys = SearchKeys.of(keys, ring);
      AvailabilityIndex availability = AvailabilityIndex.start(system, sharding);
      Practices practices = Practices.start(system);
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      EdgeSpool spool = EdgeSpool.open(settings.spool(), master, database.probe(), meters, clock);
      system.getWhenTerminated().thenRun(spool::close);
      AppointmentQueries appointments =
          new AppointmentQueries(database.readModels().jdbi(), blocking);
      GraphChannel graph = GraphChannel.create(settings, system, meters, new Members(system));
      ObjectStore objects = LocalObjectStore.open(settings.objectsDir(), clock.instant());
      MediaIntake media =
          new MediaIntake(
              graph.accounts(),
              keys::currentVaultOf,
              objects,
              settings.media(),
              new MediaMetrics(meters));
      system.getWhenTerminated().thenRun(media::close);

      Practice.init(sharding, clock, practices);
      DoctorSchedule.init(sharding, clock, availability);
      Patient.init(sharding, clock, keys);
      Visit.init(sharding, clock, keys);
      Reminder.init(sharding, clock, new ReminderVoice(sharding, practices::byId, keys));
      ClinicQueue.init(
          sharding,
          clock,
          new ClinicQueues(practices::byId),
          new ShownDayQueries(database.readModels().jdbi(), blocking));
      WaitingList.init(
          sharding,
          new WaitingList.Equipment(clock, practices::byId, settings.waiting()),
          (contactId, after) ->
              appointments
                  .openVisitsOf(contactId, after)
                  .thenApply(open -> open.stream().map(Assembly::openVisit).toList()));
      Conversation.init(
          sharding,
          equipment(
              settings.handOff(),
              sharding,
              clock,
              practices,
              availability,
              appointments,
              keys,
              graph.channel(),
              media));
      // Everything that a member must host is there: now it can become one.
      MemberRegister register = new MemberRegister(database.engine(), settings.cluster());
      Joining joining = Joining.begin(system, settings.cluster(), register, blocking);
      Departure departure = Departure.of(system, settings.leaveNotice(), graph::close);
      Projections projections =
          Projections.start(
              system,
              database.readModels(),
              database.engine(),
              ReadModels.all(searchKeys, practices::byId),
              meters,
              Clock.systemUTC());
      BusinessMetrics business =
          BusinessMetrics.start(database.readModels().jdbi(), meters, clock, MEASURING);
      system.getWhenTerminated().thenRun(business::close);
      WorkWatch work = WorkWatch.start(database.readModels().jdbi(), meters, clock, WATCHING);
      system.getWhenTerminated().thenRun(work::close);
      LiveHub live = LiveHub.start(new LiveLog(database.readModels().jdbi()), meters);
      system.getWhenTerminated().thenRun(live::close);
      Waker.start(
          system,
          OwedWork.waking(
              sharding, database.readModels().jdbi(), projections, blocking, meters, clock));
      joining.await();
      if (settings.cluster().several()) {
        register.keep(system, blocking);
      }
      configure(sharding, practices);
      PracticeRefresh.start(system, sharding, practices, ring, blocking);
      if (settings.cluster().has(Role.PROJECTIONS)) {
        ReportSchedule.start(
            system,
            practices,
            new ReportMaker(database.readModels().jdbi()),
            projections::health,
            blocking,
            clock);
      }
      AliasDirectory directory = directory(keys, clock);
      KafkaNode kafka =
          KafkaNode.start(
              new KafkaNode.Parts(
                  system,
                  sharding,
                  settings.kafka(),
                  practices,
                  directory,
                  searchKeys,
                  database,
                  blocking,
                  meters,
                  Clock.systemUTC()));
      Optional<TimerRunner> timers = timers(sharding, practices, meters);
      HttpServer http =
          HttpServer.start(
              new HttpParts(
                  settings,
                  system,
                  sharding,
                  clock,
                  world,
                  practices,
                  keys,
                  searchKeys,
                  directory,
                  new Quarantine(database.engine(), ring, blocking),
                  database,
                  appointments,
                  projections,
                  departure::begun,
                  work,
                  meters,
                  blocking,
                  queries(),
                  graph,
                  objects,
                  spool,
                  live,
                  kafka,
                  () ->
                      timers
                          .map(TimerRunner::told)
                          .orElse("entities, and timers with them, are on other nodes")));
      return new TabibNode(
          database, system, blocking, projections, spool, timers, http, departure, register);
    }

    /** Only where entities are: they compete for what is due, and most of it is close to them. */
    private Optional<TimerRunner> timers(
        ClusterSharding sharding, Practices practices, MeterRegistry meters) {
      if (!settings.cluster().has(Role.ENGINE)) {
        return Optional.empty();
      }
      TimerRunner runner =
          TimerRunner.start(
              new TimerRunner.Parts(
                  settings.timers(),
                  sharding,
                  practices::byId,
                  database.besideReadModels(TimerSettings.CONNECTIONS),
                  database.probe(),
                  meters,
                  clock));
      system.getWhenTerminated().thenRun(runner::close);
      return Optional.of(runner);
    }

    /** The API's look-ups have threads of their own: a flood of them must not delay webhooks. */
    private ExecutorService queries() {
      ExecutorService queries = QueryThreads.start(ReadModelDatabase.Settings.CONNECTIONS);
      system.getWhenTerminated().thenRun(queries::shutdown);
      return queries;
    }

    private AliasDirectory directory(PersonKeys keys, InstantSource clock) {
      return new AliasDirectory(database.engine(), ring, keys, clock, new SecureRandom(), blocking);
    }

    private Conversation.Equipment equipment(
        HandOffRules handOff,
        ClusterSharding sharding,
        InstantSource clock,
        Practices practices,
        AvailabilityIndex availability,
        AppointmentQueries appointments,
        PersonKeys keys,
        Channel channel,
        MediaFetch media) {
      return new Conversation.Equipment(
          world,
          new ConversationDecider(
              world, RetryPolicy.STANDARD, handOff, settings.sending().pairLimit()),
          practices::byId,
          new ClinicSurroundings(
              sharding,
              practices::byId,
              new DoctorSearch(availability),
              appointments,
              new WaitingQueries(database.readModels().jdbi(), blocking),
              new ListedReminders(
                  new ReminderQueries(database.readModels().jdbi()), keys, blocking),
              media,
              clock),
          channel,
          keys,
          clock,
          // Spreads retries only: no secret depends on it, and every conversation shares it.
          () -> ThreadLocalRandom.current().nextLong());
    }

    private static OpenVisits.OpenVisit openVisit(VisitLookup.OpenVisit visit) {
      return new OpenVisits.OpenVisit(
          visit.visitId(), visit.patientId(), visit.doctorId(), visit.slot().start());
    }

    /** Demo mode: the demo practices are there. Then what is configured is known on this node. */
    private void configure(ClusterSharding sharding, Practices practices) throws Exception {
      if (settings.mode() == Settings.Mode.DEMO) {
        PracticeSetup setup = new PracticeSetup(system, sharding);
        DemoAccounts accounts = DemoAccounts.of(settings.whatsapp().phoneNumberId());
        await(setup.apply(DemoPractice.config(settings.demoScale(), accounts.sehat())));
        await(setup.apply(AfyaPractice.config(accounts.afya())));
      }
      // Whatever another node configured was not broadcast to this one.
      await(practices.load(system, sharding, ring.loadAll()));
    }

    private static void await(CompletionStage<Done> stage) throws Exception {
      stage.toCompletableFuture().get(STARTING.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
