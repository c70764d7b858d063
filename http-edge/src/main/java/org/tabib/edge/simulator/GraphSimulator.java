package org.tabib.edge.simulator;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.pathPrefix;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.server.Route;
import java.time.InstantSource;

/**
 * Plays Meta's Graph API and the patients' phones, for demonstrations and tests.
 *
 * <p>State lives in memory and is bounded; a restart begins with empty chats. All methods are safe
 * to call from any thread.
 */
public final class GraphSimulator {
  private final Route route;

  private GraphSimulator(Route route) {
    this.route = route;
  }

  /**
   * Starts a simulator with three phones in it, and two more for each further business number.
   *
   * @param system runs the webhooks and the timers; they end with it
   * @param settings the account it plays
   * @param templates what Meta would have approved for it
   * @param clock what the phones show; when it is a {@link SimulatedTime}, the page can set it
   *     ahead
   */
  public static GraphSimulator create(
      ActorSystem<?> system,
      SimulatorSettings settings,
      ApprovedTemplates templates,
      InstantSource clock) {
    var events = new EventFeed();
    var phones = new Phones(events::publish, settings.phoneNumberId());
    phones.add("+919900000001", "Asha", "en");
    phones.add("+919900000002", "Ravi", "hi");
    phones.add("+919900000003", "Meera", "hi");
    for (int i = 0; i < settings.others().size(); i++) {
      var other = settings.others().get(i).phoneNumberId();
      phones.add("+25470000%04d".formatted(2 * i + 1), other, "Achieng", "sw");
      phones.add("+25470000%04d".formatted(2 * i + 2), other, "Otieno", "en");
    }
    var exchange =
        new Exchange(
            system,
            phones,
            new WebhookSender(system, settings),
            new WebhookPayloads(settings, phones::businessOf),
            clock);
    var media = new MediaStore();
    var graph = new GraphRoutes(system, settings, exchange, media, templates).route();
    var api =
        new PhoneRoutes(system, settings, phones, exchange, media, events, new ClockRoute(clock))
            .route();
    return new GraphSimulator(
        pathPrefix(
            "simulator",
            () ->
                concat(
                    pathPrefix("graph", () -> concat(graph, unknownCall())),
                    pathPrefix("api", () -> concat(api, unknownPath())),
                    WebFiles.route())));
  }

  /**
   * Everything under {@code /simulator}, the prefix included because the web application's
   * addresses are built with it: {@code graph/{version}} (Meta's calls), {@code api} (the phones)
   * and the page.
   */
  public Route route() {
    return route;
  }

  private static Route unknownCall() {
    return complete(
        SimulatorJson.response(400, GraphRefusal.unknownObject("of this path").toJson()));
  }

  private static Route unknownPath() {
    return complete(SimulatorJson.problem(404, "Not found", "There is nothing at this address"));
  }
}
