package org.tabib.edge.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tabib.edge.database.DatabaseSettings;
import org.tabib.edge.media.MediaSettings;
import org.tabib.engine.conversation.HandOffRules;
import org.tabib.projections.integration.KafkaSettings;

/** What a node is told, bound and checked once. A wrong value stops the start and is named. */
public record Settings(
    Mode mode,
    int demoScale,
    Path dataDir,
    String httpHost,
    int httpPort,
    DatabaseSettings database,
    Optional<byte[]> masterKey,
    WhatsApp whatsapp,
    MediaSettings media,
    HandOffRules handOff,
    Duration conversationTimeout,
    int blockingThreads,
    KafkaSettings kafka) {

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
    Settings settings =
        new Settings(
            mode,
            number(tabib, "demo-scale", "TABIB_DEMO_SCALE", 1, 1000, problems),
            Path.of(tabib.getString("data-dir")).toAbsolutePath().normalize(),
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
            media(tabib, problems),
            handOff(tabib, problems),
            tabib.getDuration("conversation-timeout"),
            number(tabib, "blocking-threads", "tabib.blocking-threads", 2, 200, problems),
            KafkaSettings.from(root, demo, problems));
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return settings;
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
