package org.tabib.edge.display;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tabib.engine.queue.QueueReply;

/** Displays on a free port, of a queue that the test tells. It is ten o'clock, and time goes on. */
final class DisplayServer implements AutoCloseable {
  static final String HOME = "/display/" + Day.CLINIC;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Displays displays;
  private final ActorTestKit kit = ActorTestKit.create();
  private final ServerBinding binding;
  private volatile CompletableFuture<QueueReply> queue;

  DisplayServer() {
    long began = System.nanoTime();
    InstantSource clock = () -> Day.TEN.plus(Duration.ofNanos(System.nanoTime() - began));
    displays =
        new Displays(
            clinic -> clinic.equals(Day.CLINIC) ? Optional.of(Day.PLACE) : Optional.empty(),
            new Boards(id -> queue, clock, System::nanoTime),
            new BoardStream(clock, 2, meters),
            clock);
    queue = CompletableFuture.completedFuture(new Day().state());
    binding =
        Http.get(kit.system())
            .newServerAt("127.0.0.1", 0)
            .bind(displays.route())
            .toCompletableFuture()
            .join();
  }

  /** From now on the queue stands like this. */
  void show(Day day) {
    queue = CompletableFuture.completedFuture(day.state());
  }

  /** From now on the queue does not answer. */
  void fail() {
    queue = CompletableFuture.failedFuture(new IllegalStateException("no answer"));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path);
  }

  @Override
  public void close() {
    displays.close();
    kit.shutdownTestKit();
  }
}
