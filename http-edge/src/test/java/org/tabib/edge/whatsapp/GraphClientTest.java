package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import akka.testkit.javadsl.TestKit;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundContent.Option;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

class GraphClientTest {
  private static final Address PHONE = new Address(Address.Kind.PHONE, "5511987650011");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
  private static ActorSystem system;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObjectMapper mapper = new ObjectMapper();
  private FakeGraph graph;
  private GraphClient client;

  @BeforeAll
  static void start() {
    system =
        ActorSystem.create(
            "graph",
            ConfigFactory.parseString("akka.loglevel=OFF").withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    TestKit.shutdownActorSystem(system);
  }

  @BeforeEach
  void open() throws Exception {
    graph = new FakeGraph();
    client = client(new GraphSettings(8, 64, Duration.ofMillis(500)));
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    graph.close();
  }

  private GraphClient client(GraphSettings settings) {
    Accounts accounts =
        id ->
            id.equals("1001")
                ? Optional.of(new Accounts.Account(id, "secret-token", graph.url()))
                : id.equals("1002")
                    ? Optional.of(new Accounts.Account(id, "t", "not a url"))
                    : Optional.empty();
    return new GraphClient(accounts, settings, new GraphMetrics(meters), CLOCK, system);
  }

  private static OutboundMessage message(Address to, OutboundContent content, String quotes) {
    return new OutboundMessage("demo.0190/12", "1001", to, content, quotes);
  }

  private SendOutcome send(OutboundMessage message) throws Exception {
    return client.send(message).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private SendOutcome send() throws Exception {
    return send(message(PHONE, new OutboundContent.Text("hello"), null));
  }

  private void sends(OutboundMessage message, String json) throws Exception {
    assertThat(send(message)).isEqualTo(new SendOutcome.Accepted("wamid.out1"));
    assertThat(mapper.readTree(graph.calls.getLast().body())).isEqualTo(mapper.readTree(json));
  }

  @Test
  void sendsTextToNumberWithPlus() throws Exception {
    sends(
        message(PHONE, new OutboundContent.Text("Olá 👋"), null),
        """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511987650011",
         "type":"text","text":{"preview_url":false,"body":"Olá 👋"},
         "biz_opaque_callback_data":"demo.0190/12"}""");
    FakeGraph.Call call = graph.calls.getLast();
    assertThat(call.line()).isEqualTo("POST /v25.0/1001/messages HTTP/1.1");
    assertThat(call.headers())
        .containsEntry("authorization", "Bearer secret-token")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void sendsToScopedIdAsRecipientAndQuotes() throws Exception {
    sends(
        message(
            new Address(Address.Kind.BSUID, "BR.5530098172264411"),
            new OutboundContent.Text("a"),
            "wamid.in1"),
        """
        {"messaging_product":"whatsapp","recipient_type":"individual",
         "recipient":"BR.5530098172264411","context":{"message_id":"wamid.in1"},
         "type":"text","text":{"preview_url":false,"body":"a"},
         "biz_opaque_callback_data":"demo.0190/12"}""");
  }

  @Test
  void sendsTemplates() throws Exception {
    sends(
        message(
            PHONE,
            new OutboundContent.Template(
                "tabib_message_waiting",
                "pt_BR",
                List.of("Sehat\n \t Clinic"),
                List.of(new Option("waiting.read", "Ler mensagem", null)),
                "Você tem uma mensagem de Sehat Clinic."),
            null),
        """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511987650011",
         "type":"template","template":{"name":"tabib_message_waiting",
         "language":{"code":"pt_BR"},"components":[
         {"type":"body","parameters":[{"type":"text","text":"Sehat Clinic"}]},
         {"type":"button","sub_type":"quick_reply","index":"0",
         "parameters":[{"type":"payload","payload":"waiting.read"}]}]},
         "biz_opaque_callback_data":"demo.0190/12"}""");
  }

  @Test
  void countsWhatIsSentAgainInDoubt() throws Exception {
    send();
    assertThat(meters.get("tabib_graph_resent_in_doubt").counter().count()).isZero();

    send(
        new OutboundMessage(
            "demo.0190/12", "1001", PHONE, new OutboundContent.Text("hello"), null, true));

    assertThat(meters.get("tabib_graph_resent_in_doubt").counter().count()).isEqualTo(1);
  }

  @Test
  void sendsButtons() throws Exception {
    sends(
        message(
            PHONE,
            new OutboundContent.Buttons(
                "Sure?", List.of(new Option("y", "Yes", null), new Option("n", "No", null))),
            null),
        """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511987650011",
         "type":"interactive","interactive":{"type":"button","body":{"text":"Sure?"},
         "action":{"buttons":[{"type":"reply","reply":{"id":"y","title":"Yes"}},
         {"type":"reply","reply":{"id":"n","title":"No"}}]}},
         "biz_opaque_callback_data":"demo.0190/12"}""");
  }

  @Test
  void sendsRowsInOneSection() throws Exception {
    sends(
        message(
            PHONE,
            new OutboundContent.Rows(
                "When?",
                "Choose",
                List.of(new Option("1", "9:00", "Room 2"), new Option("2", "10:00", null))),
            null),
        """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511987650011",
         "type":"interactive","interactive":{"type":"list","body":{"text":"When?"},
         "action":{"button":"Choose","sections":[{"rows":[
         {"id":"1","title":"9:00","description":"Room 2"},{"id":"2","title":"10:00"}]}]}},
         "biz_opaque_callback_data":"demo.0190/12"}""");
  }

  @ParameterizedTest
  @CsvSource({
    "400, 131026, STOP",
    "429, 130429, SLOW",
    "400, 131056, WAIT",
    "401, 190, ACCOUNT",
    "503, 2, RETRY",
    "500, 131000, RETRY",
    "400, 999999, FIX",
    "500, 999999, RETRY",
    "429, 999999, SLOW"
  })
  void decidesByCodeThenByStatus(int status, int code, ErrorClass expected) throws Exception {
    graph.behaviour = FakeGraph.error(status, code);
    assertThat(send()).isEqualTo(new SendOutcome.Rejected(expected, code, null));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "'Sat, 21 Nov 2026 10:01:30 GMT', 90",
    "'Sat, 21 Nov 2026 09:00:00 GMT', 0",
    "999999999, 86400"
  })
  void honoursRetryAfter(String header, long seconds) throws Exception {
    graph.behaviour =
        new FakeGraph.Behaviour.Say(
            429, "Retry-After: " + header + "\r\n", "{\"error\":{\"code\":130429}}");
    assertThat(send())
        .isEqualTo(new SendOutcome.Rejected(ErrorClass.SLOW, 130429, Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource({
    "500, <html>, DOUBT",
    "502, <html>Bad Gateway</html>, DOUBT",
    "504, '', DOUBT",
    "200, <html>, DOUBT",
    "200, {}, DOUBT",
    "503, <html>Busy</html>, RETRY",
    "429, '', SLOW",
    "404, '', RETRY"
  })
  void asksWhetherWhoeverAnswersCannotBeReadMayHavePassedItOn(
      int status, String body, ErrorClass expected) throws Exception {
    graph.behaviour = new FakeGraph.Behaviour.Say(status, "", body);
    assertThat(send()).isEqualTo(new SendOutcome.Rejected(expected, 0, null));
  }

  @Test
  void isInDoubtWhenNobodyAnswersInTime() throws Exception {
    graph.behaviour = new FakeGraph.Behaviour.Hang();
    assertThat(send()).isEqualTo(new SendOutcome.Rejected(ErrorClass.DOUBT, 0, null));
  }

  @Test
  void isInDoubtWhenTheConnectionIsReset() throws Exception {
    graph.behaviour = new FakeGraph.Behaviour.Reset();
    assertThat(send()).isEqualTo(new SendOutcome.Rejected(ErrorClass.DOUBT, 0, null));
  }

  @Test
  void isInDoubtWhenTheAnswerBreaksOff() throws Exception {
    graph.behaviour = new FakeGraph.Behaviour.BreakOff();
    assertThat(send()).isEqualTo(new SendOutcome.Rejected(ErrorClass.DOUBT, 0, null));
  }

  @Test
  void doesNotRepeatSendByItselfWhenTheConnectionDrops() throws Exception {
    graph.behaviour = new FakeGraph.Behaviour.Drop();
    assertThat(send()).isEqualTo(new SendOutcome.Rejected(ErrorClass.DOUBT, 0, null));
    graph.behaviour = FakeGraph.accepted("wamid.out2");
    assertThat(send()).isEqualTo(new SendOutcome.Accepted("wamid.out2"));
    assertThat(graph.calls).hasSize(2);
  }

  @Test
  void knowsThatNothingWasTakenOverWhenNobodyListens() throws Exception {
    graph.close();
    // The pool may tell a refused connection as a broken one, but not each time.
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> send().equals(new SendOutcome.Rejected(ErrorClass.RETRY, 0, null)));
    assertThat(graph.calls).isEmpty();
  }

  @Test
  void neverSendsWhatTimedOutInTheQueue() throws Exception {
    client.close();
    client = client(new GraphSettings(1, 64, Duration.ofMillis(300)));
    graph.behaviour = new FakeGraph.Behaviour.Hang();
    List<CompletionStage<SendOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      outcomes.add(client.send(message(PHONE, new OutboundContent.Text("hello"), null)));
    }
    int inDoubt = 0;
    for (CompletionStage<SendOutcome> outcome : outcomes) {
      SendOutcome.Rejected rejected =
          (SendOutcome.Rejected) outcome.toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertThat(rejected.errorClass()).isIn(ErrorClass.RETRY, ErrorClass.DOUBT);
      inDoubt += rejected.errorClass() == ErrorClass.DOUBT ? 1 : 0;
    }
    assertThat(graph.calls).hasSizeLessThan(12);
    assertThat(inDoubt).isGreaterThanOrEqualTo(graph.calls.size());
  }

  @Test
  void refusesAtOnceWhenTheQueueIsFull() {
    client.close();
    client = client(new GraphSettings(1, 1, Duration.ofSeconds(5)));
    graph.behaviour = new FakeGraph.Behaviour.Hang();
    List<CompletionStage<SendOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      outcomes.add(client.send(message(PHONE, new OutboundContent.Text("hello"), null)));
    }
    await()
        .atMost(2, TimeUnit.SECONDS)
        .until(() -> outcomes.stream().anyMatch(o -> o.toCompletableFuture().isDone()));
  }

  @Test
  void asksSomebodyToMendMissingCredentialsAndBadUrls() throws Exception {
    SendOutcome fix = new SendOutcome.Rejected(ErrorClass.ACCOUNT, 0, null);
    OutboundContent text = new OutboundContent.Text("a");
    assertThat(send(new OutboundMessage("a/1", "nobody", PHONE, text, null))).isEqualTo(fix);
    assertThat(send(new OutboundMessage("a/1", "1002", PHONE, text, null))).isEqualTo(fix);
  }

  @Test
  void marksReadAndShowsTyping() {
    graph.behaviour = new FakeGraph.Behaviour.Say(200, "", "{\"success\":true}");
    client.markRead("1001", "wamid.in1", true);
    await().until(() -> marks("done") == 1);
    assertThat(graph.calls.getLast().body())
        .isEqualTo(
            "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.in1\","
                + "\"typing_indicator\":{\"type\":\"text\"}}");
    client.markRead("1001", "wamid.in1", false);
    await().until(() -> marks("done") == 2);
    assertThat(graph.calls.getLast().body()).doesNotContain("typing");
  }

  @Test
  void countsMarksThatFailed() {
    graph.behaviour = FakeGraph.error(400, 100);
    client.markRead("1001", "wamid.in1", false);
    client.markRead("nobody", "wamid.in1", false);
    await().until(() -> marks("failed") == 2);
  }

  private double marks(String outcome) {
    return meters.get("tabib_graph_read_marks").tag("outcome", outcome).counter().count();
  }

  @Test
  void sendsManyAtOnce() throws Exception {
    client.close();
    client = client(GraphSettings.standard());
    List<CompletionStage<SendOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      outcomes.add(client.send(message(PHONE, new OutboundContent.Text("hello"), null)));
    }
    for (CompletionStage<SendOutcome> outcome : outcomes) {
      assertThat(outcome.toCompletableFuture().get(20, TimeUnit.SECONDS))
          .isInstanceOf(SendOutcome.Accepted.class);
    }
    assertThat(graph.calls).hasSize(500);
  }
}
