package org.tabib.edge.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.edge.node.ClusterSettings.HostPort;
import org.tabib.edge.node.ClusterSettings.Method;
import org.tabib.edge.node.ClusterSettings.Way;

class ClusterSettingsTest {
  /** A node of a cluster by seed nodes, with everything that it must share. */
  private static final Map<String, String> SEEDED =
      Map.of(
          "tabib.mode", "demo",
          "tabib.objects-dir", "/shared/objects",
          "tabib.database.url", "jdbc:postgresql://db/tabib",
          "tabib.secrets.master-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "tabib.whatsapp.graph-url", "http://host1:8080/simulator/graph/v25.0",
          "tabib.cluster.host", "host2",
          "tabib.cluster.port", "2551",
          "tabib.cluster.seed-nodes", "host1:2551, host2:2551");

  private static Settings settings(Map<String, String> given) {
    Config defaults =
        ConfigFactory.parseResources("tabib.conf")
            .withFallback(ConfigFactory.parseResources("kafka.conf"))
            .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    return Settings.of(ConfigFactory.parseMap(given).withFallback(defaults));
  }

  private static Map<String, String> seededBut(String... pathsAndValues) {
    Map<String, String> settings = new HashMap<>(SEEDED);
    for (int i = 0; i < pathsAndValues.length; i += 2) {
      settings.put(pathsAndValues[i], pathsAndValues[i + 1]);
    }
    return settings;
  }

  private static Map<String, String> discoveringBut(String... pathsAndValues) {
    Map<String, String> settings = seededBut();
    settings.put("tabib.cluster.seed-nodes", "");
    settings.put("tabib.cluster.discovery.method", "config");
    settings.put("tabib.cluster.discovery.endpoints", "host1:8558,host2:8558");
    settings.put("tabib.cluster.management-port", "8558");
    for (int i = 0; i < pathsAndValues.length; i += 2) {
      settings.put(pathsAndValues[i], pathsAndValues[i + 1]);
    }
    return settings;
  }

  @Test
  void withoutAnythingANodeIsAloneAndDoesEverything() {
    Settings settings = settings(Map.of("tabib.mode", "demo", "tabib.data-dir", "/data"));

    assertThat(settings.cluster().several()).isFalse();
    assertThat(settings.cluster().way()).isEqualTo(new Way.Alone());
    assertThat(settings.cluster().roles()).containsExactlyInAnyOrder(Role.values());
    assertThat(settings.cluster().name()).isEqualTo("tabib");
    assertThat(settings.cluster().managementPort()).isEmpty();
    assertThat(settings.objectsDir()).isEqualTo(Path.of("/data/objects"));
    assertThat(settings.leaveNotice()).isZero();
  }

  @Test
  void seedNodesKeepTheirOrder() {
    Settings settings = settings(seededBut("tabib.cluster.join-timeout", "90s"));

    assertThat(settings.cluster())
        .isEqualTo(
            new ClusterSettings(
                "tabib",
                new HostPort("host2", 2551),
                new HostPort("host2", 2551),
                Set.of(Role.values()),
                new Way.SeedNodes(
                    List.of(new HostPort("host1", 2551), new HostPort("host2", 2551))),
                OptionalInt.empty(),
                Duration.ofSeconds(90)));
    assertThat(settings.objectsDir()).isEqualTo(Path.of("/shared/objects"));
  }

  @Test
  void rolesAreAnyOfThree() {
    assertThat(settings(seededBut("tabib.cluster.roles", "Engine, projections")).cluster().roles())
        .containsExactlyInAnyOrder(Role.ENGINE, Role.PROJECTIONS);
  }

