package org.tabib.edge.node;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tabib.edge.database.DatabaseSettings;
import org.tabib.edge.display.DisplaySettings;
import org.tabib.edge.media.MediaSettings;
import org.tabib.edge.node.Settings.DemoTime;
import org.tabib.edge.node.Settings.Mode;
import org.tabib.edge.spool.SpoolSettings;
import org.tabib.edge.timer.TimerSettings;
import org.tabib.engine.conversation.HandOffRules;
import org.tabib.projections.integration.KafkaSettings;

/** Binds a resolved configuration and names everything that is missing, wrong, or at odds. */
final class SettingsBinding {
  private static final int MOST_PORTS = 65_535;

  /** The largest webhook must always fit into an empty spool. */
  private static final long LEAST_SPOOL = 16L * 1024 * 1024;

  /** The simulator and load drivers take what they get. */
  private static final int DEMO_RATE = 2000;

  /** Meta's throughput of a number that was not upgraded (Cloud API, "Throughput"). */
  private static final int META_RATE = 80;

  private final Config root;
  private final Given given;

  private SettingsBinding(Config root) {
    this.root = root;
    this.given = new Given(root.getConfig("tabib"));
  }

  /**
   * @throws Settings.InvalidSettingsException naming every setting that is missing or wrong
   */
  static Settings bind(Config root) {
    return new SettingsBinding(root).bind();
  }

  private Settings bind() {
    Mode mode = mode();
    boolean demo = mode == Mode.DEMO;
    SecretsBinding secrets = new SecretsBinding(given, demo);
    Path dataDir = Path.of(given.text("data-dir")).toAbsolutePath().normalize();
    Settings settings =
        new Settings(
            mode,
            given.number("demo-scale", "TABIB_DEMO_SCALE", 1, 1000),
            dataDir,
            given.folder("objects-dir", dataDir.resolve("objects")),
            given.text("http.host"),
            given.number("http.port", "TABIB_HTTP_PORT", 0, MOST_PORTS),
            database(),
            secrets.masterKey(),
            secrets.whatsapp(),
            sending(demo),
            media(),
            handOff(),
            WaitingBinding.bind(given.tabib(), given.problems()),
            ClusterBinding.bind(given.tabib(), given.problems()),
            given.wait("leave-notice", "TABIB_LEAVE_NOTICE"),
            spool(dataDir),
            given.duration("conversation-timeout"),
            given.number("blocking-threads", "tabib.blocking-threads", 2, 200),
            KafkaSettings.from(root, demo, given.problems()),
            new TimerSettings(lane("prompt", "PROMPT"), lane("planned", "PLANNED")),
            new DisplaySettings(
                given.is("display.on"),
                given.number("display.viewers", "TABIB_DISPLAY_VIEWERS", 1, 10_000)),
            demoTime(demo));
    if (settings.cluster().several()) {
      shared(settings);
    }
    if (!given.problems().isEmpty()) {
      throw new Settings.InvalidSettingsException(given.problems());
    }
    return settings;
  }

  /** What several nodes must have in common, so that none makes up its own. */
  private void shared(Settings settings) {
    if (settings.database().embedded()) {
      given.problem("TABIB_DATABASE_URL is missing: the nodes of a cluster share one database");
    }
    if (settings.masterKey().isEmpty() && settings.mode() == Mode.DEMO) {
      given.problem(
          "TABIB_MASTER_KEY is missing: the nodes of a cluster share one"
              + " (base64 of 32 random bytes)");
    }
    if (given.text("objects-dir").isEmpty()) {
      given.problem("TABIB_OBJECTS_DIR is missing: a folder that the nodes of a cluster share");
    }
    if (settings.whatsapp().graphUrl().isEmpty()) {
      given.problem(
          "TABIB_WHATSAPP_GRAPH_URL is missing: the nodes of a cluster share one simulator, for"
              + " example http://host1:8080/simulator/graph/v25.0");
    }
  }

  private Mode mode() {
    String mode = given.text("mode");
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "demo" -> Mode.DEMO;
      case "production" -> Mode.PRODUCTION;
      default -> {
        given.problem("TABIB_MODE is 'demo' or 'production', not '" + mode + "'");
        yield Mode.PRODUCTION;
      }
    };
  }

  private DemoTime demoTime(boolean demo) {
    String start = given.text("demo-clock.start");
    int factor = given.number("demo-clock.factor", "TABIB_DEMO_CLOCK_FACTOR", 1, 1000);
    try {
      DemoTime time =
          new DemoTime(
              start.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(start)), factor);
      if (!demo && !time.isTrue()) {
        given.problem("TABIB_DEMO_CLOCK_START and TABIB_DEMO_CLOCK_FACTOR are for demo mode only");
      }
      return time;
    } catch (DateTimeParseException e) {
      given.problem("TABIB_DEMO_CLOCK_START is an instant like 2026-11-23T05:00:00Z");
      return DemoTime.TRUE;
    }
  }

  private DatabaseSettings database() {
    return new DatabaseSettings(
        given.text("database.url"),
        given.text("database.user"),
        given.text("database.password"),
        given.number("database.embedded-port", "TABIB_DATABASE_EMBEDDED_PORT", 0, MOST_PORTS));
  }

  private Settings.Sending sending(boolean demo) {
    int rate = given.number("whatsapp.rate", "TABIB_WHATSAPP_RATE", 0, 100_000);
    return new Settings.Sending(
        rate > 0 ? rate : demo ? DEMO_RATE : META_RATE, given.is("whatsapp.pair-limit"));
  }

  private MediaSettings media() {
    return new MediaSettings(
        Set.copyOf(given.tabib().getStringList("media.hosts")),
        given.duration("media.connecting"),
        given.duration("media.timeout"),
        given.number("media.workers", "TABIB_MEDIA_WORKERS", 1, 64),
        new MediaSettings.Limits(
            given.bytes("media.limits.image"),
            given.bytes("media.limits.audio"),
            given.bytes("media.limits.video"),
            given.bytes("media.limits.document"),
            given.bytes("media.limits.sticker")));
  }

  private HandOffRules handOff() {
    return new HandOffRules(
        given.wait("hand-off.unanswered", "TABIB_HANDOFF_UNANSWERED"),
        given.wait("hand-off.after-staff", "TABIB_HANDOFF_AFTER_STAFF"),
        given.number("hand-off.misunderstandings", "TABIB_HANDOFF_MISUNDERSTANDINGS", 1, 100),
        given.is("hand-off.on-emergency"));
  }

  private TimerSettings.Lane lane(String name, String variable) {
    String path = "timers." + name;
    String variables = "TABIB_TIMERS_" + variable;
    return new TimerSettings.Lane(
        given.number(path + ".threads", variables + "_THREADS", 1, 64),
        given.number(path + ".rate", variables + "_RATE", 1, 10_000));
  }

  private SpoolSettings spool(Path dataDir) {
    return new SpoolSettings(
        given.is("spool.on"),
        given.folder("spool.folder", dataDir.resolve("spool")),
        given.least(given.bytes("spool.max-bytes"), LEAST_SPOOL, "TABIB_SPOOL_MAX_BYTES"),
        given.least(given.tabib().getLong("spool.max-entries"), 1, "TABIB_SPOOL_MAX_ENTRIES"));
  }
}
