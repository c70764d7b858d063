package org.tabib.edge.api;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where the API's database queries block: never on Akka's or HTTP's own threads. Bounded, so that a
 * slow database costs callers a 503 and not the node its memory.
 */
public final class QueryThreads {
  private static final int WAITING_PER_THREAD = 50;

  private QueryThreads() {}

  /**
   * Rejects with {@link RejectedExecutionException} when too much waits.
   *
   * @param threads no more than the read models' pool has connections
   */
  public static ExecutorService start(int threads) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(threads * WAITING_PER_THREAD),
        Thread.ofPlatform().daemon().name("api-query-", 1).factory());
  }
}
