package org.tabib.edge.whatsapp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.tabib.engine.delivery.GuardedChannel;
import org.tabib.engine.delivery.SendingState;

/** Measures how accounts are spared: what waits for them, and whether they work. */
public final class SendingMetrics implements GuardedChannel.Listener {
  private final MeterRegistry registry;
  private volatile Function<String, Optional<SendingState.Account>> accounts =
      account -> Optional.empty();

  public SendingMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Where the gauges look from now on. */
  public void watch(GuardedChannel channel) {
    accounts = channel::state;
  }

  @Override
  public void used(String account) {
    gauge(
        "tabib_sending_breaker",
        "Whether the account can be sent from: 0 closed (it can), 1 half-open, 2 open",
        account,
        state ->
            switch (state.breaker()) {
              case CLOSED -> 0;
              case HALF_OPEN -> 1;
              case OPEN -> 2;
            });
    gauge(
        "tabib_sending_held",
        "Conversations of this node whose next message waits for the account",
        account,
        SendingState.Account::held);
  }

  private void gauge(
      String name, String description, String account, ToDoubleFunction<SendingState.Account> of) {
    Gauge.builder(name, () -> accounts.apply(account).map(of::applyAsDouble).orElse(Double.NaN))
        .description(description)
        .tag("account", account)
        .register(registry);
  }

  @Override
  public void held(String account, String cause) {
    Counter.builder("tabib_sending_waits")
        .description("How often a message had to wait for its account")
        .tag("account", account)
        .tag("cause", cause)
        .register(registry)
        .increment();
  }
}
