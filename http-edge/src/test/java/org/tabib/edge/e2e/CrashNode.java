package org.tabib.edge.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.tabib.edge.api.ApiParts;
import org.tabib.edge.api.ApiRoutes;
import org.tabib.edge.api.Callers;
import org.tabib.edge.database.Database;
import org.tabib.edge.intake.ConversationGateway;
import org.tabib.edge.intake.People;
import org.tabib.edge.intake.WhatsAppIntake;
import org.tabib.edge.live.LiveHub;
import org.tabib.edge.node.OwedWork;
import org.tabib.edge.node.Waker;
import org.tabib.edge.objects.ObjectStore;
import org.tabib.edge.whatsapp.Signature;
import org.tabib.edge.whatsapp.WebhookMetrics;
import org.tabib.edge.whatsapp.WebhookRoute;
import org.tabib.edge.whatsapp.WebhookSettings;
import org.tabib.engine.conversation.ClinicSurroundings;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationDecider;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.conversation.EffectOutcome;
import org.tabib.engine.conversation.Fact;
import org.tabib.engine.conversation.Patience;
import org.tabib.engine.conversation.Query;
import org.tabib.engine.conversation.Surroundings;
import org.tabib.engine.conversation.World;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.practice.DoctorSearch;
import org.tabib.engine.practice.Practice;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeSetup;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Quarantine;
import org.tabib.engine.schedule.AvailabilityIndex;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.visit.Visit;
import org.tabib.projections.ReadModels;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.live.LiveLog;
import org.tabib.projections.message.MessageQueries;
import org.tabib.projections.run.Projections;
import org.tabib.projections.search.SearchKeys;

/**
 * One life of a node: webhook, entities, journal, projections and waker as they run in production,
 * with a {@link Guillotine} wherever something leaves it, and without sockets. It dies without a
 * farewell.
 */
final class CrashNode {
  private static final InstantSource CLOCK = InstantSource.system();

  /** Recovers at the pace of a test. */
  private static final Waker.Pace PACE =
      new Waker.Pace(
          Duration.ofMillis(200), Duration.ofMillis(200), 1000, 100, Duration.ofMillis(10));

  private final Guillotine guillotine;
  private final ActorSystem<Void> system;
  private final ClusterSharding sharding;
  private final ExecutorService blocking;
  private final Projections projections;
  private final LiveHub live;
  private final WebhookRoute webhook;
  private final Practices practices;
  private final KeyRing ring;
  private final Database database;
  private final World world;
  private final PersonKeys keys;
  private final ObjectStore objects;
  private final Map<String, Api> apis = new ConcurrentHashMap<>();

  CrashNode(
      Database database,
      DataKey master,
      World world,
      ObjectStore objects,
      Telephones telephones,
      Guillotine guillotine,
      Duration receiptGrace)
      throws Exception {
    this.database = database;
    this.world = world;
    this.objects = objects;
    this.guillotine = guillotine;
    Guillotine.NEXT.set(guillotine);
    system = ActorSystem.create(Behaviors.empty(), "tabib", config(database));
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    sharding = ClusterSharding.get(system);
    blocking = Executors.newFixedThreadPool(8);
    ring = new KeyRing(database.engine(), master);
    List<String> known = ring.loadAll();
    keys = new PersonKeys(database.engine(), ring, blocking);
    AvailabilityIndex index = AvailabilityIndex.start(system, sharding);
    practices = Practices.start(system);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Practice.init(sharding, CLOCK, practices);
    DoctorSchedule.init(sharding, CLOCK, index);
    Patient.init(sharding, CLOCK, keys);
    Visit.init(sharding, CLOCK, keys);
    Surroundings clinic =
        new ClinicSurroundings(
            sharding,
            practices::byId,
            new DoctorSearch(index),
            new AppointmentQueries(database.readModels().jdbi(), blocking),
            contact -> CompletableFuture.completedFuture(List.of()),
            contact -> CompletableFuture.completedFuture(List.of()),
            this::fetch,
            CLOCK);
    Conversation.init(
        sharding,
        new Conversation.Equipment(
            world,
            new ConversationDecider(world, RetryPolicy.STANDARD),
            practices::byId,
            new Watched(clinic),
            telephones.channel(guillotine),
            keys,
            CLOCK,
            new Random(1),
            patience(receiptGrace)));
    projections =
        Projections.start(
            system,
            database.readModels(),
            database.engine(),
            ReadModels.all(SearchKeys.of(keys, ring), practices::byId),
            meters,
            Clock.systemUTC());
    Waker.start(
        system,
        OwedWork.waking(
            sharding, database.readModels().jdbi(), projections, blocking, meters, CLOCK),
        PACE);
    live = LiveHub.start(new LiveLog(database.readModels().jdbi()), meters);
    system.getWhenTerminated().thenRun(live::close);
    webhook = webhook(meters);
    practices.load(system, sharding, known).toCompletableFuture().get(60, SECONDS);
  }

  private static Patience patience(Duration receiptGrace) {
    Patience usual = Patience.STANDARD;
    return new Patience(
        receiptGrace,
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        usual.inMemory(),
        usual.attempt());
  }

