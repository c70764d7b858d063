package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Source;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRouteTest {
  private static final int LIMIT = 3 * 1024 * 1024;
  private static final RecordingIntake INTAKE = new RecordingIntake();
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
  private static ActorSystem system;
  private static ServerBinding server;
  private static HttpClient client;
  private static URI address;

  @BeforeAll
  @BeforeContainer
  static void start() throws Exception {
    if (server != null) {
      return;
    }
    system =
        ActorSystem.create(
            "route",
            ConfigFactory.parseString("akka.loglevel=ERROR").withFallback(ConfigFactory.load()));
    WebhookRoute route =
        new WebhookRoute(
            WebhookSettings.of(Fixtures.VERIFY_TOKEN),
            new Signature(List.of(Fixtures.SECRET)),
            INTAKE,
            new WebhookMetrics(METERS),
            SystemMaterializer.get(system).materializer());
    server =
        Http.get(system)
            .newServerAt("127.0.0.1", 0)
            .bind(route::handle)
            .toCompletableFuture()
            .get();
    address =
        URI.create("http://127.0.0.1:" + server.localAddress().getPort() + "/webhooks/whatsapp");
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  @AfterContainer
  static void stop() {
    if (server != null) {
      server = null;
      client.close();
      TestKit.shutdownActorSystem(system);
    }
  }

  @BeforeEach
  void clear() {
    INTAKE.clear();
  }

  private static HttpResponse<String> get(String query) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + "?" + query)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> signed(byte[] body) throws Exception {
    return post(body, Signature.HEADER, Fixtures.sign(body));
  }

  private static double count(String name, String... tags) {
    return METERS.find(name).tags(tags).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  // ── registration ────────────────────────────────────────────────────────────────────────────

  @Test
  void echoesChallengeAsPlainText() throws Exception {
    HttpResponse<String> answer =
        get("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wa-verify-0001");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("1158201444");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wrong, 403",
    "hub.mode=subscribe&hub.challenge=1158201444, 403",
    "hub.mode=unsubscribe&hub.challenge=1158201444&hub.verify_token=wa-verify-0001, 403",
    "hub.mode=subscribe&hub.verify_token=wa-verify-0001, 400",
    "hub.mode=subscribe&hub.challenge=1158201444&hub.challenge=2&hub.verify_token=wa-verify-0001,"
        + " 400",
    "hub.challenge=1158201444&hub.verify_token=wa-verify-0001, 403",
    "x=1158201444, 403"
  })
  void refusesRegistrationWithoutEchoing(String query, int status) throws Exception {
    HttpResponse<String> answer = get(query);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("1158201444");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @Test
  void neverEchoesAsHtml() throws Exception {
    HttpResponse<String> answer =
        get("hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=wa-verify-0001");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void refusesOtherMethods() throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address).DELETE().build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
  }

  // ── delivery ────────────────────────────────────────────────────────────────────────────────

  static List<String> files() {
    return Fixtures.names();
  }

  @ParameterizedTest
  @MethodSource("files")
  void answersEverySignedFixtureWith200(String file) throws Exception {
    byte[] body = Fixtures.bytes(file);
    HttpResponse<String> answer = post(body, Signature.HEADER, Fixtures.signatures().get(file));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(INTAKE.raw).singleElement().isEqualTo(body);
  }

  @Test
  void handsUnreadablePayloadToQuarantineAndCountsIt() throws Exception {
    double before = count("tabib_webhook_quarantined", "reason", "unparseable");
    assertThat(signed(Fixtures.numbered("55")).statusCode()).isEqualTo(200);
    assertThat(INTAKE.quarantined).containsExactly(QuarantineReason.UNPARSEABLE);
    assertThat(INTAKE.taken).isEmpty();
    assertThat(count("tabib_webhook_quarantined", "reason", "unparseable")).isEqualTo(before + 1);
  }

  @Test
  void countsUnknownFieldsUnderOneLabel() throws Exception {
    double before = count("tabib_webhook_notices", "field", "unknown");
    signed(Fixtures.numbered("33"));
    assertThat(count("tabib_webhook_notices", "field", "unknown")).isEqualTo(before + 1);
  }

  @Test
  void acceptsUpperCaseHex() throws Exception {
    byte[] body = Fixtures.numbered("01");
    String upper = "sha256=" + Fixtures.sign(body).substring(7).toUpperCase(Locale.ROOT);
    assertThat(post(body, Signature.HEADER, upper).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "bare", "sha1", "changed", "reserialised"})
  void refusesWhatIsNotSigned(String kind) throws Exception {
    byte[] body = Fixtures.numbered("59");
    String right = Fixtures.sign(body);
    HttpResponse<String> answer =
        switch (kind) {
          case "none" -> post(body);
          case "bare" -> post(body, Signature.HEADER, right.substring(7));
          case "sha1" -> post(body, "X-Hub-Signature", "sha1=" + "0".repeat(40));
          case "changed" -> post(Fixtures.numbered("01"), Signature.HEADER, right);
          default ->
              post(body, Signature.HEADER, Fixtures.sign(Json.write(Json.tree(body)).getBytes()));
        };
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(INTAKE.raw).isEmpty();
  }

  @Test
  void keepsSignedEmptyBody() throws Exception {
    assertThat(signed(new byte[0]).statusCode()).isEqualTo(200);
    assertThat(INTAKE.quarantined).containsExactly(QuarantineReason.UNPARSEABLE);
  }

  @Test
  void asksForRetryWhenNotDurable() throws Exception {
    INTAKE.answer = CompletableFuture.completedFuture(Intake.Outcome.UNAVAILABLE);
    HttpResponse<String> answer = signed(Fixtures.numbered("01"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void asksForRetryWhenTheIntakeFails() throws Exception {
    INTAKE.answer = CompletableFuture.failedFuture(new IllegalStateException("secret detail"));
    HttpResponse<String> answer = signed(Fixtures.numbered("01"));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("secret");
    INTAKE.broken = true;
    assertThat(signed(Fixtures.numbered("01")).statusCode()).isEqualTo(503);
  }

  @Test
  void answersOnlyWhenDurable() throws Exception {
    CompletableFuture<Intake.Outcome> pending = new CompletableFuture<>();
    INTAKE.answer = pending;
    byte[] body = Fixtures.numbered("01");
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(address)
                .header(Signature.HEADER, Fixtures.sign(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    org.awaitility.Awaitility.await().until(() -> INTAKE.taken.size() == 1);
    assertThat(answer).isNotDone();
    pending.complete(Intake.Outcome.DURABLE);
    assertThat(answer.get().statusCode()).isEqualTo(200);
  }

  // ── size ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void takesBodyOfExactlyTheLimit() throws Exception {
    byte[] body = Fixtures.padded(LIMIT);
    assertThat(body).hasSize(LIMIT);
    assertThat(signed(body).statusCode()).isEqualTo(200);
    assertThat(INTAKE.taken.getFirst().items()).hasSize(1);
  }

  @Test
  void takesChunkedBodyOfExactlyTheLimit() throws Exception {
    byte[] body = Fixtures.padded(LIMIT);
    assertThat(chunked(new ByteArrayInputStream(body), Fixtures.sign(body))).isEqualTo(200);
  }

  /** Only the head is sent: an answer proves that the body was not waited for. */
  @Test
  void refusesLargerBodyBeforeReadingIt() throws Exception {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(5000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  + "Content-Length: "
                  + (LIMIT + 1)
                  + "\r\n"
                  + Signature.HEADER
                  + ": sha256="
                  + "0".repeat(64)
                  + "\r\n\r\n{")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      byte[] head = socket.getInputStream().readNBytes(12);
      assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
    assertThat(INTAKE.raw).isEmpty();
  }

  /** The sender never ends its body: an answer proves that reading stopped at the limit. */
  @Test
  void stopsReadingChunkedBodyAtTheLimit() throws Exception {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  + "Transfer-Encoding: chunked\r\n"
                  + Signature.HEADER
                  + ": sha256="
                  + "0".repeat(64)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = new byte[64 * 1024];
      Arrays.fill(chunk, (byte) 'x');
      for (int sent = 0; sent <= LIMIT; sent += chunk.length) {
        out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(chunk);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
    assertThat(INTAKE.raw).isEmpty();
  }

  @Test
  void givesUpOnBodyThatNeverEnds() throws Exception {
    WebhookRoute impatient =
        new WebhookRoute(
            new WebhookSettings("t", LIMIT, Duration.ofMillis(50), Duration.ofSeconds(1)),
            new Signature(List.of(Fixtures.SECRET)),
            INTAKE,
            new WebhookMetrics(METERS),
            SystemMaterializer.get(system).materializer());
    akka.http.javadsl.model.HttpRequest request =
        akka.http.javadsl.model.HttpRequest.POST("/webhooks/whatsapp")
            .addHeader(RawHeader.create(Signature.HEADER, Fixtures.sign(new byte[0])))
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Source.never()));
    assertThat(impatient.handle(request).toCompletableFuture().get().status().intValue())
        .isEqualTo(408);
    assertThat(INTAKE.raw).isEmpty();
  }

  private static int chunked(InputStream body, String signature) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(address)
                .header(Signature.HEADER, signature)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  // ── anything ────────────────────────────────────────────────────────────────────────────────

  @Property(tries = 300)
  void answersAnyMutationWithAKnownStatus(
      @ForAll @IntRange(max = 10_000) int file,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 1_000_000) Integer> places,
      @ForAll byte replacement,
      @ForAll boolean cut,
      @ForAll boolean isSigned)
      throws Exception {
    List<String> names = Fixtures.names();
    byte[] body = Fixtures.bytes(names.get(file % names.size())).clone();
    for (int place : places) {
      body[place % body.length] = (byte) (replacement ^ place);
    }
    byte[] sent = cut ? Arrays.copyOf(body, places.getFirst() % body.length) : body;
    assertThatCode(() -> ((Object) WebhookParser.parse(sent)).toString())
        .doesNotThrowAnyException();
    INTAKE.clear();
    String signature = isSigned ? Fixtures.sign(sent) : Fixtures.sign(new byte[] {1});
    int status = post(sent, Signature.HEADER, signature).statusCode();
    assertThat(status).isEqualTo(isSigned ? 200 : 401);
  }
}
