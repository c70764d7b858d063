package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.tabib.edge.database.Database;
import org.tabib.edge.node.Ending.Step;
import org.tabib.edge.spool.EdgeSpool;
import org.tabib.edge.timer.TimerRunner;
import org.tabib.projections.run.Projections;

/**
 * The parts of a node that have to be ended, and the order in which that is done. The shares come
 * to less than 60 s beside the leave notice: with a notice of 10 s that is well within the 90 s
 * that docs/operator.md asks of whoever keeps the process. No step guards what was acknowledged: a
 * webhook is, when it is forced to the journal or to the spool, so a step that is left to itself
 * leaves undone what kill -9 would leave undone.
 */
record RunningNode(
    Database database,
    ActorSystem<Void> system,
    ExecutorService blocking,
    Projections projections,
    EdgeSpool spool,
    Optional<TimerRunner> timers,
    HttpServer http,
    Departure departure,
    MemberRegister register) {

  /** Waking up from the notice on a full machine. */
  private static final Duration AFTER_NOTICE = Duration.ofSeconds(1);

  /** Requests under way get 5 s, then their connections are cut. */
  private static final Duration REQUESTS = Duration.ofSeconds(7);

  /** A webhook that the disk did not take within 5 s is refused anyway. */
  private static final Duration SPOOL = Duration.ofSeconds(6);

  /** Timers that fire get 5 s; what was not begun is handed back by one statement. */
  private static final Duration TIMERS = Duration.ofSeconds(7);

  /** Nothing is waited for. */
  private static final Duration WATCHING = Duration.ofSeconds(1);

  /**
   * Handing over shards may take 20 s, leaving the cluster a few more: usually there, because the
   * steps before have seconds left over. Cut short, the others notice by themselves.
   */
  private static final Duration ACTORS = Duration.ofSeconds(21);

  /** One statement. Left out, this node is believed there for 15 s by one that starts. */
  private static final Duration REGISTER = Duration.ofSeconds(2);

  /** A pool waits for connections in use before it breaks them. */
  private static final Duration CONNECTIONS = Duration.ofSeconds(4);

  /** It goes on stopping by itself, or is taken over by the next start. */
  private static final Duration SERVER = Duration.ofSeconds(8);

  /** Everything, in order: what takes work first, what others need last. */
  Ending ending() {
    List<Step> steps = new ArrayList<>();
    if (!departure.expelled().toCompletableFuture().isDone()) {
      steps.add(new Step("leave-notice", departure.notice().plus(AFTER_NOTICE), departure::begin));
      steps.add(new Step("requests", REQUESTS, http::close));
    }
    // First of what is durable, and while the entities that take from it can still be asked.
    steps.add(new Step("spool", SPOOL, spool::close));
    timers.ifPresent(runner -> steps.add(new Step("timers", TIMERS, runner::close)));
    steps.add(new Step("projection-watch", WATCHING, projections::close));
    steps.addAll(ofActors(system, blocking));
    steps.add(new Step("member-register", REGISTER, register::leave));
    steps.addAll(ofDatabase(database));
    return new Ending(steps);
  }

  /** Hands entities over, leaves the cluster, ends the actors. */
  static List<Step> ofActors(ActorSystem<Void> system, ExecutorService blocking) {
    return List.of(
        new Step(
            "actor-system",
            ACTORS,
            () -> {
              system.terminate();
              system.getWhenTerminated().toCompletableFuture().get();
            }),
        new Step("threads", WATCHING, blocking::shutdown));
  }

  /** Lets go of the database; nobody asks it any more. */
  static List<Step> ofDatabase(Database database) {
    return List.of(
        new Step("database-connections", CONNECTIONS, database::disconnect),
        new Step("database-server", SERVER, database::stopServer));
  }
}
