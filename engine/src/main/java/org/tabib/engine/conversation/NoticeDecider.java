package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.Optional;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;

/** Whether a person is told something that they did not ask for just now. Pure. */
final class NoticeDecider {
  private NoticeDecider() {}

  /**
   * @param practice none while this node does not know it yet
   */
  static Decision<ConversationEvent, ConversationReply> notify(
      Optional<PracticeConfig> practice,
      String conversationId,
      ConversationState state,
      Notice notice,
      Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    Optional<Long> told = state.notices().number(notice.id());
    if (told.isPresent()) {
      return Decision.answer(
          new ConversationReply.Said(OutboundMessage.idOf(conversationId, told.get())));
    }
    return Decision.refuse(
        refusal(state, notice, now)
            .orElseGet(() -> Refusal.unavailable("notices-unready", "not rendered yet")));
  }

  private static Optional<Refusal> refusal(ConversationState state, Notice notice, Instant now) {
    if (!state.started()) {
      return Optional.of(Refusal.notFound("conversation-unknown", "there is no such conversation"));
    }
    if (!(state.address() instanceof Private.Clear<Address>)) {
      return Optional.of(
          Refusal.wrongState("person-erased", "the person was forgotten on request"));
    }
    if (state.consent() == null) {
      return Optional.of(
          Refusal.wrongState(
              "no-consent", "the person did not agree to be written to, or does not any more"));
    }
    return notice.expiresAt().isAfter(now)
        ? Optional.empty()
        : Optional.of(
            Refusal.wrongState(
                "notice-stale", "nobody wants to read it after " + notice.expiresAt()));
  }
}
