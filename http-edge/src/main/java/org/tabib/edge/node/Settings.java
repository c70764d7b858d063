package org.tabib.edge.node;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /**
   * Binds a resolved configuration.
   *
   * @throws InvalidSettingsException naming every setting that is missing or wrong
   */
  public static Settings of(Config root) {
    return SettingsBinding.bind(root);
  }
}
