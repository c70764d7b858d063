package org.tabib.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tabib.edge.database.Database;
import org.tabib.edge.database.DatabaseSettings;
import org.tabib.edge.node.ClusterSettings.HostPort;
import org.tabib.edge.node.ClusterSettings.Way;

/** When a node begins a cluster, and when it must not: on a real PostgreSQL, with real members. */
class JoiningTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path directory;

  private static EmbeddedPostgres server;
  private static Database database;

  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(directory.resolve("bin").toFile())
            .start();
    database =
        Database.open(
            new DatabaseSettings(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 0),
            directory,
            4);
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
    server.close();
  }

  @BeforeEach
  void nobodyIsThere() throws Exception {
    execute("DELETE FROM node_presence");
  }

  @AfterEach
  void end() {
    systems.forEach(ActorSystem::terminate);
    systems.forEach(system -> system.getWhenTerminated().toCompletableFuture().join());
  }

  @Test
  void firstSeedNodeBeginsClusterWhereNobodyIs() throws Exception {
    HostPort first = free();
    ActorSystem<Void> system = join(first, List.of(first, free()), Duration.ofSeconds(30));
    isUp(system);
  }

  @Test
  void firstSeedNodeThatWasCutOffBeginsNoSecondCluster() throws Exception {
    HostPort first = free();
    HostPort unreachable = free();
    sees(unreachable, Duration.ZERO);
    assertThatThrownBy(
            () -> join(first, List.of(first, unreachable), MemberRegister.FRESH.minusSeconds(5)))
        .isInstanceOf(CannotJoinException.class);
    assertThat(Cluster.get(systems.getFirst()).selfMember().status())
        .isNotEqualTo(MemberStatus.up());
  }

  @Test
  void firstSeedNodeBeginsClusterWhenThoseWhoWereThereAreGone() throws Exception {
    HostPort first = free();
    HostPort killed = free();
    sees(killed, MemberRegister.FRESH.minusSeconds(1));
    ActorSystem<Void> system = join(first, List.of(first, killed), Duration.ofSeconds(40));
    isUp(system);
  }

  @Test
  void firstSeedNodeComesBackThroughMembersThatAreNoSeedNodes() throws Exception {
    HostPort seed = free();
    HostPort other = free();
    ActorSystem<Void> first = join(seed, List.of(seed), Duration.ofSeconds(30));
    ActorSystem<Void> member = join(other, List.of(seed), Duration.ofSeconds(30));
    first.terminate();
    first.getWhenTerminated().toCompletableFuture().join();
    MemberRegister seen =
        new MemberRegister(
            database.engine(), settings(seed, List.of(seed), Duration.ofSeconds(30)));
    await().atMost(PATIENCE).until(seen::others, others -> others.equals(List.of(other)));
    ActorSystem<Void> again = join(seed, List.of(seed), Duration.ofSeconds(30));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(Cluster.get(again).state().getMembers()).hasSize(2);
              assertThat(Cluster.get(member).state().getMembers()).hasSize(2);
            });
  }

  private static void isUp(ActorSystem<Void> system) {
    await()
        .atMost(PATIENCE)
        .until(() -> Cluster.get(system).selfMember().status(), MemberStatus.up()::equals);
  }

  private ActorSystem<Void> join(HostPort self, List<HostPort> seeds, Duration timeout)
      throws Exception {
    ClusterSettings settings = settings(self, seeds, timeout);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(), "tabib", settings.akka().withFallback(ConfigFactory.load()));
    systems.add(system);
    MemberRegister register = new MemberRegister(database.engine(), settings);
    var blocking = CompletableFuture.delayedExecutor(0, TimeUnit.MILLISECONDS);
    Joining.begin(system, settings, register, blocking).await();
    register.keep(system, blocking);
    return system;
  }

  private static ClusterSettings settings(HostPort self, List<HostPort> seeds, Duration timeout) {
    return new ClusterSettings(
        "tabib",
        self,
        self,
        EnumSet.allOf(Role.class),
        new Way.SeedNodes(seeds),
        OptionalInt.empty(),
        timeout);
  }

  /** Another node said in the database, so long ago, that it is there. */
  private static void sees(HostPort node, Duration ago) throws Exception {
    execute(
        "INSERT INTO node_presence VALUES ('tabib', '%s', %d, clock_timestamp() - interval '%d s')"
            .formatted(node.host(), node.port(), ago.toSeconds()));
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = database.engine().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static HostPort free() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new HostPort("127.0.0.1", socket.getLocalPort());
    }
  }
}
