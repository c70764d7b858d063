package org.tabib.edge.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tabib.edge.database.DatabaseSettings;
import org.tabib.edge.display.DisplaySettings;
import org.tabib.edge.media.MediaSettings;
import org.tabib.edge.spool.SpoolSettings;
import org.tabib.edge.timer.TimerSettings;
import org.tabib.engine.conversation.HandOffRules;
import org.tabib.engine.waitlist.WaitingRules;
import org.tabib.projections.integration.KafkaSettings;

/** What a node is told, bound and checked once. A wrong value stops the start and is named. */
public record Settings(
    Mode mode,
    int demoScale,
    Path dataDir,
    Path objectsDir,
    String httpHost,
    int httpPort,
    DatabaseSettings database,
    Optional<byte[]> masterKey,
    WhatsApp whatsapp,
    Sending sending,
    MediaSettings media,
    HandOffRules handOff,
    WaitingRules waiting,
    ClusterSettings cluster,
    Duration leaveNotice,
    SpoolSettings spool,
    Duration conversationTimeout,
    int blockingThreads,
    KafkaSettings kafka,
    TimerSettings timers,
    DisplaySettings display,
    DemoTime demoTime) {

  /** How a node runs. */
  public enum Mode {
    DEMO,
    PRODUCTION
  }

  /**
   * The first practice's Cloud API account.
   *
   * @param graphUrl empty: the built-in simulator (demo mode only)
   */
  public record WhatsApp(
      String appSecret,
      String verifyToken,
      String accessToken,
      String phoneNumberId,
      String graphUrl) {
    @Override
    public String toString() {
      return "WhatsApp[" + phoneNumberId + "]";
    }
  }

  /**
   * How fast WhatsApp accounts are sent from.
   *
   * @param rate messages a second of one account, for the whole cluster
   * @param pairLimit whether WhatsApp's limit for one person is kept before it has to refuse
   */
  public record Sending(int rate, boolean pairLimit) {}

  /**
   * Demo mode: what the node's clock shows.
   *
   * @param start at its start; empty: the time
   * @param factor how many times faster than time it runs
   */
  public record DemoTime(Optional<Instant> start, int factor) {
    static final DemoTime TRUE = new DemoTime(Optional.empty(), 1);

    boolean isTrue() {
      return equals(TRUE);
    }
  }

  /** Settings that do not allow a start; the message names each of them. */
  public static final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidSettingsException(List<String> problems) {
      super(
          "Tabib cannot start:\n"
              + String.join("\n", problems.stream().map(p -> " - " + p).toList()));
    }
  }

  private static final String META_GRAPH = "https://graph.facebook.com/v25.0";
  private static final int KEY_BYTES = 32;

  /** The largest webhook must always fit into an empty spool. */
  private static final long LEAST_SPOOL = 16L * 1024 * 1024;

  /** The simulator and load drivers take what they get. */
  private static final int DEMO_RATE = 2000;

  /** Meta's throughput of a number that was not upgraded (Cloud API, "Throughput"). */
  private static final int META_RATE = 80;

  /**
   * Binds a resolved configuration.
   *
   * @throws InvalidSettingsException naming every setting that is missing or wrong
   */
  public static Settings of(Config root) {
    List<String> problems = new ArrayList<>();
    Config tabib = root.getConfig("tabib");
    Mode mode = mode(tabib, problems);
    boolean demo = mode == Mode.DEMO;
    Path dataDir = Path.of(tabib.getString("data-dir")).toAbsolutePath().normalize();
    String objectsDir = tabib.getString("objects-dir");
    Settings settings =
        new Settings(
            mode,
            number(tabib, "demo-scale", "TABIB_DEMO_SCALE", 1, 1000, problems),
            dataDir,
            objectsDir.isEmpty()
                ? dataDir.resolve("objects")
                : Path.of(objectsDir).toAbsolutePath().normalize(),
            tabib.getString("http.host"),
            number(tabib, "http.port", "TABIB_HTTP_PORT", 0, 65535, problems),
            new DatabaseSettings(
                tabib.getString("database.url"),
                tabib.getString("database.user"),
                tabib.getString("database.password"),
                number(
                    tabib,
                    "database.embedded-port",
                    "TABIB_DATABASE_EMBEDDED_PORT",
                    0,
                    65535,
                    problems)),
            masterKey(tabib.getString("secrets.master-key"), demo, problems),
            whatsapp(tabib.getConfig("whatsapp"), demo, problems),
            sending(tabib, demo, problems),
            media(tabib, problems),
            handOff(tabib, problems),
            WaitingBinding.bind(tabib, problems),
            ClusterBinding.bind(tabib, problems),
            wait(tabib, "leave-notice", "TABIB_LEAVE_NOTICE", problems),
            spool(tabib, problems),
            tabib.getDuration("conversation-timeout"),
            number(tabib, "blocking-threads", "tabib.blocking-threads", 2, 200, problems),
            KafkaSettings.from(root, demo, problems),
            new TimerSettings(
                lane(tabib, "prompt", "PROMPT", problems),
                lane(tabib, "planned", "PLANNED", problems)),
            new DisplaySettings(
                tabib.getBoolean("display.on"),
                number(tabib, "display.viewers", "TABIB_DISPLAY_VIEWERS", 1, 10_000, problems)),
            demoTime(tabib, demo, problems));
    if (settings.cluster().several()) {
      shared(tabib, settings, problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return settings;
  }

  /** What several nodes must have in common, so that none makes up its own. */
  private static void shared(Config tabib, Settings settings, List<String> problems) {
    if (settings.database().embedded()) {
      problems.add("TABIB_DATABASE_URL is missing: the nodes of a cluster share one database");
    }
    if (settings.masterKey().isEmpty() && settings.mode() == Mode.DEMO) {
      problems.add(
          "TABIB_MASTER_KEY is missing: the nodes of a cluster share one"
              + " (base64 of 32 random bytes)");
    }
    if (tabib.getString("objects-dir").isEmpty()) {
      problems.add("TABIB_OBJECTS_DIR is missing: a folder that the nodes of a cluster share");
    }
    if (settings.whatsapp().graphUrl().isEmpty()) {
      problems.add(
          "TABIB_WHATSAPP_GRAPH_URL is missing: the nodes of a cluster share one simulator, for"
              + " example http://host1:8080/simulator/graph/v25.0");
    }
  }

  private static DemoTime demoTime(Config tabib, boolean demo, List<String> problems) {
    String start = tabib.getString("demo-clock.start");
    int factor = number(tabib, "demo-clock.factor", "TABIB_DEMO_CLOCK_FACTOR", 1, 1000, problems);
    try {
      DemoTime time =
          new DemoTime(
              start.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(start)), factor);
      if (!demo && !time.isTrue()) {
        problems.add("TABIB_DEMO_CLOCK_START and TABIB_DEMO_CLOCK_FACTOR are for demo mode only");
      }
      return time;
    } catch (DateTimeParseException e) {
      problems.add("TABIB_DEMO_CLOCK_START is an instant like 2026-11-23T05:00:00Z");
      return DemoTime.TRUE;
    }
  }

  private static Mode mode(Config tabib, List<String> problems) {
    String mode = tabib.getString("mode");
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "demo" -> Mode.DEMO;
      case "production" -> Mode.PRODUCTION;
      default -> {
        problems.add("TABIB_MODE is 'demo' or 'production', not '" + mode + "'");
        yield Mode.PRODUCTION;
      }
    };
  }

  private static int number(
      Config tabib, String path, String variable, int least, int most, List<String> problems) {
    try {
      int value = tabib.getInt(path);
      if (value >= least && value <= most) {
        return value;
      }
      problems.add(variable + " is " + least + " to " + most + ", not " + value);
    } catch (ConfigException e) {
      problems.add(variable + " is a whole number");
    }
    return least;
  }

  private static Optional<byte[]> masterKey(String text, boolean demo, List<String> problems) {
    if (text.isEmpty()) {
      if (!demo) {
        problems.add("TABIB_MASTER_KEY is missing: base64 of 32 random bytes");
      }
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length == KEY_BYTES) {
        return Optional.of(key);
      }
    } catch (IllegalArgumentException e) {
      problems.add("TABIB_MASTER_KEY is not base64");
      return Optional.empty();
    }
    problems.add("TABIB_MASTER_KEY is base64 of exactly 32 bytes");
    return Optional.empty();
  }

  private static WhatsApp whatsapp(Config config, boolean demo, List<String> problems) {
    return new WhatsApp(
        secret(config, "app-secret", "TABIB_WHATSAPP_APP_SECRET", "demo-secret", demo, problems),
        secret(
            config, "verify-token", "TABIB_WHATSAPP_VERIFY_TOKEN", "demo-verify", demo, problems),
        secret(config, "access-token", "TABIB_WHATSAPP_ACCESS_TOKEN", "demo-token", demo, problems),
        secret(
            config,
            "phone-number-id",
            "TABIB_WHATSAPP_PHONE_NUMBER_ID",
            "15550001111",
            demo,
            problems),
        config.getString("graph-url").isEmpty() && !demo
            ? META_GRAPH
            : config.getString("graph-url"));
  }

  private static Sending sending(Config tabib, boolean demo, List<String> problems) {
    int rate = number(tabib, "whatsapp.rate", "TABIB_WHATSAPP_RATE", 0, 100_000, problems);
    return new Sending(
        rate > 0 ? rate : demo ? DEMO_RATE : META_RATE, tabib.getBoolean("whatsapp.pair-limit"));
  }

  private static MediaSettings media(Config tabib, List<String> problems) {
    return new MediaSettings(
        Set.copyOf(tabib.getStringList("media.hosts")),
        tabib.getDuration("media.connecting"),
        tabib.getDuration("media.timeout"),
        number(tabib, "media.workers", "TABIB_MEDIA_WORKERS", 1, 64, problems),
        new MediaSettings.Limits(
            tabib.getBytes("media.limits.image"),
            tabib.getBytes("media.limits.audio"),
            tabib.getBytes("media.limits.video"),
            tabib.getBytes("media.limits.document"),
            tabib.getBytes("media.limits.sticker")));
  }

  private static HandOffRules handOff(Config tabib, List<String> problems) {
    return new HandOffRules(
        wait(tabib, "hand-off.unanswered", "TABIB_HANDOFF_UNANSWERED", problems),
        wait(tabib, "hand-off.after-staff", "TABIB_HANDOFF_AFTER_STAFF", problems),
        number(
            tabib,
            "hand-off.misunderstandings",
            "TABIB_HANDOFF_MISUNDERSTANDINGS",
            1,
            100,
            problems),
        tabib.getBoolean("hand-off.on-emergency"));
  }

  private static TimerSettings.Lane lane(
      Config tabib, String name, String variable, List<String> problems) {
    return new TimerSettings.Lane(
        number(
            tabib,
            "timers." + name + ".threads",
            "TABIB_TIMERS_" + variable + "_THREADS",
            1,
            64,
            problems),
        number(
            tabib,
            "timers." + name + ".rate",
            "TABIB_TIMERS_" + variable + "_RATE",
            1,
            10_000,
            problems));
  }

  private static SpoolSettings spool(Config tabib, List<String> problems) {
    String folder = tabib.getString("spool.folder");
    return new SpoolSettings(
        tabib.getBoolean("spool.on"),
        (folder.isEmpty() ? Path.of(tabib.getString("data-dir"), "spool") : Path.of(folder))
            .toAbsolutePath()
            .normalize(),
        least(tabib.getBytes("spool.max-bytes"), LEAST_SPOOL, "TABIB_SPOOL_MAX_BYTES", problems),
        least(tabib.getLong("spool.max-entries"), 1, "TABIB_SPOOL_MAX_ENTRIES", problems));
  }

  private static long least(long value, long least, String variable, List<String> problems) {
    if (value >= least) {
      return value;
    }
    problems.add(variable + " is at least " + least + ", not " + value);
    return least;
  }

  private static Duration wait(Config tabib, String path, String variable, List<String> problems) {
    Duration wait = tabib.getDuration(path);
    if (wait.isNegative()) {
      problems.add(variable + " is not negative");
      return Duration.ZERO;
    }
    return wait;
  }

  private static String secret(
      Config config,
      String path,
      String variable,
      String demoValue,
      boolean demo,
      List<String> problems) {
    String value = config.getString(path);
    if (!value.isEmpty()) {
      return value;
    }
    if (!demo) {
      problems.add(variable + " is missing");
    }
    return demoValue;
  }
}
