package org.tabib.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The fault drivers of {@code deploy/faults} in their short form, against the product that this
 * build has just packaged. Needs Node, as the build does. The long form is for a quiet machine:
 * {@code deploy/faults/run all}.
 */
@Tag("alone")
@DisabledIfSystemProperty(named = "faults.skip", matches = "true|")
class FaultsIT {
  /**
   * Far beyond what a slow machine takes: a driver that hangs fails instead of stopping the build.
   */
  private static final long LIMIT_MINUTES = 12;

  @Test
  void oneNodeLosesNothingWhenItOrItsDatabaseOrItsProviderFails() throws Exception {
    drive("a", "d", "e", "f");
  }

  @Test
  void threeNodesLoseNothingWhenOneAfterTheOtherIsKilled() throws Exception {
    drive("b");
  }

  private static void drive(String... faults) throws IOException, InterruptedException {
    Path module = Path.of("").toAbsolutePath();
    Path out = module.resolve("target/faults-it/" + String.join("", faults));
    Files.createDirectories(out);
    Path output = out.resolve("output.txt");
    List<String> command =
        new ArrayList<>(List.of(module.resolveSibling("deploy/faults/run").toString()));
    command.addAll(List.of(faults));
    command.addAll(List.of("--short", "--out", out.toString()));
    ProcessBuilder driver = new ProcessBuilder(command);
    driver.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // This build has made what is tried; a driver that builds as well would build into it.
    driver.environment().put("TABIB_AS_BUILT", "1");
    Process running = driver.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!running.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      // The driver stops whatever it has started.
      running.destroy();
      running.waitFor(2, TimeUnit.MINUTES);
      running.destroyForcibly();
    }
    assertThat(running.waitFor())
        .as("exit code of %s; logs in %s:%n%s", command, out, Files.readString(output))
        .isZero();
  }
}
