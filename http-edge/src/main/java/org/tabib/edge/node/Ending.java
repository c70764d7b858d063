package org.tabib.edge.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An end that always comes: steps in their order, each told by its name, none able to keep the next
 * one from its turn. Every step has a share of the time; what it leaves over, later ones may use. A
 * step that does not end in its time is left to itself, one that fails is told, and the rest goes
 * on.
 */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  /** Frames that tell where a step hangs: enough to see who called what it waits for. */
  private static final int FRAMES = 12;

  /** What a step does. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /**
   * One step.
   *
   * @param name what operators read, in the log and in docs/operator.md
   * @param share of the time; what earlier steps left over comes on top
   */
  record Step(String name, Duration share, Action action) {}

  /** What became of a step. */
  enum Fate {
    DONE,
    FAILED,
    /** It had not ended in its time, and may run on beside the later ones. */
    LEFT_TO_ITSELF
  }

  /** A step and its fate. */
  record Ended(String name, Fate fate) {}

  private final List<Step> steps;

  Ending(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The longest that it takes. */
  Duration within() {
    return steps.stream().map(Step::share).reduce(Duration.ZERO, Duration::plus);
  }

  /** Does all steps. Blocks no longer than {@link #within}; an interrupt does not shorten it. */
  List<Ended> run() {
    LOG.info("stopping: {} steps, within {} at most", steps.size(), within());
    long begun = System.nanoTime();
    long deadline = begun;
    List<Ended> ended = new ArrayList<>();
    for (Step step : steps) {
      deadline += step.share().toNanos();
      ended.add(new Ended(step.name(), new Attempt(step).await(deadline)));
    }
    LOG.info("stopped in {} ms", millisSince(begun));
    return ended;
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /** A step under way, on a thread that keeps no process alive. */
  private static final class Attempt {
    private final Step step;
    private final FutureTask<Fate> task;
    private final Thread thread;
    private final long begun = System.nanoTime();

    Attempt(Step step) {
      this.step = step;
      this.task =
          new FutureTask<>(
              () -> {
                step.action().run();
                return Fate.DONE;
              });
      this.thread = Thread.ofPlatform().daemon().name("stop " + step.name()).start(task);
    }

    Fate await(long deadline) {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return outcome(deadline - System.nanoTime());
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private Fate outcome(long nanos) throws InterruptedException {
      try {
        Fate fate = task.get(nanos, TimeUnit.NANOSECONDS);
        LOG.info("stop: {} done in {} ms", step.name(), millisSince(begun));
        return fate;
      } catch (ExecutionException e) {
        LOG.warn("stop: {} failed after {} ms", step.name(), millisSince(begun), e.getCause());
        return Fate.FAILED;
      } catch (TimeoutException e) {
        return leave();
      }
    }

    /** Tells where it hangs, asks it to give up, and waits for it no more. */
    private Fate leave() {
      LOG.warn(
          "stop: {} has not ended after {} ms and is left to itself; it is at {}",
          step.name(),
          millisSince(begun),
          Arrays.stream(thread.getStackTrace())
              .limit(FRAMES)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(" < ")));
      task.cancel(true);
      return Fate.LEFT_TO_ITSELF;
    }
  }
}
