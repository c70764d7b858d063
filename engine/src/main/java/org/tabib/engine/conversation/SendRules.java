package org.tabib.engine.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.LetterReason;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.language.Language;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;

/** When the outbox's head may go, and what happens when it may not. Pure. */
final class SendRules {
  /** WhatsApp's customer service window: free-form messages go out this long after the last one. */
  static final Duration WINDOW = Duration.ofHours(24);

  /** Without its configuration a practice cannot invite anybody: it is on its way to this node. */
  private static final Duration UNCONFIGURED = Duration.ofSeconds(15);

  /** What is to be done about the outbox. */
  sealed interface Next {
    /** It is empty. */
    record Nothing() implements Next {}

    /** Its head waits until then. */
    record Later(Instant at) implements Next {}

    /** Something has to be written down before anything is sent. */
    record Write(ConversationEvent event) implements Next {}

    /** Its head goes. */
    record Go(Outbound head) implements Next {}
  }

  private final World world;
  private final RetryPolicy retries;
  private final boolean pairLimited;

  /**
   * @param pairLimited whether {@link Outgoing#PAIR} is kept
   */
  SendRules(World world, RetryPolicy retries, boolean pairLimited) {
    this.world = world;
    this.retries = retries;
    this.pairLimited = pairLimited;
  }

  /** What is to be done now about messages that no channel is being asked to send. */
  Next next(Optional<PracticeConfig> practice, ConversationState state, Instant now) {
    if (state.outbox().isEmpty()) {
      return new Next.Nothing();
    }
    Outbound head = state.outbox().getFirst();
    if (isErased(state, head)) {
      return new Next.Go(head);
    }
    List<Long> lapsed = NoticeLapse.at(state, now);
    if (!lapsed.isEmpty()) {
      return new Next.Write(new ConversationEvent.NoticesLapsed(lapsed, now));
    }
    return NoticeLapse.inTime(
        state,
        !isTemplate(head) && isClosed(state, now)
            ? whileClosed(practice, state, head, now)
            : whileOpen(state, head, now));
  }

  private Next whileClosed(
      Optional<PracticeConfig> practice, ConversationState state, Outbound head, Instant now) {
    List<Long> unheld = waiting(state, true);
    if (!unheld.isEmpty()) {
      return practice
          .<Next>map(config -> new Next.Write(close(config, state, unheld, now)))
          .orElseGet(() -> new Next.Later(now.plus(UNCONFIGURED)));
    }
    Instant until = until(state, head).orElse(now);
    return until.isAfter(now)
        ? new Next.Later(until)
        : new Next.Write(givenUp(state, head, 0, LetterReason.WINDOW_CLOSED, now));
  }

  private Next whileOpen(ConversationState state, Outbound head, Instant now) {
    boolean stale =
        state
            .outgoing()
            .of(head.number())
            .filter(message -> !message.since().plus(retries.patience()).isAfter(now))
            .isPresent();
    if (stale) {
      return new Next.Write(givenUp(state, head, 0, LetterReason.HELD_TOO_LONG, now));
    }
    Instant retryAt = state.retryAt();
    Instant paired =
        pairLimited ? now.plus(state.outgoing().pair().until(Outgoing.PAIR, now)) : now;
    Instant at = retryAt != null && retryAt.isAfter(paired) ? retryAt : paired;
    return at.isAfter(now) ? new Next.Later(at) : new Next.Go(head);
  }

  /**
   * The provider refused a free-form message because of the person's silence, whatever our own
   * reckoning says.
   */
  ConversationEvent refused(
      PracticeConfig practice, ConversationState state, Outbound message, int code, Instant now) {
    List<Long> unheld = waiting(state, true);
    return isTemplate(message) || unheld.isEmpty()
        ? givenUp(state, message, code, LetterReason.WINDOW_CLOSED, now)
        : close(practice, state, unheld, now);
  }

  private static ConversationEvent givenUp(
      ConversationState state, Outbound message, int code, LetterReason reason, Instant now) {
    return LetterDecider.abandoned(state, message.number(), code, state.attempt(), reason, now);
  }

