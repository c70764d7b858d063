package org.tabib.edge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tabib.edge.database.Database;
import org.tabib.edge.database.DatabaseSettings;
import org.tabib.edge.node.Members;
import org.tabib.edge.node.TabibNode;

/**
 * One node that only answers and one that only works, found through discovery: every question and
 * every answer travels between them.
 */
class RolesIT {
  @Test
  void nodesShareTheWorkByTheirRolesAndSayWhenTheyAreGivenUpOrLeave() throws Exception {
    Path folder = Files.createTempDirectory("tabib-roles");
    List<Integer> ports = ClusterUnderTest.freePorts(4);
    try (FakeGraph graph = new FakeGraph();
        Database database =
            Database.open(
                new DatabaseSettings("", "postgres", "", 0), folder.resolve("database"), 2)) {
      Map<String, String> shared = NodeUnderTest.settings(folder, graph.url());
      shared.put("tabib.database.url", ClusterUnderTest.url(database));
      shared.put("tabib.objects-dir", folder.resolve("objects").toString());
      shared.put("tabib.cluster.discovery.method", "config");
      shared.put(
          "tabib.cluster.discovery.endpoints",
          "127.0.0.1:%d,127.0.0.1:%d".formatted(ports.get(2), ports.get(3)));
      shared.put("tabib.leave-notice", "5s");
      shared.put("akka.cluster.jmx.enabled", "off");
      // Both find each other within a second here: no need to wait for more.
      shared.put(
          "akka.management.cluster.bootstrap.contact-point-discovery.stable-margin", "1 second");
      CompletableFuture<TabibNode> starting =
          start(shared, "engine, projections", ports.get(0), ports.get(2));
      try (TabibNode edge = start(shared, "edge", ports.get(1), ports.get(3)).join();
          TabibNode engine = starting.join()) {
        new Split(edge, engine, graph).works();
      }
    }
    NodeUnderTest.delete(folder);
  }

  private static CompletableFuture<TabibNode> start(
      Map<String, String> shared, String roles, int clusterPort, int managementPort) {
    Map<String, String> settings = new HashMap<>(shared);
    settings.put("tabib.cluster.roles", roles);
    // A spool belongs to one node.
    settings.merge("tabib.data-dir", "/node-" + clusterPort, String::concat);
    settings.put("tabib.cluster.port", Integer.toString(clusterPort));
    settings.put("tabib.cluster.management-port", Integer.toString(managementPort));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return TabibNode.start(
                ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load()));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private record Split(TabibNode edge, TabibNode engine, FakeGraph graph) implements Endpoint {
    void works() {
      Patient asha = new Patient(this, "919900900001", null, "Asha");
      asha.books("Asha Verma", "Fever since two days");
      asha.findsVisits(1);
      asha.hearsNothingMore();
      assertThat(graph.problems()).isEmpty();

      HttpResponse<byte[]> appointments = get(edge, "/api/v1/appointments");
      assertThat(appointments.statusCode()).isEqualTo(200);
      assertThat(new String(appointments.body(), UTF_8)).contains("\"status\":\"booked\"");
      assertThat(get(edge, "/api/v1/slots?specialty=general-medicine").statusCode()).isEqualTo(200);
      // The projections are told across nodes, too.
      assertThat(
              NodeUnderTest.send(
                      HttpRequest.newBuilder(uri(edge, "/api/v1/projections/visit/rebuild"))
                          .POST(HttpRequest.BodyPublishers.noBody())
                          .build())
                  .statusCode())
          .isEqualTo(202);
      asha.findsVisits(1);

      for (TabibNode node : List.of(edge, engine)) {
        await().until(() -> get(node, "/health/ready").statusCode() == 200);
        assertThat(get(node, "/metrics").statusCode()).isEqualTo(200);
        assertThat(new Members(node.system()).getAsInt()).isEqualTo(1);
      }
      assertThat(get(engine, "/api/v1/appointments").statusCode()).isEqualTo(404);
      byte[] webhook = Webhooks.payload(List.of(asha.message(Webhooks.text("help"))));
      assertThat(
              NodeUnderTest.post(
                      uri(engine, "/webhooks/whatsapp"), webhook, Webhooks.signature(webhook))
                  .statusCode())
          .isEqualTo(405);

      Cluster cluster = Cluster.get(engine.system());
      assertThat(cluster.state().getMembers())
          .hasSize(2)
          .allMatch(member -> member.status() == MemberStatus.up());
      cluster.manager().tell(new Down(Cluster.get(edge.system()).selfMember().address()));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> edge.expelled().toCompletableFuture().isDone());
      assertThat(engine.expelled().toCompletableFuture()).isNotDone();

      CompletableFuture<Void> leaving =
          CompletableFuture.runAsync(engine::close, Thread::startVirtualThread);
      await()
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(
              () -> {
                HttpResponse<byte[]> health = get(engine, "/health/ready");
                assertThat(health.statusCode()).isEqualTo(503);
                assertThat(new String(health.body(), UTF_8)).contains("about to leave");
              });
      leaving.join();
      assertThat(engine.expelled().toCompletableFuture()).isNotDone();
    }

    private static URI uri(TabibNode node, String path) {
      return URI.create("http://127.0.0.1:" + node.address().getPort() + path);
    }

    private static HttpResponse<byte[]> get(TabibNode node, String path) {
      return NodeUnderTest.bytes(uri(node, path));
    }

    @Override
    public void deliver(byte[] body) {
      assertThat(
              NodeUnderTest.post(uri(edge, "/webhooks/whatsapp"), body, Webhooks.signature(body))
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
