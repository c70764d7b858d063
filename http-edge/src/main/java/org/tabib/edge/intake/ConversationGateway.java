package org.tabib.edge.intake;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tabib.engine.conversation.Conversation;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.entity.Direct;

/** Asks conversations, following those that were merged into others. */
public final class ConversationGateway {
  /** Merges of merges are rare; a circle would be a bug. */
  private static final int MOST_HOPS = 4;

  private final ClusterSharding sharding;
  private final Duration timeout;

  /**
   * @param timeout after it the answer is a failure, and the sender tries again
   */
  public ConversationGateway(ClusterSharding sharding, Duration timeout) {
    this.sharding = sharding;
    this.timeout = timeout;
  }

  /** Asks; fails when the conversation does not answer in time. */
  public CompletionStage<ConversationReply> ask(
      String conversationId, Function<ActorRef<ConversationReply>, ConversationCommand> command) {
    return ask(conversationId, command, 0);
  }

  /** The same for what must be in the journal: fails when it was refused. */
  CompletionStage<Done> durable(
      String conversationId, Function<ActorRef<ConversationReply>, ConversationCommand> command) {
    return ask(conversationId, command).thenApply(ConversationGateway::mustBeDurable);
  }

  private static Done mustBeDurable(ConversationReply reply) {
    return switch (reply) {
      case ConversationReply.Durable durable -> Done.getInstance();
      case ConversationReply.Said said -> Done.getInstance();
      case ConversationReply.Moved moved ->
          throw new IllegalStateException("conversations are merged in a circle");
      case ConversationReply.Refused refused ->
          throw new IllegalStateException(refused.refusal().code());
    };
  }

  private CompletionStage<ConversationReply> ask(
      String conversationId,
      Function<ActorRef<ConversationReply>, ConversationCommand> command,
      int hops) {
    CompletionStage<ConversationReply> asked =
        sharding.entityRefFor(Conversation.TYPE_KEY, conversationId).ask(command, timeout);
    return Direct.of(asked)
        .thenCompose(
            reply ->
                reply instanceof ConversationReply.Moved(String into) && hops < MOST_HOPS
                    ? ask(into, command, hops + 1)
                    : CompletableFuture.completedFuture(reply));
  }
}
