package org.tabib.edge.node;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.database.Database;
import org.tabib.engine.conversation.World;
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.KeyRing;

/**
 * One node, from settings to a bound port. Start and stop are in the order of what needs what: the
 * database comes first and goes last.
 */
public final class TabibNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TabibNode.class);

  private final RunningNode running;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TabibNode(RunningNode running) {
    this.running = running;
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
      new Ending(RunningNode.ofDatabase(database)).run();
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
      return new TabibNode(
          new NodeAssembly(
                  new Foundation(settings, clock, database, world, master, ring, system, blocking))
              .start());
    } catch (Exception e) {
      new Ending(RunningNode.ofActors(system, blocking)).run();
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
    return running.http().address();
  }

  public ActorSystem<Void> system() {
    return running.system();
  }

  public Database database() {
    return running.database();
  }

  /** Completes when this node is a member no more without having been closed. */
  public CompletionStage<Done> expelled() {
    return running.departure().expelled();
  }

  /** The longest that {@link #close} takes. */
  public Duration endsWithin() {
    return running.ending().within();
  }

  /**
   * Says that it is not ready, stops serving, hands entities over, leaves the cluster, then lets go
   * of the database. Blocks for {@link #endsWithin} at most: whatever hangs is named in the log and
   * left to itself.
   */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      running.ending().run();
    }
  }
}
