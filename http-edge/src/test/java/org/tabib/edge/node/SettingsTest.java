package org.tabib.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.edge.spool.SpoolSettings;

class SettingsTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "tabib.mode", "production",
          "tabib.secrets.master-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "tabib.whatsapp.app-secret", "secret",
          "tabib.whatsapp.verify-token", "verify",
          "tabib.whatsapp.access-token", "access",
          "tabib.whatsapp.phone-number-id", "123");

  /** The defaults and these, whatever the environment of the test says. */
  private static Settings settings(Map<String, String> given) {
    Config defaults =
        ConfigFactory.parseResources("tabib.conf")
            .withFallback(ConfigFactory.parseResources("kafka.conf"))
            .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    return Settings.of(ConfigFactory.parseMap(given).withFallback(defaults));
  }

  private static Map<String, String> completeBut(String path, String value) {
    Map<String, String> settings = new HashMap<>(COMPLETE);
    settings.put(path, value);
    return settings;
  }

  @Test
  void theSpoolIsInTheDataDirectoryUnlessToldOtherwise() {
    Map<String, String> given = completeBut("tabib.data-dir", "/var/tabib");
    SpoolSettings spool = settings(given).spool();
    assertThat(spool.on()).isTrue();
    assertThat(spool.folder()).isEqualTo(Path.of("/var/tabib/spool"));
    assertThat(spool.maxBytes()).isEqualTo(1L << 30);
    assertThat(spool.maxEntries()).isEqualTo(1_000_000);

    given.put("tabib.spool.folder", "/disk/spool-1");
    given.put("tabib.spool.on", "off");
    assertThat(settings(given).spool().folder()).isEqualTo(Path.of("/disk/spool-1"));
    assertThat(settings(given).spool().on()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "tabib.spool.max-bytes, 1 MiB, TABIB_SPOOL_MAX_BYTES is at least",
    "tabib.spool.max-entries, 0, TABIB_SPOOL_MAX_ENTRIES is at least"
  })
  void aSpoolThatHoldsNothingIsNamed(String path, String value, String named) {
    assertThatThrownBy(() -> settings(completeBut(path, value)))
        .isInstanceOf(Settings.InvalidSettingsException.class)
        .hasMessageContaining(named);
  }

  @Test
  void productionNeedsEverySecretAndNamesAllThatAreMissing() {
    assertThatThrownBy(() -> settings(Map.of()))
        .isInstanceOf(Settings.InvalidSettingsException.class)
        .hasMessageContainingAll(
            "TABIB_MASTER_KEY is missing",
            "TABIB_WHATSAPP_APP_SECRET is missing",
            "TABIB_WHATSAPP_VERIFY_TOKEN is missing",
            "TABIB_WHATSAPP_ACCESS_TOKEN is missing",
            "TABIB_WHATSAPP_PHONE_NUMBER_ID is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "tabib.secrets.master-key, TABIB_MASTER_KEY",
    "tabib.whatsapp.app-secret, TABIB_WHATSAPP_APP_SECRET",
    "tabib.whatsapp.verify-token, TABIB_WHATSAPP_VERIFY_TOKEN",
    "tabib.whatsapp.access-token, TABIB_WHATSAPP_ACCESS_TOKEN",
    "tabib.whatsapp.phone-number-id, TABIB_WHATSAPP_PHONE_NUMBER_ID"
  })
  void oneMissingSecretIsNamedAndNoOther(String path, String variable) {
    assertThatThrownBy(() -> settings(completeBut(path, "")))
        .isInstanceOf(Settings.InvalidSettingsException.class)
        .message()
        .contains(variable)
        .containsOnlyOnce(" - ");
  }

  @ParameterizedTest
  @CsvSource({
    "tabib.mode, staging, TABIB_MODE",
    "tabib.http.port, 65536, TABIB_HTTP_PORT",
    "tabib.http.port, -1, TABIB_HTTP_PORT",
    "tabib.whatsapp.rate, -1, TABIB_WHATSAPP_RATE",
    "tabib.http.port, web, TABIB_HTTP_PORT",
    "tabib.demo-scale, 0, TABIB_DEMO_SCALE",
    "tabib.database.embedded-port, many, TABIB_DATABASE_EMBEDDED_PORT",
    "tabib.secrets.master-key, not base64!, TABIB_MASTER_KEY",
    "tabib.kafka.topic-prefix, .tabib, TABIB_KAFKA_TOPIC_PREFIX",
    "tabib.kafka.topics.create, perhaps, TABIB_KAFKA_TOPIC_CREATE",
    "tabib.kafka.topics.partitions, 0, TABIB_KAFKA_TOPIC_PARTITIONS",
    "tabib.kafka.topics.replication, 0, TABIB_KAFKA_TOPIC_REPLICATION",
    "tabib.secrets.master-key, AAAA, TABIB_MASTER_KEY"
  })
  void wrongValueIsNamed(String path, String value, String variable) {
    assertThatThrownBy(() -> settings(completeBut(path, value)))
        .isInstanceOf(Settings.InvalidSettingsException.class)
        .hasMessageContaining(variable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-value-1", "0123"})
  void wrongSecretIsNeverRepeated(String value) {
    assertThatThrownBy(() -> settings(completeBut("tabib.secrets.master-key", value)))
        .message()
        .doesNotContain(value);
  }

  @Test
  void completeProductionSettingsReachMeta() {
    Settings settings = settings(COMPLETE);
    assertThat(settings.mode()).isEqualTo(Settings.Mode.PRODUCTION);
    assertThat(settings.whatsapp().graphUrl()).startsWith("https://graph.facebook.com/");
    assertThat(settings.toString()).doesNotContain("secret", "verify", "access");
  }

  @Test
  void accountsAreSentFromAsFastAsTheModeAllowsUnlessToldOtherwise() {
    assertThat(settings(COMPLETE).sending()).isEqualTo(new Settings.Sending(80, true));
    assertThat(settings(Map.of("tabib.mode", "demo")).sending().rate()).isEqualTo(2000);
    assertThat(settings(completeBut("tabib.whatsapp.rate", "1000")).sending().rate())
        .isEqualTo(1000);
    assertThat(settings(completeBut("tabib.whatsapp.pair-limit", "false")).sending().pairLimit())
        .isFalse();
  }

  @Test
  void demoNeedsNothing() {
    Settings settings = settings(Map.of("tabib.mode", "demo"));
    assertThat(settings.mode()).isEqualTo(Settings.Mode.DEMO);
    assertThat(settings.whatsapp().graphUrl()).isEmpty();
    assertThat(settings.masterKey()).isEmpty();
  }

  @Test
  void theDemoClockIsForDemoModeOnly() {
    Map<String, String> demo =
        Map.of(
            "tabib.mode", "demo",
            "tabib.demo-clock.start", "2026-11-23T05:00:00Z",
            "tabib.demo-clock.factor", "60");
    assertThat(settings(demo).demoTime().factor()).isEqualTo(60);
    assertThat(settings(demo).demoTime().isTrue()).isFalse();
    assertThat(settings(COMPLETE).demoTime().isTrue()).isTrue();
    assertThatThrownBy(() -> settings(completeBut("tabib.demo-clock.factor", "60")))
        .hasMessageContaining("TABIB_DEMO_CLOCK_FACTOR are for demo mode only");
    assertThatThrownBy(
            () -> settings(Map.of("tabib.mode", "demo", "tabib.demo-clock.start", "today")))
        .hasMessageContaining("TABIB_DEMO_CLOCK_START is an instant");
  }

  @Test
  void displaysAreServedUnlessSwitchedOff() {
    assertThat(settings(COMPLETE).display().on()).isTrue();
    assertThat(settings(completeBut("tabib.display.on", "off")).display().on()).isFalse();
    assertThatThrownBy(() -> settings(completeBut("tabib.display.viewers", "0")))
        .hasMessageContaining("TABIB_DISPLAY_VIEWERS is 1 to 10000");
  }
}
