package org.tabib.edge.api;

import static java.util.concurrent.TimeUnit.SECONDS;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.server.Directives;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tabib.edge.database.Database;
import org.tabib.edge.database.DatabaseSettings;
import org.tabib.edge.live.LiveHub;
import org.tabib.edge.node.ListedReminders;
import org.tabib.edge.node.ReminderVoice;
import org.tabib.edge.objects.LocalObjectStore;
import org.tabib.edge.objects.ObjectKey;
import org.tabib.edge.objects.ObjectStore;
import org.tabib.edge.ops.DatabaseCheck;
import org.tabib.edge.ops.MembershipCheck;
import org.tabib.edge.ops.OpsParts;
import org.tabib.edge.ops.OpsRoutes;
import org.tabib.edge.ops.ProjectionsCheck;
import org.tabib.engine.conversation.ClinicSurroundings;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationDecider;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.conversation.Effect;
import org.tabib.engine.conversation.EffectOutcome;
import org.tabib.engine.conversation.World;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.Channel;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.patient.Patient;
import org.tabib.engine.practice.ClinicQueues;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.DoctorSearch;
import org.tabib.engine.practice.Practice;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeSetup;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.SealingOutputStream;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.queue.Shown;
import org.tabib.engine.reminder.Reminder;
import org.tabib.engine.schedule.AvailabilityIndex;
import org.tabib.engine.schedule.DoctorSchedule;
import org.tabib.engine.visit.Visit;
import org.tabib.engine.visit.VisitCommand;
import org.tabib.engine.visit.VisitReply;
import org.tabib.engine.waitlist.WaitingList;
import org.tabib.engine.waitlist.WaitingRules;
import org.tabib.projections.ReadModels;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.live.LiveLog;
import org.tabib.projections.reminder.ReminderQueries;
import org.tabib.projections.run.Projections;
import org.tabib.projections.search.ErasedTokens;
import org.tabib.projections.search.SearchKeys;
import org.tabib.projections.waitlist.WaitingQueries;

/**
 * A node as it runs, without webhooks: real database, journal, cluster of one, entities,
 * projections and HTTP. Only the time stands still: it is a Monday, 8:30 at the demo clinic.
 */
