package org.tabib.engine.queue;

import akka.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The queue of one clinic on one day, and the only one who gives out its numbers (QUEUE-2). Its
 * entity id is {@link QueueId#text}.
 */
public final class ClinicQueue {
  /** The entity type; its name is the first part of the persistence id. */
  public static final EntityTypeKey<QueueCommand> TYPE_KEY =
      EntityTypeKey.create(QueueCommand.class, "ClinicQueue");

  /** The one slice of the event stream that queues use, for ever. */
  public static final String TAG = "queue-0";

  private ClinicQueue() {}
}
