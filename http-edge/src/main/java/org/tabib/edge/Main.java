package org.tabib.edge;

import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.node.Settings;
import org.tabib.edge.node.TabibNode;

/** Starts a node and keeps it until it is told to stop (SIGTERM, Ctrl-C). */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int CANNOT_START = 1;

  private Main() {}

  @SuppressWarnings("SystemOut") // what an operator sees at the terminal, whatever the log does
  public static void main(String[] arguments) throws InterruptedException {
    TabibNode node;
    try {
      node = TabibNode.start(ConfigFactory.load());
    } catch (Settings.InvalidSettingsException e) {
      System.err.println(e.getMessage());
      System.exit(CANNOT_START);
      return;
    } catch (Exception e) {
      LOG.error("Tabib cannot start", e);
      System.exit(CANNOT_START);
      return;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  stopped.countDown();
                },
                "stop"));
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
    stopped.await();
  }
}