  private ConversationEvent close(
      PracticeConfig practice, ConversationState state, List<Long> unheld, Instant now) {
    return new ConversationEvent.WindowClosed(
        unheld, invitation(practice, state), now.plus(retries.patience()), now);
  }

  /**
   * Asks the person to write, once in each silence; nobody who did not agree to be written to, or
   * does not any more.
   */
  private @Nullable Outbound invitation(PracticeConfig practice, ConversationState state) {
    if (state.outgoing().closed() || state.consent() == null) {
      return null;
    }
    Language language =
        Optional.ofNullable(state.language())
            .flatMap(world.languages()::find)
            .orElseGet(world.languages()::first);
    return new Outbound(
        state.lastNumber() + 1,
        OutboundContent.TEMPLATE,
        Private.of(
            state.contactId(),
            MessageTemplate.WAITING.content(
                world.texts(),
                new Wording(world, practice, language, state.contactId()),
                language)),
        Dialogue.BOT);
  }

  /**
   * The person wrote again: what waited for that is due now. An invitation that was never sent is
   * not needed any more.
   *
   * @param before the state before they wrote
   * @param inFlight the number of the message that a channel was asked to send; 0 for none
   */
  Optional<ConversationEvent> reopened(
      ConversationState before, ConversationState state, long inFlight, Instant now) {
    Instant last = state.lastInboundAt();
    if (!state.outgoing().closed()
        || last == null
        || last.equals(before.lastInboundAt())
        || isSilent(state, now)) {
      return Optional.empty();
    }
    List<Long> withdrawn =
        state.outbox().stream()
            .filter(SendRules::isInvitation)
            .filter(m -> m.number() != inFlight)
            // An attempt that failed may have reached the person all the same.
            .filter(m -> state.attempt() == 0 || m != state.outbox().getFirst())
            .map(Outbound::number)
            .toList();
    return Optional.of(new ConversationEvent.WindowReopened(waiting(state, false), withdrawn, now));
  }

  /** Free-form messages in the outbox. @param unheld only those that do not wait for the person */
  private static List<Long> waiting(ConversationState state, boolean unheld) {
    return state.outbox().stream()
        .filter(message -> !isTemplate(message))
        .filter(message -> !unheld || until(state, message).isEmpty())
        .map(Outbound::number)
        .toList();
  }

  private static Optional<Instant> until(ConversationState state, Outbound message) {
    return state.outgoing().of(message.number()).map(Outgoing.Queued::until);
  }

  /** Whether nothing but a template may go out. */
  static boolean isClosed(ConversationState state, Instant now) {
    return state.outgoing().closed() || isSilent(state, now);
  }

  private static boolean isSilent(ConversationState state, Instant now) {
    Instant last = state.lastInboundAt();
    return last == null || last.plus(WINDOW).isBefore(now);
  }

  /** Not a notice, which has something to say by itself. */
  private static boolean isInvitation(Outbound message) {
    return message.content() instanceof Private.Clear<OutboundContent> content
        && content.value() instanceof OutboundContent.Template template
        && template.name().equals(MessageTemplate.WAITING.name());
  }

  private static boolean isTemplate(Outbound message) {
    return message.kind().equals(OutboundContent.TEMPLATE);
  }

  /** There is nobody to tell and nothing to say: the attempt is refused without a channel. */
  static boolean isErased(ConversationState state, Outbound message) {
    return !(state.address() instanceof Private.Clear<Address>)
        || !(message.content() instanceof Private.Clear<OutboundContent>);
  }

  /** What a failed attempt comes to, when it is not for the window's sake. */
  ConversationEvent failed(
      ConversationState state,
      long number,
      SendOutcome.Rejected rejected,
      double random,
      Instant now) {
    int attempt = state.attempt() + 1;
    return retries
        .pause(rejected, attempt, random)
        .<ConversationEvent>map(
            pause ->
                new ConversationEvent.SendDeferred(
                    number, attempt, rejected.code(), now.plus(pause), now))
        .orElseGet(
            () ->
                LetterDecider.abandoned(
                    state, number, rejected.code(), attempt, LetterReason.of(rejected), now));
  }
}
