package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.LetterReason;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.OutboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;
import org.tabib.engine.entity.Decision;
import org.tabib.engine.entity.Refusal;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.language.Language;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.privacy.Private;

/** Every rule of a conversation but those of one turn (see {@link TurnDecider}). Pure. */
public final class ConversationDecider {
  private static final ConversationReply DURABLE = new ConversationReply.Durable();

  /** Who writes on the practice's own phone: nobody knows which of the staff. */
  static final String PHONE = "phone";

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
    start(steps, command.contactId(), command.account(), command.from(), now);
    for (InboundMessage message : command.messages()) {
      if (steps.state.seen().contains(message.id())) {
        continue;
      }
      switch (new TurnDecider(
              world, practice, handOff, conversationId, steps.state, message, facts, inFlight, now)
          .decide()) {
        case TurnDecider.Turn.Missing(Query query) -> {
          return new Verdict.Gather(query);
        }
        case TurnDecider.Turn.Taken taken -> steps.add(taken.event());
      }
    }
    sending.reopened(state, steps.state, inFlight, now).ifPresent(steps::add);
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

  /**
   * Staff wrote on the practice's own phone (a WhatsApp echo): kept as said by them, and taken for
   * what it shows, that they answer this person now.
   */
  public Decision<ConversationEvent, ConversationReply> echo(
      ConversationState state, ConversationCommand.StaffEcho command, Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    InboundMessage message = command.message();
    if (state.seen().contains(message.id())) {
      return Decision.answer(DURABLE);
    }
    Steps steps = new Steps(state);
    start(steps, command.contactId(), command.account(), command.to(), now);
    steps.add(
        new ConversationEvent.StaffEchoed(
            message.id(),
            new Outbound(
                steps.state.lastNumber() + 1,
                Dialogue.kindOf(message.content()),
                Private.of(steps.state.contactId(), Dialogue.echoed(message.content())),
                PHONE),
            message.sentAt(),
            now));
    return steps.decision(DURABLE);
  }

  private static void start(
      Steps steps, String contactId, String account, Address address, Instant now) {
    if (steps.state.started()) {
      moveTo(steps, address, now);
    } else {
      steps.add(
          new ConversationEvent.ConversationStarted(
              contactId, account, Private.of(contactId, address), now));
    }
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
      moveTo(steps, address, now);
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

  public Decision<ConversationEvent, ConversationReply> takeOver(
      ConversationState state, String by, Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    if (!state.started()) {
      return Decision.refuse(unknown());
    }
    return by.equals(state.attendedBy())
        ? Decision.answer(DURABLE)
        : Decision.accept(new ConversationEvent.TakenOver(by, now), DURABLE);
  }

  public Decision<ConversationEvent, ConversationReply> handBack(
      ConversationState state, String by, Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    if (!state.started()) {
      return Decision.refuse(unknown());
    }
    return state.attendedBy() == null
        ? Decision.answer(DURABLE)
        : Decision.accept(new ConversationEvent.HandedBack(by, now), DURABLE);
  }

  /** A member of staff writes: inside the customer service window only. */
  public Decision<ConversationEvent, ConversationReply> say(
      String conversationId,
      ConversationState state,
      ConversationCommand.Say command,
      Instant now) {
    if (state.mergedInto() != null) {
      return Decision.answer(new ConversationReply.Moved(state.mergedInto()));
    }
    if (!state.started()) {
      return Decision.refuse(unknown());
    }
    Optional<Long> said = state.staffWords().number(command.commandId());
    if (said.isPresent()) {
      return Decision.answer(
          new ConversationReply.Said(OutboundMessage.idOf(conversationId, said.get())));
    }
    if (state.seen().contains(command.commandId())) {
      return Decision.answer(DURABLE);
    }
    if (command.text().isBlank() || command.text().length() > OutboundContent.TEXT_LIMIT) {
      return Decision.refuse(
          Refusal.invalid(
              "text-length", "text has 1 to " + OutboundContent.TEXT_LIMIT + " characters"));
    }
    if (SendRules.isClosed(state, now)) {
      return Decision.refuse(
          Refusal.wrongState(
              "window-closed",
              "the person last wrote more than 24 hours ago: only an approved template may go out"));
    }
    OutboundContent content = new OutboundContent.Text(command.text());
    Outbound outbound =
        new Outbound(
            state.lastNumber() + 1,
            Dialogue.kindOf(content),
            Private.of(state.contactId(), content),
            command.by());
    return Decision.accept(
        new ConversationEvent.StaffSpoke(command.commandId(), outbound, now),
        new ConversationReply.Said(OutboundMessage.idOf(conversationId, outbound.number())));
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

  private static ConversationEvent abandoned(
      ConversationState state,
      long number,
      SendOutcome.Rejected rejected,
      int attempt,
      Instant now) {
    return LetterDecider.abandoned(
        state, number, rejected.code(), attempt, LetterReason.of(rejected), now);
  }

  private static void moveTo(Steps steps, Address address, Instant now) {
    if (!(steps.state.address() instanceof Private.Clear<Address> known
        && known.value().equals(address))) {
      steps.add(
          new ConversationEvent.AddressChanged(Private.of(steps.state.contactId(), address), now));
    }
  }

  private static void advance(
      String conversationId, Steps steps, List<Receipt> receipts, Instant now) {
    new ReceiptDecider(conversationId, steps.state, now).decide(receipts).forEach(steps::add);
  }

  private static Refusal unknown() {
    return Refusal.notFound("conversation-unknown", "there is no such conversation");
  }

  private static Verdict decided(Decision<ConversationEvent, ConversationReply> decision) {
    return new Verdict.Decided(decision);
  }

  /** Events decided one after another, each on the state that the one before left. */
  private static final class Steps {
    private ConversationState state;
    private final List<ConversationEvent> events = new ArrayList<>();

    Steps(ConversationState state) {
      this.state = state;
    }

    void add(ConversationEvent event) {
      events.add(event);
      state = state.apply(event);
    }

    Decision<ConversationEvent, ConversationReply> decision(ConversationReply reply) {
      return events.isEmpty() ? Decision.answer(reply) : Decision.accept(events, reply);
    }
  }
}
