package org.tabib.engine.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** What a Conversation answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ConversationReply.Durable.class, name = "durable"),
  @JsonSubTypes.Type(value = ConversationReply.Moved.class, name = "moved"),
  @JsonSubTypes.Type(value = ConversationReply.Said.class, name = "said"),
  @JsonSubTypes.Type(value = ConversationReply.Refused.class, name = "refused"),
})
public sealed interface ConversationReply extends ClusterMessage {
  /** Everything in the command is in the journal, or was before. */
  record Durable() implements ConversationReply {}

  /** Send it to that conversation instead: the person's conversations were merged. */
  record Moved(String conversationId) implements ConversationReply {}

  /** Queued for sending under that message id. */
  record Said(String messageId) implements ConversationReply {}

  record Refused(Refusal refusal) implements ConversationReply {}
}
