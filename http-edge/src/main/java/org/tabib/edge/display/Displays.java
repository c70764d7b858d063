package org.tabib.edge.display;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeOK;
import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.http.javadsl.marshalling.sse.EventStreamMarshalling;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.queue.ClinicQueue;
import org.tabib.engine.queue.QueueCommand;
import org.tabib.engine.queue.QueueId;
import org.tabib.engine.queue.QueueReply;

/**
 * {@code /display/{clinic}}: what hangs in the waiting room. Public within the network, read-only,
 * without personal data (docs/adr/0020-waiting-room-display.md).
 */
public final class Displays implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration AT_ONCE = Duration.ofMillis(500);
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Function<String, Optional<Place>> places;
  private final Boards boards;
  private final BoardStream stream;
  private final InstantSource clock;

  Displays(
      Function<String, Optional<Place>> places,
      Boards boards,
      BoardStream stream,
      InstantSource clock) {
    this.places = places;
    this.boards = boards;
    this.stream = stream;
    this.clock = clock;
  }

  /** The displays of this node. */
  public static Displays create(
      DisplaySettings settings,
      ClusterSharding sharding,
      Practices practices,
      InstantSource clock,
      MeterRegistry meters) {
    return new Displays(
        clinic -> Place.of(practices, clinic),
        new Boards(queue -> ask(sharding, queue), clock, System::nanoTime),
        new BoardStream(clock, settings.viewers(), meters),
        clock);
  }

  private static CompletionStage<QueueReply> ask(ClusterSharding sharding, QueueId queue) {
    return sharding
        .entityRefFor(ClinicQueue.TYPE_KEY, queue.text())
        .ask(QueueCommand.GetQueue::new, PATIENCE);
  }

  /** Everything under {@code /display}. */
  public Route route() {
    return pathPrefix(
        "display",
        () ->
            get(
                () ->
                    DisplayFiles.secured(
                        () ->
                            concat(
                                pathPrefix("assets", DisplayFiles::assets),
                                path(segment(), this::page),
                                path(segment().slash("board"), this::board),
                                path(segment().slash("events"), this::events)))));
  }

  private Route page(String clinic) {
    return places
        .apply(clinic)
        .<Route>map(place -> onSuccess(soon(place), DisplayFiles::page))
        .orElseGet(DisplayFiles::unknownPage);
  }

  /** A queue that does not answer at once keeps nobody from the page, which asks again itself. */
  private CompletionStage<Optional<String>> soon(Place place) {
    return boards
        .of(place)
        .toCompletableFuture()
        .thenApply(board -> Optional.of(DisplayJson.board(board, clock.instant())))
        .completeOnTimeout(Optional.empty(), AT_ONCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> Optional.empty());
  }

  private Route board(String clinic) {
    return places
        .apply(clinic)
        .<Route>map(
            place ->
                completeWithFuture(
                    boards
                        .of(place)
                        .thenApply(board -> DisplayJson.board(board, clock.instant()))
                        .thenApply(Displays::fresh)
                        .exceptionally(failure -> unavailable("The queue does not answer"))))
        .orElseGet(Displays::unknown);
  }

  private Route events(String clinic) {
    if (places.apply(clinic).isEmpty()) {
      return unknown();
    }
    if (stream.isFull()) {
      return complete(unavailable("Too many displays are open at this node"));
    }
    return completeOK(stream.view(() -> latest(clinic)), EventStreamMarshalling.toEventStream());
  }

  /** The configuration may have changed since the screen was opened. */
  private CompletionStage<Board> latest(String clinic) {
    return boards.of(
        places
            .apply(clinic)
            .orElseThrow(() -> new IllegalStateException("the clinic has no queue any more")));
  }

  private static HttpResponse fresh(String json) {
    return DisplayJson.ok(json).addHeader(RawHeader.create("Cache-Control", "no-store"));
  }

  private static HttpResponse unavailable(String why) {
    return DisplayJson.problem(503, "Unavailable", why)
        .addHeader(RawHeader.create("Retry-After", Integer.toString(RETRY_AFTER_SECONDS)));
  }

  private static Route unknown() {
    return complete(DisplayJson.problem(404, "Not found", "No clinic with a queue has this id"));
  }

  /** Ends the streams. */
  @Override
  public void close() {
    stream.close();
  }
}
