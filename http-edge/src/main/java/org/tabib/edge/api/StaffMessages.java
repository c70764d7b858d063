package org.tabib.edge.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.conversation.ConversationReply;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.entity.Ids;
import org.tabib.engine.entity.Refusal;

/** What staff do in a conversation: write, take over, hand back. */
final class StaffMessages {
  /** Identifiers that depend on the key alone must not depend on when it was sent. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private final Entities entities;
  private final InstantSource clock;
  private final RandomGenerator random;

  StaffMessages(Entities entities, InstantSource clock, RandomGenerator random) {
    this.entities = entities;
    this.clock = clock;
    this.random = random;
  }

  /** Body of a message. */
  record TextRequest(@Nullable String text) {
    @Override
    public String toString() {
      return "TextRequest[…]";
    }
  }

  /**
   * The message is in the journal and will be sent.
   *
   * @param requestId the same for a repetition
   * @param messageId where it stands in the list of messages, the same for a repetition; left out
   *     when that comes after many other messages
   */
  record Accepted(String requestId, @Nullable String messageId) {}

  /** Who answers the person from now on. */
  record Attendance(String conversationId, boolean handedOver, @Nullable String handedOverTo) {}

  CompletionStage<Reply> say(Call call, String id, TextRequest body) {
    String text = body.text();
    new Checks().present("text", text).text("text", text, OutboundContent.TEXT_LIMIT).done();
    String conversationId = call.own(id, "conversation");
    String requestId = requestId(call);
    return entities
        .conversation(
            conversationId,
            replyTo ->
                new ConversationCommand.Say(
                    requestId, text == null ? "" : text, call.caller().staffId(), replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case ConversationReply.Said said ->
                      Reply.accepted(new Accepted(requestId, said.messageId()));
                  case ConversationReply.Durable durable ->
                      Reply.accepted(new Accepted(requestId, null));
                  case ConversationReply.Moved moved -> throw merged();
                  case ConversationReply.Refused(Refusal refusal) -> throw refused(refusal);
                });
  }

  private String requestId(Call call) {
    String key = call.idempotencyKey();
    String practice = call.practice().id();
    return key == null
        ? Ids.of(practice, clock.instant(), random.nextLong(), random.nextLong())
        : Ids.derived(practice, ALWAYS, "staff-message", call.caller().staffId(), key);
  }

  CompletionStage<Reply> takeOver(Call call, String id) {
    String by = call.caller().staffId();
    String conversationId = call.own(id, "conversation");
    return entities
        .conversation(conversationId, replyTo -> new ConversationCommand.TakeOver(by, replyTo))
        .thenApply(reply -> attended(reply, new Attendance(conversationId, true, by)));
  }

  CompletionStage<Reply> release(Call call, String id) {
    String by = call.caller().staffId();
    String conversationId = call.own(id, "conversation");
    return entities
        .conversation(conversationId, replyTo -> new ConversationCommand.HandBack(by, replyTo))
        .thenApply(reply -> attended(reply, new Attendance(conversationId, false, null)));
  }

  private static Reply attended(ConversationReply reply, Attendance attendance) {
    return switch (reply) {
      case ConversationReply.Durable durable -> Reply.ok(attendance);
      case ConversationReply.Moved moved -> throw merged();
      case ConversationReply.Refused(Refusal refusal) -> throw refused(refusal);
      case ConversationReply.Said said -> throw new IllegalStateException("nothing was to be said");
    };
  }

  private static ApiProblem merged() {
    return ApiProblem.of(
        409, "conversation-merged", "this conversation goes on in another: see its mergedInto");
  }

  private static ApiProblem refused(Refusal refusal) {
    return refusal.kind() == Refusal.Kind.NOT_FOUND
        ? ApiProblem.notFound("conversation")
        : ApiProblem.of(refusal);
  }
}
