package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A headless Chromium with an empty profile. Where none is installed the test is aborted and says
 * so; with {@code CI=true} that is a failure, so that the test cannot fall asleep unseen.
 */
public final class Browser implements AutoCloseable {
  private static final String PICTURES = System.getProperty("tabib.screenshots", "");

  private final Path profile;
  private final ChromeDriver driver;
  private int width;
  private int height;

  private Browser(Path chromium, Path chromedriver, int width, int height, boolean dark) {
    this.width = width;
    this.height = height;
    try {
      profile = Files.createTempDirectory("simulator-browser");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        // A microphone that hums, where the machine has none.
        "--use-fake-device-for-media-stream",
        // Pictures show no half-faded message.
        "--force-prefers-reduced-motion",
        "--lang=en-US",
        "--user-data-dir=" + profile);
    if (dark) {
      options.addArguments("--force-dark-mode");
    }
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.toFile())
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
    // A window is never narrower than 500 pixels and loses height to its frame: set the page
    // itself.
    scale(1);
  }

  private void scale(int factor) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", factor, "mobile", false));
  }

  /** A page of that size in a light theme. */
  public static Browser open(int width, int height) {
    return open(width, height, false);
  }

  /** A page of that size. */
  public static Browser open(int width, int height, boolean dark) {
    var chromium = installed("chromium", "chromium-browser", "google-chrome");
    var chromedriver = installed("chromedriver");
    if (chromium == null || chromedriver == null) {
      var message =
          "Chromium and chromedriver are needed for the browser tests: install them and put them on"
              + " the PATH (Debian: packages chromium and chromium-driver)";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return new Browser(chromium, chromedriver, width, height, dark);
  }

  /** The page. */
  public ChromeDriver driver() {
    return driver;
  }

  /** Answers the page's question for the microphone beforehand. */
  void microphone(boolean allowed) {
    driver.executeCdpCommand(
        "Browser.setPermission",
        Map.of(
            "permission", Map.of("name", "microphone"), "setting", allowed ? "granted" : "denied"));
  }

  /** Gives the page another size. */
  public void resize(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    scale(1);
  }

  /** Cuts the page off from everything, or lets it back. */
  public void network(boolean there) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Runs before any script of the pages that are opened from now on. */
  public void beforePages(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** What the page downloads goes to this folder. */
  void downloadTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toAbsolutePath().toString()));
  }

  /** Errors that the page has written to the console, its policy's refusals among them. */
  public List<String> consoleErrors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Keeps a picture of the page under {@code target/screenshots}. */
  public void screenshot(String name) {
    screenshot(Path.of("target", "screenshots", name + ".png"));
  }

  /** Keeps a fine picture of the page in the folder {@code tabib.screenshots}, if there is one. */
  public void keep(String name) {
    if (!PICTURES.isEmpty()) {
      scale(2);
      screenshot(Path.of(PICTURES, name + ".png"));
      scale(1);
    }
  }

  private void screenshot(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path installed(String... names) {
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return Stream.of(names)
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
