package org.tabib.edge.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tabib.engine.practice.Practices;

/** A record is done with when its effect is durable or it is a dead letter, and not before. */
class InboundHandlerTest {
  private static final String EVENT =
      """
      {"specversion":"1.0","id":"1","source":"urn:x","type":"org.tabib.visit.cancelled-elsewhere.v1",
       "time":"2026-11-20T09:00:00Z","practice":"nowhere",
       "data":{"visit":{"identifier":{"system":"s","value":"v"}}}}
      """;
  private static final InboundSettings SETTINGS =
      new InboundSettings(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofDays(1));

  private static ActorTestKit kit;
  private static Practices practices;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> buried = new CopyOnWriteArrayList<>();
  private final AtomicInteger burials = new AtomicInteger();
  private volatile int failingBurials;

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
    practices = Practices.start(kit.system());
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void waitsForADatabaseThatIsAwayAndSkipsNothing() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    InboundHandler handler = handler(database(connections, 5, true));

    done(handler.handle(record(EVENT)));

    assertThat(connections).hasValue(6);
    assertThat(buried).isEmpty();
    assertThat(outcome("repeated")).isEqualTo(1);
    assertThat(meters.counter("tabib.kafka.inbound.retries").count()).isEqualTo(5);
    assertThat(meters.get("tabib.kafka.inbound.waiting").gauge().value()).isZero();
  }

  @Test
  void waitsUntilTheDeadLetterIsDurable() throws Exception {
    failingBurials = 3;
    InboundHandler handler = handler(database(new AtomicInteger(), 0, false));

    done(handler.handle(record("no JSON")));
    done(handler.handle(record(EVENT)));

    assertThat(buried).containsExactly("unparseable", "practice-unknown");
    assertThat(burials).hasValue(5);
    assertThat(outcome("dead")).isEqualTo(2);
    assertThat(
            meters.get("tabib.kafka.inbound.dead").tag("reason", "unparseable").counter().count())
        .isEqualTo(1);
  }

  @Test
  void givesUpNothingWhenTheNodeStops() throws Exception {
    InboundHandler handler = handler(database(new AtomicInteger(), Integer.MAX_VALUE, true));
    CompletionStage<Done> waiting = handler.handle(record(EVENT));
    await()
        .atMost(10, SECONDS)
        .until(() -> meters.get("tabib.kafka.inbound.waiting").gauge().value() == 1);

    handler.stop();

    assertThatThrownBy(() -> done(waiting)).isInstanceOf(ExecutionException.class);
    assertThat(buried).isEmpty();
    assertThat(outcome("applied") + outcome("repeated")).isZero();
  }

  @Test
  void pausesGrowToTheLongest() {
    InboundSettings settings =
        new InboundSettings(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofDays(1));

    assertThat(settings.pause(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.pause(2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.pause(7)).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.pause(1_000_000)).isEqualTo(Duration.ofSeconds(30));
  }

  private double outcome(String outcome) {
    return meters.get("tabib.kafka.inbound").tag("outcome", outcome).counter().count();
  }

  private InboundHandler handler(DataSource database) {
    return new InboundHandler(
        new InboundHandler.Parts(
            kit.system(),
            practices,
            null,
            null,
            new InboundMemory(database, Runnable::run, InstantSource.system(), SETTINGS.remember()),
            this::bury,
            SETTINGS,
            new InboundMetrics(meters)));
  }

  private CompletionStage<Done> bury(ConsumerRecord<String, byte[]> record, Unusable why) {
    if (burials.incrementAndGet() <= failingBurials) {
      return CompletableFuture.failedStage(new IllegalStateException("the broker is away"));
    }
    buried.add(why.reason());
    return CompletableFuture.completedStage(Done.getInstance());
  }

  /** Gives no connection for a while; knows every event, or none. */
  private static DataSource database(AtomicInteger connections, int failing, boolean known) {
    return stub(
        DataSource.class,
        (method, arguments) -> {
          if (connections.incrementAndGet() <= failing) {
            throw new SQLException("away");
          }
          return connection(known);
        });
  }

  private static Connection connection(boolean known) {
    ResultSet rows =
        stub(ResultSet.class, (method, arguments) -> method.equals("next") ? known : null);
    PreparedStatement statement =
        stub(
            PreparedStatement.class,
            (method, arguments) -> method.equals("executeQuery") ? rows : null);
    return stub(
        Connection.class,
        (method, arguments) -> method.equals("prepareStatement") ? statement : null);
  }

  private interface Answer {
    Object to(String method, Object[] arguments) throws Throwable;
  }

  private static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  private static ConsumerRecord<String, byte[]> record(String value) {
    return new ConsumerRecord<>(
        "tabib.inbound", 0, 7, "key", value.getBytes(StandardCharsets.UTF_8));
  }

  private static void done(CompletionStage<Done> stage) throws Exception {
    stage.toCompletableFuture().get(20, SECONDS);
  }
}
