package org.tabib.engine.practice;

import akka.actor.typed.ActorRef;
import org.tabib.engine.entity.ClusterMessage;

/** What can be asked of a Practice. The entity's id is {@code id.practice}. */
public sealed interface PracticeCommand extends ClusterMessage {
  /** Sets the configuration; the same again changes nothing. */
  record Configure(PracticeConfig config, ActorRef<PracticeReply> replyTo)
      implements PracticeCommand {}

  record Get(ActorRef<PracticeReply> replyTo) implements PracticeCommand {}

  /** The entity stops; sent by sharding. */
  enum Stop implements PracticeCommand {
    INSTANCE
  }
}
