package org.tabib.edge.node;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.redirect;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.server.Route;
import akka.japi.function.Function;
import akka.stream.Materializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tabib.edge.api.ApiAccess;
import org.tabib.edge.api.ApiParts;
import org.tabib.edge.api.ApiRoutes;
import org.tabib.edge.api.Callers;
import org.tabib.edge.api.DocsRoute;
import org.tabib.edge.display.Displays;
import org.tabib.edge.intake.ConversationGateway;
import org.tabib.edge.intake.People;
import org.tabib.edge.intake.WhatsAppIntake;
import org.tabib.edge.live.LiveHub;
import org.tabib.edge.ops.ChannelsCheck;
import org.tabib.edge.ops.DatabaseCheck;
import org.tabib.edge.ops.HealthCheck;
import org.tabib.edge.ops.MembershipCheck;
import org.tabib.edge.ops.OpsParts;
import org.tabib.edge.ops.OpsRoutes;
import org.tabib.edge.ops.ProjectionsCheck;
import org.tabib.edge.ops.WorkChecks;
import org.tabib.edge.simulator.ApprovedTemplates;
import org.tabib.edge.simulator.Business;
import org.tabib.edge.simulator.GraphSimulator;
import org.tabib.edge.simulator.SimulatorSettings;
import org.tabib.edge.whatsapp.Signature;
import org.tabib.edge.whatsapp.WebhookMetrics;
import org.tabib.edge.whatsapp.WebhookRoute;
import org.tabib.edge.whatsapp.WebhookSettings;
import org.tabib.engine.conversation.MessageTemplate;
import org.tabib.engine.conversation.World;
import org.tabib.engine.practice.AfyaPractice;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.projections.message.MessageQueries;
import org.tabib.projections.run.ProjectionControl;

