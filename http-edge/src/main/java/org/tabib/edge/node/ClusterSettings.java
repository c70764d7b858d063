package org.tabib.edge.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where a node stands in its cluster.
 *
 * @param name of the cluster: nodes of another name are not talked to
 * @param self where the other nodes reach this one
 * @param bind where it listens: another address only behind NAT, as in containers
 * @param roles what it does
 * @param way how it comes into the cluster
 * @param managementPort where Akka Management listens, if it does
 * @param joinTimeout a node that is no member after that does not start
 */
public record ClusterSettings(
    String name,
    HostPort self,
    HostPort bind,
    Set<Role> roles,
    Way way,
    OptionalInt managementPort,
    Duration joinTimeout) {

  public ClusterSettings {
    roles = Set.copyOf(roles);
  }

  /** An address. Port 0 of a node of its own: any that is free. */
  public record HostPort(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** How a node comes into a cluster. */
  public sealed interface Way {
    /** It is the only one. */
    record Alone() implements Way {}

    /**
     * It asks these nodes; the first of them may begin a new cluster.
     *
     * @param nodes the same in the same order on every node
     */
    record SeedNodes(List<HostPort> nodes) implements Way {
      public SeedNodes {
        nodes = List.copyOf(nodes);
      }
    }

    /**
     * It finds the others through Akka Cluster Bootstrap.
     *
     * @param service what the others are found by
     * @param contactPoints how many must be found before a new cluster is begun
     * @param endpoints management addresses of all nodes, for {@link Method#CONFIG}
     */
    record Discovery(Method method, String service, int contactPoints, List<HostPort> endpoints)
        implements Way {
      public Discovery {
        endpoints = List.copyOf(endpoints);
      }
    }
  }

  /** Who knows where the other nodes are. */
  public enum Method {
    /** The Kubernetes API: pods with the label {@code app=<service>}. */
    KUBERNETES("kubernetes-api"),

    /** The addresses that the service's name resolves to. */
    DNS("akka-dns"),

    /** A list in the settings. */
    CONFIG("config");

    private final String plugin;

    Method(String plugin) {
      this.plugin = plugin;
    }
  }

  /** Whether there may be other nodes. */
  public boolean several() {
    return !(way instanceof Way.Alone);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** What Akka is told. */
  Config akka() {
    Map<String, Object> akka = new HashMap<>();
    akka.put("akka.remote.artery.canonical.hostname", self.host());
    akka.put("akka.remote.artery.canonical.port", self.port());
    akka.put("akka.remote.artery.bind.hostname", bind.host());
    akka.put("akka.remote.artery.bind.port", bind.port());
    akka.put("akka.cluster.roles", roles.stream().map(Role::text).sorted().toList());
    // Entities live where the engine is; a node without it reaches them through proxies.
    akka.put("akka.cluster.sharding.role", Role.ENGINE.text());
    akka.put("tabib.projections.role", Role.PROJECTIONS.text());
    managementPort.ifPresent(
        port -> {
          akka.put("akka.management.http.hostname", self.host());
          akka.put("akka.management.http.port", port);
          akka.put("akka.management.http.bind-hostname", bind.host());
          akka.put("akka.management.http.bind-port", port);
        });
    if (way instanceof Way.Discovery discovery) {
      tell(akka, discovery);
    }
    return ConfigFactory.parseMap(akka);
  }

  private void tell(Map<String, Object> akka, Way.Discovery discovery) {
    String bootstrap = "akka.management.cluster.bootstrap.";
    akka.put("akka.discovery.method", discovery.method().plugin);
    akka.put(bootstrap + "contact-point-discovery.discovery-method", discovery.method().plugin);
    akka.put(bootstrap + "contact-point-discovery.service-name", discovery.service());
    akka.put(
        bootstrap + "contact-point-discovery.required-contact-point-nr", discovery.contactPoints());
    managementPort.ifPresent(port -> akka.put(bootstrap + "contact-point.fallback-port", port));
    // Several nodes on one host differ in their management ports: none is left out for that.
    akka.put(bootstrap + "contact-point.filter-on-fallback-port", false);
    if (discovery.method() == Method.CONFIG) {
      akka.put(
          "akka.discovery.config.services",
          Map.of(
              discovery.service(),
              Map.of(
                  "endpoints",
                  discovery.endpoints().stream()
                      .map(at -> Map.of("host", at.host(), "port", at.port()))
                      .toList())));
    }
  }
}
