package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.language.Language;
import org.tabib.engine.practice.PracticeConfig;

/**
 * What webhooks and sending come to in a conversation. One turn of the dialogue is decided by
 * {@link TurnDecider}, what staff do by {@link StaffDecider}. Pure.
 */
public final class ConversationDecider {
  private static final ConversationReply DURABLE = new ConversationReply.Durable();

  private final World world;
  private final SendRules sending;
  private final HandOffRules handOff;

  /**
   * @param pairLimited whether WhatsApp's limit for one person is kept before it has to refuse
   */
  public ConversationDecider(
      World world, RetryPolicy retries, HandOffRules handOff, boolean pairLimited) {
    this.world = world;
    this.sending = new SendRules(world, retries, pairLimited);
    this.handOff = handOff;
  }

  /** With the limit for one person. */
  public ConversationDecider(World world, RetryPolicy retries, HandOffRules handOff) {
    this(world, retries, handOff, true);
  }

  /** With {@link HandOffRules#STANDARD}. */
  public ConversationDecider(World world, RetryPolicy retries) {
    this(world, retries, HandOffRules.STANDARD);
  }

  /**
   * Messages and receipts of one webhook. Duplicates change nothing. Several messages are turns one
   * after another, and the answer to the last takes the place of those before it.
   *
   * @param facts what has been gathered for this decision so far
   * @param inFlight the number of the message that the channel was asked to send and that is not
   *     settled yet; 0 when there is none
   */
  public Verdict receive(
      PracticeConfig practice,
      String conversationId,
      ConversationState state,
      ConversationCommand.Receive command,
      Map<Query, Fact> facts,
      long inFlight,
      Instant now) {
    Steps steps = new Steps(state);
    String merged = state.mergedInto();
    if (merged != null) {
      // What was sent from here is known here only.
      advance(conversationId, steps, command.receipts(), now);
      return decided(steps.decision(new ConversationReply.Moved(merged)));
    }
    if (command.messages().isEmpty()) {
      return decided(receipts(conversationId, state, command.receipts(), now));
    }
    steps.start(command.contactId(), command.account(), command.from(), now);
    for (InboundMessage message : command.messages()) {
      if (steps.state().seen().contains(message.id())) {
        continue;
      }
      switch (new TurnDecider(
              world,
              practice,
              handOff,
              conversationId,
              steps.state(),
              message,
              facts,
              inFlight,
              now)
          .decide()) {
        case TurnDecider.Turn.Missing(Query query) -> {
          return new Verdict.Gather(query);
        }
        case TurnDecider.Turn.Taken taken -> steps.add(taken.event());
      }
    }
    sending.reopened(state, steps.state(), inFlight, now).ifPresent(steps::add);
    advance(conversationId, steps, command.receipts(), now);
    return decided(steps.decision(DURABLE));
  }

  /**
   * The answer to what the person wrote takes long: they hear that it is being worked on (CONV-9).
   *
   * @return nothing where the bot is silent
   */
  public Optional<ConversationEvent> delayed(
      PracticeConfig practice, ConversationState state, Instant now) {
    Optional<Language> language =
        Optional.ofNullable(state.language()).flatMap(world.languages()::find);
    if (!state.started() || state.attendedBy() != null || language.isEmpty()) {
      return Optional.empty();
    }
    Wording wording = new Wording(world, practice, language.get(), state.contactId());
    List<Outbound> outbound =
        Dialogue.outbound(
            List.of(new OutboundContent.Text(wording.text("common.working", Answers.NONE))),
            state,
            practice.testMode() ? wording.text("common.test-mode", Answers.NONE) : null);
    return Optional.of(new ConversationEvent.Delayed(outbound.getFirst(), now));
  }

  /** Receipts alone. */
  public Decision<ConversationEvent, ConversationReply> receipts(
      String conversationId, ConversationState state, List<Receipt> receipts, Instant now) {
    Steps steps = new Steps(state);
    if (state.started()) {
      advance(conversationId, steps, receipts, now);
    }
    return steps.decision(DURABLE);
  }

  /** The person is reached elsewhere now. */
  public Decision<ConversationEvent, ConversationReply> address(
      ConversationState state, Address address, Instant now) {
    Steps steps = new Steps(state);
    if (state.started()) {
      steps.moveTo(address, now);
    }
    return steps.decision(DURABLE);
  }

  /** Everything new goes to another conversation of the same person. */
  public Decision<ConversationEvent, ConversationReply> merge(
      String conversationId, ConversationState state, String into, Instant now) {
    if (into.equals(conversationId)) {
      return Decision.refuse(
          Refusal.invalid("merge-into-itself", "a conversation cannot take its own place"));
    }
    return into.equals(state.mergedInto())
        ? Decision.answer(DURABLE)
        : Decision.accept(new ConversationEvent.MergedInto(into, now), DURABLE);
  }

  /** What is to be done about the outbox while no channel is being asked to send from it. */
  SendRules.Next next(Optional<PracticeConfig> practice, ConversationState state, Instant now) {
    return sending.next(practice, state, now);
  }

  /**
   * What came of an attempt to send.
   *
   * @param practice none while this node does not know it yet
   * @param random from 0 (inclusive) to 1 (exclusive): spreads retries
   * @return nothing when the message is settled already, or was not even tried
   */
  public Optional<ConversationEvent> sent(
      Optional<PracticeConfig> practice,
      ConversationState state,
      long number,
      SendOutcome outcome,
      double random,
      Instant now) {
    return state.outbox().stream()
        .filter(message -> message.number() == number)
        .findFirst()
        .flatMap(message -> sent(practice, state, message, outcome, random, now));
  }

  private Optional<ConversationEvent> sent(
      Optional<PracticeConfig> practice,
      ConversationState state,
      Outbound message,
      SendOutcome outcome,
      double random,
      Instant now) {
    return switch (outcome) {
      case SendOutcome.Accepted accepted ->
          Optional.of(
              new ConversationEvent.Dispatched(message.number(), accepted.providerId(), now));
      case SendOutcome.Rejected rejected when rejected.errorClass() == ErrorClass.WINDOW ->
          Optional.of(
              practice
                  .map(config -> sending.refused(config, state, message, rejected.code(), now))
                  .orElseGet(
                      () ->
                          sending.failed(
                              state,
                              message.number(),
                              new SendOutcome.Rejected(ErrorClass.WAIT, rejected.code(), null),
                              random,
                              now)));
      case SendOutcome.Rejected rejected ->
          Optional.of(sending.failed(state, message.number(), rejected, random, now));
      case SendOutcome.Held held -> Optional.empty();
    };
  }

  private static void advance(
      String conversationId, Steps steps, List<Receipt> receipts, Instant now) {
    new ReceiptDecider(conversationId, steps.state(), now).decide(receipts).forEach(steps::add);
  }

  private static Verdict decided(Decision<ConversationEvent, ConversationReply> decision) {
    return new Verdict.Decided(decision);
  }
}