  private static Config config(Database database) {
    String db = "akka-persistence-jdbc.shared-databases.slick.db.";
    return ConfigFactory.parseMap(
            Map.of(
                db + "url",
                database.journalWriterUrl(),
                db + "user",
                database.user(),
                db + "password",
                database.password(),
                "jdbc-journal.dao",
                WatchedJournalDao.class.getName(),
                // The dead fail every write; the living must not suffer from it.
                "jdbc-journal.circuit-breaker.max-failures",
                1_000_000,
                "akka.coordinated-shutdown.run-by-actor-system-terminate",
                "off",
                "akka.cluster.sharding.number-of-shards",
                16))
        .withFallback(ConfigFactory.load());
  }

  private WebhookRoute webhook(PrometheusMeterRegistry meters) {
    ConversationGateway conversations = new ConversationGateway(sharding, Duration.ofSeconds(8));
    WebhookMetrics metrics = new WebhookMetrics(meters);
    AliasDirectory directory =
        new AliasDirectory(database.engine(), ring, keys, CLOCK, new SecureRandom(), blocking);
    return new WebhookRoute(
        WebhookSettings.of("unused-verify-token"),
        new Signature(List.of(Webhooks.APP_SECRET)),
        new WhatsAppIntake(
            practices,
            new People(directory, conversations, blocking),
            conversations,
            new Quarantine(database.engine(), ring, blocking),
            new MessageQueries(database.readModels().jdbi()),
            metrics,
            blocking),
        metrics,
        Materializer.matFromSystem(system));
  }

  /** Opens a practice. */
  CompletionStage<Done> open(PracticeConfig practice) throws Exception {
    ring.ensure(practice.id());
    return new PracticeSetup(system, sharding).apply(practice);
  }

  /** Delivers a signed webhook as the provider does. False: not acknowledged, to be repeated. */
  boolean deliver(String practice, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.POST("/webhooks/whatsapp")
            .withEntity(body)
            .addHeader(RawHeader.create(Signature.HEADER, Webhooks.signature(body)));
    CompletableFuture<HttpResponse> answer = webhook.handle(request).toCompletableFuture();
    CompletableFuture.anyOf(answer, guillotine.death(practice)).get(20, SECONDS);
    return answer.isDone()
        && answer.join().status().intValue() == 200
        && guillotine.passes(practice, "before an acknowledgement");
  }

  /**
   * Staff ask something of the API.
   *
   * @return the answer's status; none when they never heard of it
   */
  Optional<Integer> staff(String practice, String path, String json, String key) throws Exception {
    HttpRequest request =
        HttpRequest.POST("/api/v1" + path).withEntity(ContentTypes.APPLICATION_JSON, json);
    if (key != null) {
      request = request.addHeader(RawHeader.create("Idempotency-Key", key));
    }
    CompletableFuture<HttpResponse> answer =
        apis.computeIfAbsent(practice, this::api).apply(request).toCompletableFuture();
    CompletableFuture.anyOf(answer, guillotine.death(practice)).get(20, SECONDS);
    return answer.isDone() && guillotine.passes(practice, "before an answer to staff")
        ? Optional.of(answer.join().status().intValue())
        : Optional.empty();
  }

  private Api api(String practice) {
    return ApiRoutes.create(
                new ApiParts(
                    system,
                    sharding,
                    Callers.everybody(practice),
                    practices,
                    world,
                    keys,
                    SearchKeys.of(keys, ring),
                    new AliasDirectory(
                        database.engine(), ring, keys, CLOCK, new SecureRandom(), blocking),
                    database.readModels(),
                    objects,
                    List.of(projections.control()),
                    live,
                    blocking,
                    CLOCK,
                    new SecureRandom()))
            .function(system)
        ::apply;
  }

  private interface Api {
    CompletionStage<HttpResponse> apply(HttpRequest request) throws Exception;
  }

  boolean isDead(String practice) {
    return guillotine.isDead(practice);
  }

  private CompletionStage<EffectOutcome> fetch(Effect.FetchMedia owed) {
    return CompletableFuture.completedFuture(
        new EffectOutcome.Kept("image/jpeg", 1000, "00ff", owed.person() + "/" + owed.id()));
  }

  /** Cuts every line, then takes the process away: nobody says goodbye, nothing is handed over. */
  void kill() throws Exception {
    guillotine.fall();
    projections.close();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(30, SECONDS);
    blocking.shutdownNow();
  }

  /** A conversation's questions and effects, each with a point before and after. */
  private final class Watched implements Surroundings {
    private final Surroundings clinic;

    Watched(Surroundings clinic) {
      this.clinic = clinic;
    }

    @Override
    public CompletionStage<Fact> gather(String practice, String conversationId, Query query) {
      return watched(
          practice,
          "question " + query.getClass().getSimpleName(),
          () -> clinic.gather(practice, conversationId, query));
    }

    @Override
    public CompletionStage<EffectOutcome> perform(String contactId, Effect effect) {
      return watched(
          WatchedJournalDao.practiceOf(contactId),
          "effect " + effect.getClass().getSimpleName(),
          () -> clinic.perform(contactId, effect));
    }

    private <T> CompletionStage<T> watched(
        String practice, String name, Supplier<CompletionStage<T>> ask) {
      if (!guillotine.passes(practice, "before " + name)) {
        return new CompletableFuture<>();
      }
      return ask.get()
          .thenCompose(
              answer ->
                  guillotine.passes(practice, "after " + name)
                      ? CompletableFuture.completedFuture(answer)
                      : new CompletableFuture<>());
    }
  }
}
