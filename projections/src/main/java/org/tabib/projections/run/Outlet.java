package org.tabib.projections.run;

import akka.Done;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where events go that leave the system. What was given may be given again after any failure: the
 * far side recognises repetitions.
 */
public interface Outlet<E> extends AutoCloseable {

  /**
   * Hands a batch over.
   *
   * @param batch in the order of the journal
   * @return completes when all of it is durable on the far side; fails with {@link Unpublishable}
   *     at an event that can never be handed over, and with anything else when trying again may
   *     help
   */
  CompletionStage<Done> publish(List<Recorded<E>> batch);

  /** Lets go at once: whatever is still under way counts as not handed over. */
  @Override
  void close();

  /** An event that can never be handed over; those before it in the batch are durable. */
  final class Unpublishable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /**
     * @param index of the event in the batch, from 0
     */
    public Unpublishable(int index, RuntimeException cause) {
      super("event " + index + " of the batch cannot be published", cause);
      this.index = index;
    }

    int index() {
      return index;
    }
  }
}
