package org.tabib.engine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Joins concurrent requests into one database statement: whatever arrives while a batch is under
 * way forms the next one. No request waits for company.
 *
 * @param <I> a request
 * @param <O> its answer
 */
final class Batcher<I, O> {
  /** Does the work of a batch; answers in the order of the requests. May block. */
  interface Work<I, O> {
    List<O> perform(List<I> batch) throws Exception;
  }

  private record Waiting<I, O>(I request, CompletableFuture<O> answer) {}

  private final Work<I, O> work;
  private final int limit;
  private final Executor executor;
  private final ConcurrentLinkedQueue<Waiting<I, O>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param limit how many requests a batch takes at most
   * @param executor where the work may block
   */
  Batcher(int limit, Executor executor, Work<I, O> work) {
    this.limit = limit;
    this.executor = executor;
    this.work = work;
  }

  CompletionStage<O> ask(I request) {
    CompletableFuture<O> answer = new CompletableFuture<>();
    queue.add(new Waiting<>(request, answer));
    if (running.compareAndSet(false, true)) {
      executor.execute(this::drain);
    }
    return answer;
  }

  private void drain() {
    do {
      try {
        for (List<Waiting<I, O>> batch = next(); !batch.isEmpty(); batch = next()) {
          perform(batch);
        }
      } finally {
        running.set(false);
      }
      // A request added after the last look and before the flag fell would wait for ever.
    } while (!queue.isEmpty() && running.compareAndSet(false, true));
  }

  private List<Waiting<I, O>> next() {
    List<Waiting<I, O>> batch = new ArrayList<>();
    while (batch.size() < limit) {
      Waiting<I, O> waiting = queue.poll();
      if (waiting == null) {
        break;
      }
      batch.add(waiting);
    }
    return batch;
  }

  private void perform(List<Waiting<I, O>> batch) {
    try {
      List<O> answers = work.perform(batch.stream().map(Waiting::request).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (Exception e) {
      batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }
}
