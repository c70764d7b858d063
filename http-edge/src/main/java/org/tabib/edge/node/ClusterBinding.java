package org.tabib.edge.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.tabib.edge.node.ClusterSettings.HostPort;
import org.tabib.edge.node.ClusterSettings.Method;
import org.tabib.edge.node.ClusterSettings.Way;

/** Binds {@code tabib.cluster} and names what is missing, wrong or does not go together. */
final class ClusterBinding {
  /** What Akka allows as a name; the first character is no hyphen. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]*");

  private final Config tabib;
  private final List<String> problems;

  private ClusterBinding(Config tabib, List<String> problems) {
    this.tabib = tabib;
    this.problems = problems;
  }

  /**
   * @param tabib the configuration under {@code tabib}
   * @param problems takes what is wrong
   */
  static ClusterSettings bind(Config tabib, List<String> problems) {
    return new ClusterBinding(tabib, problems).bind();
  }

  private ClusterSettings bind() {
    OptionalInt management = port("cluster.management-port", "TABIB_MANAGEMENT_PORT", 1);
    Way way = way(management);
    String host = tabib.getString("cluster.host");
    HostPort self = new HostPort(host, port("cluster.port", "TABIB_CLUSTER_PORT", 0).orElse(0));
    String bindHost = tabib.getString("cluster.bind-host");
    ClusterSettings settings =
        new ClusterSettings(
            name(),
            self,
            new HostPort(
                bindHost.isEmpty() ? host : bindHost,
                port("cluster.bind-port", "TABIB_CLUSTER_BIND_PORT", 1).orElse(self.port())),
            roles(way),
            way,
            management,
            joinTimeout());
    if (settings.several() && self.port() == 0) {
      problems.add("TABIB_CLUSTER_PORT is missing: the other nodes must reach this one there");
    }
    if (settings.several() && (host.equals("0.0.0.0") || host.equals("::"))) {
      problems.add(
          "TABIB_CLUSTER_HOST is where the other nodes reach this one, not "
              + host
              + ": TABIB_CLUSTER_BIND_HOST is where it listens");
    }
    return settings;
  }

  private String name() {
    String name = tabib.getString("cluster.name");
    if (!NAME.matcher(name).matches()) {
      problems.add("TABIB_CLUSTER_NAME is letters, digits and hyphens, not '" + name + "'");
      return "tabib";
    }
    return name;
  }

  private Duration joinTimeout() {
    try {
      Duration timeout = tabib.getDuration("cluster.join-timeout");
      if (timeout.compareTo(Duration.ofSeconds(1)) >= 0) {
        return timeout;
      }
    } catch (ConfigException e) {
      // Named below, like one that is too short.
    }
    problems.add("TABIB_CLUSTER_JOIN_TIMEOUT is a duration of at least a second, as in 60s");
    return Duration.ofSeconds(60);
  }

  private Way way(OptionalInt management) {
    List<HostPort> seeds = addresses("cluster.seed-nodes", "TABIB_CLUSTER_SEED_NODES");
    String method = tabib.getString("cluster.discovery.method");
    if (method.isEmpty()) {
      return seeds.isEmpty() ? new Way.Alone() : new Way.SeedNodes(seeds);
    }
    if (!seeds.isEmpty()) {
      problems.add(
          "TABIB_CLUSTER_SEED_NODES and TABIB_CLUSTER_DISCOVERY: a node joins by one of them");
    }
    if (management.isEmpty()) {
      problems.add(
          "TABIB_MANAGEMENT_PORT is missing: TABIB_CLUSTER_DISCOVERY asks the other nodes there");
    }
    return discovery(method);
  }

  private Way discovery(String wanted) {
    Optional<Method> method =
        Arrays.stream(Method.values())
            .filter(one -> one.name().equalsIgnoreCase(wanted))
            .findFirst();
    if (method.isEmpty()) {
      problems.add(
          "TABIB_CLUSTER_DISCOVERY is 'kubernetes', 'dns' or 'config', not '" + wanted + "'");
    }
    String service = tabib.getString("cluster.discovery.service");
    if (service.isEmpty()) {
      problems.add("TABIB_CLUSTER_SERVICE is missing: what the other nodes are found by");
    }
    int contactPoints = contactPoints();
    List<HostPort> endpoints = addresses("cluster.discovery.endpoints", "TABIB_CLUSTER_ENDPOINTS");
    if (method.equals(Optional.of(Method.CONFIG)) && endpoints.size() < contactPoints) {
      problems.add(
          "TABIB_CLUSTER_ENDPOINTS has "
              + endpoints.size()
              + " addresses: TABIB_CLUSTER_CONTACT_POINTS are "
              + contactPoints);
    }
    return new Way.Discovery(method.orElse(Method.CONFIG), service, contactPoints, endpoints);
  }

  private int contactPoints() {
    try {
      int points = tabib.getInt("cluster.discovery.contact-points");
      if (points >= 1) {
        return points;
      }
    } catch (ConfigException e) {
      // Named below, like one that is too small.
    }
    problems.add("TABIB_CLUSTER_CONTACT_POINTS is a whole number, at least 1");
    return 1;
  }

  private Set<Role> roles(Way way) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String wanted : list("cluster.roles")) {
      Arrays.stream(Role.values())
          .filter(role -> role.text().equals(wanted.toLowerCase(Locale.ROOT)))
          .findFirst()
          .ifPresentOrElse(
              roles::add,
              () ->
                  problems.add(
                      "TABIB_ROLES are any of edge, engine and projections, not '" + wanted + "'"));
    }
    if (roles.isEmpty()) {
      problems.add("TABIB_ROLES is empty: a node has at least one role");
    } else if (way instanceof Way.Alone && roles.size() < Role.values().length) {
      problems.add(
          "TABIB_ROLES: a single node has all roles; with others it needs"
              + " TABIB_CLUSTER_SEED_NODES or TABIB_CLUSTER_DISCOVERY");
    }
    return roles;
  }

  private List<String> list(String path) {
    return Arrays.stream(tabib.getString(path).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private List<HostPort> addresses(String path, String variable) {
    List<HostPort> addresses = new ArrayList<>();
    for (String text : list(path)) {
      // The last colon: an IPv6 address has others.
      int colon = text.lastIndexOf(':');
      OptionalInt port = colon < 1 ? OptionalInt.empty() : number(text.substring(colon + 1), 1);
      if (port.isEmpty()) {
        problems.add(variable + " is a list as in host1:2551,host2:2551; '" + text + "' is not");
      } else {
        addresses.add(new HostPort(text.substring(0, colon), port.getAsInt()));
      }
    }
    return addresses;
  }

  /** Empty when nothing is set. */
  private OptionalInt port(String path, String variable, int least) {
    String text = tabib.getString(path);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt port = number(text, least);
    if (port.isEmpty()) {
      problems.add(variable + " is " + least + " to 65535, not " + text);
    }
    return port;
  }

  private static OptionalInt number(String text, int least) {
    try {
      int number = Integer.parseInt(text);
      return number >= least && number <= 65535 ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