  @Test
  void akkaIsToldWhereANodeIsAndWhereItListens() {
    Config akka =
        settings(
                seededBut(
                    "tabib.cluster.name", "clinic-1",
                    "tabib.cluster.bind-host", "0.0.0.0",
                    "tabib.cluster.bind-port", "25510",
                    "tabib.cluster.management-port", "8558",
                    "tabib.cluster.roles", "edge"))
            .cluster()
            .akka();

    assertThat(akka.getString("akka.remote.artery.canonical.hostname")).isEqualTo("host2");
    assertThat(akka.getInt("akka.remote.artery.canonical.port")).isEqualTo(2551);
    assertThat(akka.getString("akka.remote.artery.bind.hostname")).isEqualTo("0.0.0.0");
    assertThat(akka.getInt("akka.remote.artery.bind.port")).isEqualTo(25510);
    assertThat(akka.getStringList("akka.cluster.roles")).containsExactly("edge");
    assertThat(akka.getString("akka.cluster.sharding.role")).isEqualTo("engine");
    assertThat(akka.getString("tabib.projections.role")).isEqualTo("projections");
    assertThat(akka.getInt("akka.management.http.port")).isEqualTo(8558);
    assertThat(akka.getString("akka.management.http.bind-hostname")).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @CsvSource({"kubernetes, kubernetes-api", "dns, akka-dns", "CONFIG, config"})
  void discoveryIsBootstrapWithTheMethodThatIsNamed(String method, String plugin) {
    ClusterSettings cluster =
        settings(
                discoveringBut(
                    "tabib.cluster.discovery.method", method,
                    "tabib.cluster.discovery.service", "clinic",
                    "tabib.cluster.discovery.contact-points", "2"))
            .cluster();
    Config discovery =
        cluster.akka().getConfig("akka.management.cluster.bootstrap.contact-point-discovery");

    assertThat(cluster.way()).isInstanceOf(Way.Discovery.class);
    assertThat(discovery.getString("discovery-method")).isEqualTo(plugin);
    assertThat(discovery.getString("service-name")).isEqualTo("clinic");
    assertThat(discovery.getInt("required-contact-point-nr")).isEqualTo(2);
    assertThat(
            cluster
                .akka()
                .getBoolean(
                    "akka.management.cluster.bootstrap.contact-point.filter-on-fallback-port"))
        .isFalse();
  }

  @Test
  void endpointsOfDiscoveryByConfigurationAreThoseNamed() {
    ClusterSettings cluster = settings(discoveringBut()).cluster();

    assertThat(((Way.Discovery) cluster.way()).method()).isEqualTo(Method.CONFIG);
    assertThat(cluster.akka().getConfigList("akka.discovery.config.services.tabib.endpoints"))
        .extracting(at -> at.getString("host") + ":" + at.getInt("port"))
        .containsExactly("host1:8558", "host2:8558");
  }

  @ParameterizedTest
  @CsvSource({
    "tabib.database.url, TABIB_DATABASE_URL",
    "tabib.secrets.master-key, TABIB_MASTER_KEY",
    "tabib.objects-dir, TABIB_OBJECTS_DIR",
    "tabib.whatsapp.graph-url, TABIB_WHATSAPP_GRAPH_URL"
  })
  void whatTheNodesOfAClusterShareMustBeGiven(String path, String variable) {
    refused(seededBut(path, ""), variable + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "tabib.cluster.name, my cluster, TABIB_CLUSTER_NAME",
    "tabib.cluster.name, -a, TABIB_CLUSTER_NAME",
    "tabib.cluster.port, '', TABIB_CLUSTER_PORT",
    "tabib.cluster.port, 0, TABIB_CLUSTER_PORT",
    "tabib.cluster.port, 65536, TABIB_CLUSTER_PORT",
    "tabib.cluster.bind-port, 0, TABIB_CLUSTER_BIND_PORT",
    "tabib.cluster.host, 0.0.0.0, TABIB_CLUSTER_BIND_HOST",
    "tabib.cluster.management-port, none, TABIB_MANAGEMENT_PORT",
    "tabib.cluster.join-timeout, soon, TABIB_CLUSTER_JOIN_TIMEOUT",
    "tabib.cluster.join-timeout, 0s, TABIB_CLUSTER_JOIN_TIMEOUT",
    "tabib.cluster.roles, ',', TABIB_ROLES",
    "tabib.cluster.roles, 'edge,doctor', TABIB_ROLES",
    "tabib.leave-notice, -1s, TABIB_LEAVE_NOTICE"
  })
  void wrongValueIsNamed(String path, String value, String variable) {
    Map<String, String> wrong = seededBut(path, value);
    assertThatThrownBy(() -> settings(wrong))
        .isInstanceOf(Settings.InvalidSettingsException.class)
        .message()
        .contains(variable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"host1", "host1:", ":2551", "host1:0", "akka://tabib@host1:x"})
  void seedNodeWithoutAUsablePortIsNamed(String node) {
    refused(seededBut("tabib.cluster.seed-nodes", node), "TABIB_CLUSTER_SEED_NODES is a list");
  }

  @Test
  void onlyOneWayIntoAClusterIsTaken() {
    refused(
        discoveringBut("tabib.cluster.seed-nodes", "host1:2551"),
        "TABIB_CLUSTER_SEED_NODES and TABIB_CLUSTER_DISCOVERY");
  }

  @ParameterizedTest
  @CsvSource({
    "tabib.cluster.management-port, '', TABIB_MANAGEMENT_PORT is missing",
    "tabib.cluster.discovery.method, consul, TABIB_CLUSTER_DISCOVERY is",
    "tabib.cluster.discovery.service, '', TABIB_CLUSTER_SERVICE is missing",
    "tabib.cluster.discovery.contact-points, 0, TABIB_CLUSTER_CONTACT_POINTS is",
    "tabib.cluster.discovery.contact-points, two, TABIB_CLUSTER_CONTACT_POINTS is",
    "tabib.cluster.discovery.contact-points, 3, TABIB_CLUSTER_ENDPOINTS has 2 addresses",
    "tabib.cluster.discovery.endpoints, host1, TABIB_CLUSTER_ENDPOINTS is a list"
  })
  void discoveryNeedsWhatItWorksWith(String path, String value, String message) {
    Map<String, String> wrong = discoveringBut(path, value);
    assertThatThrownBy(() -> settings(wrong))
        .isInstanceOf(Settings.InvalidSettingsException.class)
        .message()
        .contains(message);
  }

  @Test
  void aSingleNodeHasAllRoles() {
    assertThatThrownBy(
            () -> settings(Map.of("tabib.mode", "demo", "tabib.cluster.roles", "edge,engine")))
        .isInstanceOf(Settings.InvalidSettingsException.class)
        .hasMessageContaining("TABIB_ROLES: a single node has all roles");
  }

  private static void refused(Map<String, String> given, String message) {
    assertThatThrownBy(() -> settings(given))
        .isInstanceOf(Settings.InvalidSettingsException.class)
        .message()
        .contains(message)
        .containsOnlyOnce(" - ");
  }
}