final class ApiNode implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  static final String ACCOUNT = "15550001111";

  final PracticeConfig practice = DemoPractice.config(1, List.of(ACCOUNT));
  final PersonKeys keys;
  final Database database;
  final LocalObjectStore objects;
  private final EmbeddedPostgres postgres;
  private final ActorSystem<Void> system;
  private final ClusterSharding sharding;
  private final AliasDirectory directory;
  private final Projections projections;
  private final ExecutorService blocking = Executors.newFixedThreadPool(8);
  private final LiveHub live;
  private final ServerBinding binding;

  /** Telephone numbers that no message reaches. */
  final Set<String> unreachable = ConcurrentHashMap.newKeySet();

  private ApiNode(Path folder) throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    database =
        Database.open(
            new DatabaseSettings(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", 0),
            folder,
            8);
    system = ActorSystem.create(Behaviors.empty(), "tabib", config(database));
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    sharding = ClusterSharding.get(system);
    InstantSource clock = InstantSource.fixed(NOW);
    KeyRing ring = new KeyRing(database.engine(), DataKey.generate());
    ring.ensure(DemoPractice.ID);
    keys = new PersonKeys(database.engine(), ring, blocking);
    keys.alsoErase(new ErasedTokens(database.readModels().dataSource()));
    SearchKeys searchKeys = SearchKeys.of(keys, ring);
    directory =
        new AliasDirectory(database.engine(), ring, keys, clock, new SecureRandom(), blocking);
    objects = LocalObjectStore.open(folder.resolve("objects"), NOW);
    AvailabilityIndex index = AvailabilityIndex.start(system, sharding);
    Practices practices = Practices.start(system);
    World world = World.load();
    Practice.init(sharding, clock, practices);
    DoctorSchedule.init(sharding, clock, index);
    Patient.init(sharding, clock, keys);
    Visit.init(sharding, clock, keys);
    WaitingList.init(
        sharding,
        new WaitingList.Equipment(clock, practices::byId, WaitingRules.DEFAULT),
        (contact, after) -> CompletableFuture.completedFuture(List.of()));
    ClinicQueue.init(
        sharding,
        clock,
        new ClinicQueues(practices::byId),
        day -> CompletableFuture.completedFuture(Shown.NOTHING));
    Reminder.init(sharding, clock, new ReminderVoice(sharding, practices::byId, keys));
    Conversation.init(
        sharding,
        new Conversation.Equipment(
            world,
            new ConversationDecider(world, RetryPolicy.STANDARD),
            practices::byId,
            new ClinicSurroundings(
                sharding,
                practices::byId,
                new DoctorSearch(index),
                new AppointmentQueries(database.readModels().jdbi(), blocking),
                new WaitingQueries(database.readModels().jdbi(), blocking),
                new ListedReminders(
                    new ReminderQueries(database.readModels().jdbi()), keys, blocking),
                this::file,
                clock),
            new Deaf(),
            keys,
            clock,
            new SecureRandom()));
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    projections =
        Projections.start(
            system,
            database.readModels(),
            database.engine(),
            ReadModels.all(searchKeys, practices::byId),
            meters,
            Clock.systemUTC());
    live = LiveHub.start(new LiveLog(database.readModels().jdbi()), meters);
    done(new PracticeSetup(system, sharding).apply(practice));
    binding =
        done(
            Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(
                    Directives.concat(
                        ApiRoutes.create(
                            new ApiParts(
                                system,
                                sharding,
                                Callers.everybody(DemoPractice.ID),
                                practices,
                                world,
                                keys,
                                searchKeys,
                                directory,
                                database.readModels(),
                                objects,
                                List.of(projections.control()),
                                live,
                                QueryThreads.start(4),
                                clock,
                                new SecureRandom())),
                        DocsRoute.create(),
                        OpsRoutes.create(
                            new OpsParts(
                                List.of(
                                    DatabaseCheck.of(database.engine(), database.probe(), blocking),
                                    MembershipCheck.of(system, () -> false),
                                    ProjectionsCheck.of(projections::health)),
                                meters)))));
  }

  static ApiNode start(Path folder) throws Exception {
    return new ApiNode(folder);
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
                "akka.cluster.sharding.number-of-shards",
                8,
                "akka.loglevel",
                "WARNING"))
        .withFallback(ConfigFactory.load());
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.readModels().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column. */
  List<String> query(String sql) {
    return database
        .readModels()
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  String url() {
    return "http://127.0.0.1:" + binding.localAddress().getPort();
  }

  String doctor(int index) {
    return practice.doctors().get(index).id();
  }

  /** A person writes on WhatsApp; returns the conversation. */
  String hears(String phone, String messageId, String text) throws Exception {
    return hears(phone, messageId, new InboundContent.Text(text));
  }

  /** Tells a visit something that no route tells it. */
  VisitReply visit(
      String id, akka.japi.function.Function<ActorRef<VisitReply>, VisitCommand> command)
      throws Exception {
    return done(
        sharding.entityRefFor(Visit.TYPE_KEY, id).ask(command, java.time.Duration.ofSeconds(20)));
  }

  /** The contact behind a telephone number. */
  String contactOf(String phone) throws Exception {
    return done(directory.resolve(DemoPractice.ID, new Address(Address.Kind.PHONE, phone)))
        .contactId();
  }

  /** A person sends anything on WhatsApp; returns the conversation. */
  String hears(String phone, String messageId, InboundContent content) throws Exception {
    Address from = new Address(Address.Kind.PHONE, phone);
    AliasDirectory.Contact contact = done(directory.resolve(DemoPractice.ID, from));
    CompletionStage<ConversationReply> reply =
        sharding
            .entityRefFor(Conversation.TYPE_KEY, contact.conversationId())
            .ask(
                replyTo ->
                    new ConversationCommand.Receive(
                        contact.contactId(),
                        ACCOUNT,
                        from,
                        List.of(new InboundMessage(messageId, NOW, content, null)),
                        List.of(),
                        replyTo),
                java.time.Duration.ofSeconds(20));
    if (!(done(reply) instanceof ConversationReply.Durable)) {
      throw new IllegalStateException("the message was not taken");
    }
    return contact.conversationId();
  }

  /** A picture that somebody sends from now on is this one. */
  static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 1, 2, 3};

  /** The provider hands over the picture, except of what it does not know. */
  private CompletionStage<EffectOutcome> file(Effect.FetchMedia owed) {
    if (owed.mediaId().equals("unknown")) {
      return CompletableFuture.completedStage(new EffectOutcome.Refused("expired"));
    }
    return keys.currentVaultOf(owed.person())
        .thenApply(vault -> vault.keyOf(owed.person()).orElseThrow())
        .thenApply(
            key -> {
              ObjectKey place = ObjectKey.of(owed.id());
              try (ObjectStore.Draft draft = objects.draft(place);
                  SealingOutputStream out = new SealingOutputStream(key, owed.id(), draft.out())) {
                out.write(PICTURE);
                out.finish();
                draft.commit();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return new EffectOutcome.Kept("image/png", PICTURE.length, "00ff", place.text());
            });
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, SECONDS);
  }

  @Override
  public void close() throws Exception {
    live.close();
    done(binding.unbind());
    projections.close();
    system.terminate();
    done(system.getWhenTerminated());
    blocking.shutdown();
    database.close();
    postgres.close();
  }

  /** Takes over what it can deliver and tells nobody. */
  private final class Deaf implements Channel {
    @Override
    public CompletionStage<SendOutcome> send(OutboundMessage message) {
      return CompletableFuture.completedStage(
          unreachable.contains(message.to().value())
              ? new SendOutcome.Rejected(SendOutcome.ErrorClass.STOP, 131_026, null)
              : new SendOutcome.Accepted("wamid." + message.id()));
    }

    @Override
    public void markRead(String account, String inboundId, boolean typing) {}
  }
}
