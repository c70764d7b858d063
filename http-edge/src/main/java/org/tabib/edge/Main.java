package org.tabib.edge;

import ch.qos.logback.classic.LoggerContext;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.node.CannotJoinException;
import org.tabib.edge.node.Settings;
import org.tabib.edge.node.TabibNode;

/**
 * Starts a node and keeps it until it is told to stop (SIGTERM, Ctrl-C) or its cluster gives it up.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int CANNOT_START = 1;

  /** Its keeper is to start it again. */
  private static final int GIVEN_UP = 3;

  /** It was told to stop and did not, although every step of that is bounded. */
  private static final int DID_NOT_END = 4;

  /** What the process needs to end after its node. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  /**
   * A node that was given up has nothing to hand over, and its entities live elsewhere by now: it
   * ends at once, come what may. What it leaves undone is what kill -9 leaves undone.
   */
  private static final Duration ENDING = Duration.ofSeconds(3);

  private Main() {}

  @SuppressWarnings("SystemOut") // what an operator sees at the terminal, whatever the log does
  public static void main(String[] arguments) {
    TabibNode node;
    try {
      node = TabibNode.start(ConfigFactory.load());
    } catch (Settings.InvalidSettingsException | CannotJoinException e) {
      System.err.println(e.getMessage());
      System.exit(CANNOT_START);
      return;
    } catch (Exception e) {
      LOG.error("Tabib cannot start", e);
      System.exit(CANNOT_START);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node), "stop"));
    String base = "http://" + node.address().getHostString() + ":" + node.address().getPort();
    System.out.println(
        """

        Tabib is ready.
          Simulator     %1$s/simulator
          API browser   %1$s/docs
          Appointments  %1$s/api/v1/appointments
          Health        %1$s/health/ready
        Ctrl-C stops it; the data stays.
        """
            .formatted(base));
    // Threads of the node keep the process alive until then.
    CompletableFuture<?> expelled = node.expelled().toCompletableFuture();
    expelled.join();
    LOG.error("the cluster gave this node up: the process ends and is to be started again");
    System.err.println(
        "The cluster gave this node up (it could not be reached, or was on the smaller side of a"
            + " divided network). The process ends with "
            + GIVEN_UP
            + "; start it again.");
    haltAfter(ENDING, GIVEN_UP);
    System.exit(GIVEN_UP);
  }

  private static void end(TabibNode node) {
    haltAfter(node.endsWithin().plus(RESERVE), DID_NOT_END);
    node.close();
    // What is still on its way to the output would be lost with the process.
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      log.stop();
    }
  }

  /** Come what may: on a thread that nothing else uses. */
  private static void haltAfter(Duration time, int status) {
    Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("last-resort").factory())
        .schedule(() -> Runtime.getRuntime().halt(status), time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
