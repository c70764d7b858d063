package org.tabib.edge.node;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
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
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.PracticeSetup;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.engine.privacy.ErasureBroadcast;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Quarantine;
import org.tabib.engine.schedule.AvailabilityIndex;
import org.tabib.projections.ReadModels;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.live.LiveLog;
import org.tabib.projections.owed.WorkWatch;
import org.tabib.projections.report.ReportMaker;
import org.tabib.projections.run.Projections;
import org.tabib.projections.search.ErasedTokens;
import org.tabib.projections.search.SearchKeys;
import org.tabib.projections.statistics.BusinessMetrics;
import org.tabib.projections.store.ReadModelDatabase;

/**
 * Puts the parts of a node together, once, in the order of what needs what: what a member must host
 * before it joins, what asks other members after that, the port last.
 */
final class NodeAssembly {
  private static final Duration STARTING = Duration.ofSeconds(60);

  /** Business is looked at over hours: once a minute is often. */
  private static final Duration MEASURING = Duration.ofMinutes(1);

  /** Two small queries: often enough that an alarm does not come late. */
  private static final Duration WATCHING = Duration.ofSeconds(5);

  private final Foundation base;
  private final Settings settings;
  private final InstantSource clock;
  private final Database database;
  private final Jdbi readModels;
  private final ActorSystem<Void> system;
  private final ExecutorService blocking;
  private final ClusterSharding sharding;
  private final PersonKeys keys;
  private final SearchKeys searchKeys;
  private final Practices practices;
  private final AppointmentQueries appointments;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  NodeAssembly(Foundation base) {
    this.base = base;
    this.settings = base.settings();
    this.clock = base.clock();
    this.database = base.database();
    this.readModels = database.readModels().jdbi();
    this.system = base.system();
    this.blocking = base.blocking();
    this.sharding = ClusterSharding.get(system);
    this.keys = new PersonKeys(database.engine(), base.ring(), blocking);
    this.searchKeys = SearchKeys.of(keys, base.ring());
    this.practices = Practices.start(system);
    this.appointments = new AppointmentQueries(readModels, blocking);
  }

  /** Blocks until it serves. */
  RunningNode start() throws Exception {
    ErasureBroadcast.start(system, keys);
    keys.alsoErase(new ErasedTokens(database.readModels().dataSource()));
    EdgeSpool spool =
        EdgeSpool.open(settings.spool(), base.master(), database.probe(), meters, clock);
    endsWithActors(spool::close);
    GraphChannel graph = GraphChannel.create(settings, system, meters, new Members(system));
    ObjectStore objects = LocalObjectStore.open(settings.objectsDir(), clock.instant());
    AvailabilityIndex availability = AvailabilityIndex.start(system, sharding);
    new EntityHosting(base, sharding, practices, keys, availability, appointments)
        .begin(graph.channel(), media(graph, objects));

    // Everything that a member must host is there: now it can become one.
    MemberRegister register = new MemberRegister(database.engine(), settings.cluster());
    Joining joining = Joining.begin(system, settings.cluster(), register, blocking);
    Departure departure = Departure.of(system, settings.leaveNotice(), graph::close);
    Projections projections = projections();
    measureBusiness();
    WorkWatch work = workWatch();
    LiveHub live = liveHub();
    Waker.start(
        system, OwedWork.waking(sharding, readModels, projections, blocking, meters, clock));
    joining.await();
    if (settings.cluster().several()) {
      register.keep(system, blocking);
    }

    configure();
    PracticeRefresh.start(system, sharding, practices, base.ring(), blocking);
    if (settings.cluster().has(Role.PROJECTIONS)) {
      ReportSchedule.start(
          system, practices, new ReportMaker(readModels), projections::health, blocking, clock);
    }
    AliasDirectory directory =
        new AliasDirectory(
            database.engine(), base.ring(), keys, clock, new SecureRandom(), blocking);
    KafkaNode kafka = kafka(directory);
    Optional<TimerRunner> timers = timers();
    HttpServer http =
        HttpServer.start(
            new HttpParts(
                settings,
                system,
                sharding,
                clock,
                base.world(),
                practices,
                keys,
                searchKeys,
                directory,
                new Quarantine(database.engine(), base.ring(), blocking),
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
    return new RunningNode(
        database, system, blocking, projections, spool, timers, http, departure, register);
  }

  /** For what has nothing to wait for: whether the node is closed or its cluster gives it up. */
  private void endsWithActors(Runnable close) {
    system.getWhenTerminated().thenRun(close);
  }

  private MediaIntake media(GraphChannel graph, ObjectStore objects) {
    MediaIntake media =
        new MediaIntake(
            graph.accounts(),
            keys::currentVaultOf,
            objects,
            settings.media(),
            new MediaMetrics(meters));
    endsWithActors(media::close);
    return media;
  }

  private Projections projections() {
    return Projections.start(
        system,
        database.readModels(),
        database.engine(),
        ReadModels.all(searchKeys, practices::byId),
        meters,
        Clock.systemUTC());
  }

  private void measureBusiness() {
    BusinessMetrics business = BusinessMetrics.start(readModels, meters, clock, MEASURING);
    endsWithActors(business::close);
  }

  private WorkWatch workWatch() {
    WorkWatch work = WorkWatch.start(readModels, meters, clock, WATCHING);
    endsWithActors(work::close);
    return work;
  }

  private LiveHub liveHub() {
    LiveHub live = LiveHub.start(new LiveLog(readModels), meters);
    endsWithActors(live::close);
    return live;
  }

  private KafkaNode kafka(AliasDirectory directory) {
    return KafkaNode.start(
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
  }

  /** Only where entities are: they compete for what is due, and most of it is close to them. */
  private Optional<TimerRunner> timers() {
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
    endsWithActors(runner::close);
    return Optional.of(runner);
  }

  /** The API's look-ups have threads of their own: a flood of them must not delay webhooks. */
  private ExecutorService queries() {
    ExecutorService queries = QueryThreads.start(ReadModelDatabase.Settings.CONNECTIONS);
    endsWithActors(queries::shutdown);
    return queries;
  }

  /** Demo mode: the demo practices are there. Then what is configured is known on this node. */
  private void configure() throws Exception {
    if (settings.mode() == Settings.Mode.DEMO) {
      PracticeSetup setup = new PracticeSetup(system, sharding);
      DemoAccounts accounts = DemoAccounts.of(settings.whatsapp().phoneNumberId());
      await(setup.apply(DemoPractice.config(settings.demoScale(), accounts.sehat())));
      await(setup.apply(AfyaPractice.config(accounts.afya())));
    }
    // Whatever another node configured was not broadcast to this one.
    await(practices.load(system, sharding, base.ring().loadAll()));
  }

  private static void await(CompletionStage<Done> stage) throws Exception {
    stage.toCompletableFuture().get(STARTING.toMillis(), TimeUnit.MILLISECONDS);
  }
}
