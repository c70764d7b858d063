package org.tabib.engine.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * A channel that spares its accounts: each has a share of its rate on this node, and a breaker.
 * What may not go yet is {@link SendOutcome.Held}; so is what was refused for the account's sake.
 * Never blocks.
 */
public final class GuardedChannel implements Channel {

  /** Hears how long messages wait, to count it. Called on any thread, must be quick. */
  public interface Listener {
    /** An account is sent from for the first time. */
    void used(String account);

    /**
     * A message has to wait.
     *
     * @param cause {@code breaker}, {@code rate} or {@code refused} (the account was, not the
     *     message)
     */
    void held(String account, String cause);
  }

  private final Channel channel;
  private final SendingLimits limits;
  private final IntSupplier nodes;
  private final Listener listener;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, AccountGate> gates = new ConcurrentHashMap<>();

  /**
   * @param nodes how many nodes send, this one included; asked for every message, so it must be
   *     quick. Below one counts as one.
   * @param random spreads those who wait; shared by threads
   */
  public GuardedChannel(
      Channel channel,
      SendingLimits limits,
      IntSupplier nodes,
      Listener listener,
      InstantSource clock,
      RandomGenerator random) {
    this.channel = channel;
    this.limits = limits;
    this.nodes = nodes;
    this.listener = listener;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public CompletionStage<SendOutcome> send(OutboundMessage message) {
    AccountGate gate = gate(message.account());
    Optional<SendOutcome> held = enter(gate, message);
    return held.isPresent()
        ? CompletableFuture.completedFuture(held.get())
        : channel.send(message).thenApply(outcome -> judged(gate, message, outcome));
  }

  private Optional<SendOutcome> enter(AccountGate gate, OutboundMessage message) {
    return gate.enter(
            OutboundMessage.conversationOf(message.id()),
            share(),
            random.nextDouble(),
            clock.instant())
        .map(
            wait -> {
              listener.held(
                  message.account(),
                  switch (wait.cause()) {
                    case BREAKER -> "breaker";
                    case RATE -> "rate";
                  });
              return new SendOutcome.Held(wait.pause());
            });
  }

  private SendOutcome judged(AccountGate gate, OutboundMessage message, SendOutcome outcome) {
    Instant now = clock.instant();
    switch (outcome) {
      case SendOutcome.Accepted accepted -> gate.answered(now);
      case SendOutcome.Held held -> {}
      case SendOutcome.Rejected rejected -> {
        switch (rejected.errorClass()) {
          case RETRY, DOUBT -> gate.failed(now);
          case WAIT, WINDOW, STOP, FIX -> gate.answered(now);
          case SLOW -> {
            gate.tooFast(rejected.retryAfter(), share(), now);
            return waiting(gate, message, rejected);
          }
          case ACCOUNT -> {
            gate.refused(now);
            return waiting(gate, message, rejected);
          }
        }
      }
    }
    return outcome;
  }

  /** It waits with all the others, first or last in their line. */
  private SendOutcome waiting(
      AccountGate gate, OutboundMessage message, SendOutcome.Rejected rejected) {
    listener.held(message.account(), "refused");
    // The pause may be over already when the clock is coarse: then it is as good as a plain retry.
    return enter(gate, message).orElse(rejected);
  }

  private double share() {
    return limits.rate() / Math.max(1, nodes.getAsInt());
  }

  /** A read mark is best effort: while the account is in trouble there is none. */
  @Override
  public void markRead(String account, String inboundId, boolean typing) {
    if (gate(account).isOpenTo(clock.instant())) {
      channel.markRead(account, inboundId, typing);
    }
  }

  private AccountGate gate(String account) {
    AccountGate known = gates.get(account);
    if (known != null) {
      return known;
    }
    AccountGate fresh = new AccountGate(limits, clock.instant());
    AccountGate raced = gates.putIfAbsent(account, fresh);
    if (raced != null) {
      return raced;
    }
    listener.used(account);
    return fresh;
  }

  /** How sending goes on this node now. */
  public SendingState state() {
    Instant now = clock.instant();
    return new SendingState(
        gates.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue().state(entry.getKey(), now))
            .toList());
  }

  /** The same for one account, for its gauges; nothing was sent from it yet when empty. */
  public Optional<SendingState.Account> state(String account) {
    return Optional.ofNullable(gates.get(account))
        .map(gate -> gate.state(account, clock.instant()));
  }
}
