package org.tabib.edge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebFilesTest {
  private static SimulatorServer server;

  @BeforeAll
  static void start() {
    assumeTrue(
        WebFiles.class.getResource("/web/index.html") != null,
        "built with -Dweb.skip: there is no web application to serve");
    server = new SimulatorServer();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void servesThePageFreshAndLocked() {
    for (var path : new String[] {"", "/", "/any/place"}) {
      var page = server.call(server.request(path).GET());
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("content-type")).isEqualToIgnoringCase("text/html; charset=utf-8");
      assertThat(page.header("cache-control")).isEqualTo("no-cache");
      assertThat(page.header("content-security-policy")).contains("default-src 'self'");
      assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
    }
  }

  @Test
  void servesHashedAssetsForEverAndCompressed() {
    var page = server.call(server.request("").GET()).text();
    var script = Pattern.compile("/simulator(/assets/[^\"]+\\.js)").matcher(page);
    assertThat(script.find()).isTrue();
    var asset =
        server.call(server.request(script.group(1)).header("Accept-Encoding", "gzip").GET());
    assertThat(asset.header("content-type")).contains("javascript");
    assertThat(asset.header("cache-control")).contains("immutable");
    assertThat(asset.header("content-encoding")).isEqualTo("gzip");
  }

  @Test
  void missingAssetIsNotThePage() {
    assertThat(server.call(server.request("/assets/none.js").GET()).status()).isEqualTo(404);
    assertThat(server.call(server.request("/assets/../../logback.xml").GET()).status())
        .isNotEqualTo(200);
    assertThat(server.api("/none").status()).isEqualTo(404);
  }
}
