import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker of one node (KRaft, broker and controller in one process) on 127.0.0.1, for tests and fault drivers:
 * {@code Broker DIR PORT}. Its data stays in DIR: started again there, it has its topics, records and committed offsets.
 * Prints {@code ready} once it takes connections; SIGTERM stops it in order. It creates no topic by itself.
 */
public final class Broker {
  private static final String HOST = "127.0.0.1";

  private Broker() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: deploy/lib/broker DIR PORT");
      System.exit(2);
    }
    Path data = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
    int port = Integer.parseInt(arguments[1]);
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(data);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings(data, port), false), Time.SYSTEM);
    server.startup();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-stop"));
    System.out.println("ready");
    server.awaitShutdown();
  }

  private static void format(Path data) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName("CONTROLLER")
        .run();
  }

  private static Map<String, Object> settings(Path data, int port) throws Exception {
    // The controller is talked to by nobody else: any free port does, and another one after the next start.
    int controller = freePort();
    Map<String, Object> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + HOST + ":" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    // One node cannot hold more than one copy of anything.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.enable", "false");
    // A broker that comes back after kill -9 waits until its former self is given up: 9 s by default.
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    return settings;
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return free.getLocalPort();
    }
  }
}