/** Everything that a node serves over HTTP. */
final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String WEBHOOK = "/webhooks/whatsapp";
  private static final Duration DRAINING = Duration.ofSeconds(5);
  private static final Duration BINDING = Duration.ofSeconds(10);

  private final ServerBinding binding;
  private final ActorSystem<?> system;
  private final LiveHub live;
  private final Displays displays;

  private HttpServer(
      ServerBinding binding, ActorSystem<?> system, LiveHub live, Displays displays) {
    this.binding = binding;
    this.system = system;
    this.live = live;
    this.displays = displays;
  }

  /** Binds the port and serves. Blocks until it does. */
  static HttpServer start(HttpParts parts) throws Exception {
    Settings settings = parts.settings();
    InetSocketAddress address =
        new InetSocketAddress(settings.httpHost(), port(settings.httpPort()));
    if (parts.graph().simulated()) {
      parts.graph().simulatorAt(address);
    }
    Displays displays =
        Displays.create(
            settings.display(), parts.sharding(), parts.practices(), parts.clock(), parts.meters());
    Function<HttpRequest, CompletionStage<HttpResponse>> handler =
        settings.cluster().has(Role.EDGE)
            ? edge(parts, address, displays)
            : ops(parts).function(parts.system());
    ServerBinding binding =
        Http.get(parts.system())
            .newServerAt(address.getHostString(), address.getPort())
            .bind(handler)
            .toCompletableFuture()
            .get(BINDING.toMillis(), TimeUnit.MILLISECONDS);
    return new HttpServer(binding, parts.system(), parts.live(), displays);
  }

  private static Function<HttpRequest, CompletionStage<HttpResponse>> edge(
      HttpParts parts, InetSocketAddress address, Displays displays) {
    WebhookRoute webhook = webhook(parts);
    Function<HttpRequest, CompletionStage<HttpResponse>> others =
        routes(parts, address, displays).function(parts.system());
    // The webhook is the hottest path by far: it does not go through the routing of the others.
    return request ->
        request.getUri().path().equals(WEBHOOK) ? webhook.handle(request) : others.apply(request);
  }

  /** What every node answers, whatever its roles. */
  private static Route ops(HttpParts parts) {
    return OpsRoutes.create(new OpsParts(checks(parts), parts.meters()));
  }

  private static WebhookRoute webhook(HttpParts parts) {
    Settings.WhatsApp whatsapp = parts.settings().whatsapp();
    ConversationGateway conversations =
        new ConversationGateway(parts.sharding(), parts.settings().conversationTimeout());
    WebhookMetrics metrics = new WebhookMetrics(parts.meters());
    WhatsAppIntake intake =
        new WhatsAppIntake(
            parts.practices(),
            new People(parts.directory(), conversations, parts.blocking()),
            conversations,
            parts.quarantine(),
            new MessageQueries(parts.database().readModels().jdbi()),
            metrics,
            parts.blocking());
    return new WebhookRoute(
        WebhookSettings.of(whatsapp.verifyToken()),
        new Signature(List.of(whatsapp.appSecret())),
        parts.spool().before(intake),
        metrics,
        Materializer.matFromSystem(parts.system()));
  }

  private static Route routes(HttpParts parts, InetSocketAddress address, Displays displays) {
    List<Route> routes = new ArrayList<>();
    routes.add(ops(parts));
    routes.add(DocsRoute.create());
    routes.add(api(parts, address));
    if (parts.settings().display().on()) {
      routes.add(displays.route());
    }
    if (parts.settings().mode() == Settings.Mode.DEMO) {
      routes.add(
          pathEndOrSingleSlash(
              () -> redirect(Uri.create("/simulator"), StatusCodes.TEMPORARY_REDIRECT)));
      routes.add(simulator(parts, address));
    }
    return concat(routes.getFirst(), routes.subList(1, routes.size()).toArray(Route[]::new));
  }

  /** What readiness looks at, in the order in which it is told. */
  private static List<HealthCheck> checks(HttpParts parts) {
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(
        DatabaseCheck.of(parts.database().engine(), parts.database().probe(), parts.blocking()));
    checks.add(MembershipCheck.of(parts.system(), parts.leaving()));
    checks.add(ProjectionsCheck.of(parts.projections()::health));
    checks.add(HealthCheck.now("spool", parts.spool()::check));
    checks.add(ChannelsCheck.of(parts.graph()::state));
    checks.add(HealthCheck.told("kafka", () -> parts.kafka().check().detail()));
    checks.addAll(WorkChecks.of(parts.work()::latest));
    checks.add(HealthCheck.told("timers", parts.timers()));
    return checks;
  }

  private static Route api(HttpParts parts, InetSocketAddress address) {
    SecureRandom random = new SecureRandom();
    return switch (ApiAccess.decide(parts.settings().mode() == Settings.Mode.DEMO, address)) {
      case ApiAccess.Open open ->
          ApiRoutes.create(
              new ApiParts(
                  parts.system(),
                  parts.sharding(),
                  Callers.everybodyOfOneNamed(DemoPractice.ID),
                  parts.practices(),
                  parts.world(),
                  parts.keys(),
                  parts.searchKeys(),
                  parts.directory(),
                  parts.database().readModels(),
                  parts.objects(),
                  controls(parts),
                  parts.live(),
                  parts.queries(),
                  parts.clock(),
                  random));
      case ApiAccess.Closed closed -> {
        LOG.warn("{}", closed.reason());
        yield ApiRoutes.closed(random, closed);
      }
    };
  }

  private static List<ProjectionControl> controls(HttpParts parts) {
    List<ProjectionControl> controls = new ArrayList<>();
    controls.add(parts.projections().control());
    parts.kafka().control().ifPresent(controls::add);
    return controls;
  }

  private static Route simulator(HttpParts parts, InetSocketAddress address) {
    Settings.WhatsApp whatsapp = parts.settings().whatsapp();
    return GraphSimulator.create(
            parts.system(),
            new SimulatorSettings(
                URI.create("http://" + address.getHostString() + ":" + address.getPort() + WEBHOOK),
                whatsapp.appSecret(),
                whatsapp.accessToken(),
                whatsapp.phoneNumberId(),
                "200000000000002",
                "+1 555 000 1111",
                name(parts, DemoPractice.ID),
                zone(parts, DemoPractice.ID),
                DemoAccounts.of(whatsapp.phoneNumberId()).afya().stream()
                    .map(
                        account ->
                            new Business(
                                account,
                                "+1 555 000 2222",
                                name(parts, AfyaPractice.ID),
                                zone(parts, AfyaPractice.ID)))
                    .toList()),
            approved(parts.world()),
            parts.clock())
        .route();
  }

  private static String name(HttpParts parts, String practiceId) {
    return parts
        .practices()
        .byId(practiceId)
        .map(practice -> practice.names().get(practice.languages().getFirst()))
        .orElse("Tabib");
  }

  private static ZoneId zone(HttpParts parts, String practiceId) {
    return parts
        .practices()
        .byId(practiceId)
        .flatMap(practice -> practice.clinics().stream().findFirst())
        .map(PracticeConfig.Clinic::zone)
        // By its name: a browser does not know the offset "Z" as a zone.
        .orElse(ZoneId.of("UTC"));
  }

  private static ApprovedTemplates approved(World world) {
    return ApprovedTemplates.of(
        MessageTemplate.ALL.stream()
            .flatMap(
                template ->
                    world.languages().all().stream()
                        .map(
                            language ->
                                new ApprovedTemplates.Approved(
                                    template.name(),
                                    MessageTemplate.code(language),
                                    template.body(world.texts(), language),
                                    template.titles(world.texts(), language))))
            .toList());
  }

  /** The simulator must know the port before it is bound: 0 becomes a free one here. */
  private static int port(int wanted) throws IOException {
    if (wanted != 0) {
      return wanted;
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  InetSocketAddress address() {
    return binding.localAddress();
  }

  /** Takes no more requests and lets those under way finish. Blocks, bounded. */
  @Override
  public void close() {
    if (system.getWhenTerminated().toCompletableFuture().isDone()) {
      return; // its connections ended with it
    }
    // Streams without an end would otherwise be waited for.
    live.close();
    displays.close();
    try {
      binding.terminate(DRAINING).toCompletableFuture().get(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("HTTP did not drain", e);
    }
  }
}
