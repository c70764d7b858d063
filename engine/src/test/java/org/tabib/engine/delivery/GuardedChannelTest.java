package org.tabib.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;

class GuardedChannelTest {
  private static final Instant START = Instant.parse("2026-11-23T03:30:00Z");
  private static final Address ADDRESS = new Address(Address.Kind.PHONE, "919800000001");

  private final List<String> asked = new ArrayList<>();
  private final List<String> marked = new ArrayList<>();
  private final Map<String, Integer> held = new HashMap<>();
  private Function<OutboundMessage, SendOutcome> provider =
      message -> new SendOutcome.Accepted("wamid." + message.id());
  private Function<OutboundMessage, CompletionStage<SendOutcome>> answers =
      message -> CompletableFuture.completedFuture(provider.apply(message));
  private Instant now = START;
  private int nodes = 1;
  private final GuardedChannel channel = channel(100);

  private GuardedChannel channel(double rate) {
    return new GuardedChannel(
        new Channel() {
          @Override
          public CompletionStage<SendOutcome> send(OutboundMessage message) {
            asked.add(message.id());
            return answers.apply(message);
          }

          @Override
          public void markRead(String account, String inboundId, boolean typing) {
            marked.add(inboundId);
          }
        },
        SendingLimits.of(rate),
        () -> nodes,
        new GuardedChannel.Listener() {
          @Override
          public void used(String account) {}

          @Override
          public void held(String account, String cause) {
            held.merge(cause, 1, Integer::sum);
          }
        },
        () -> now,
        new Random(1));
  }

  // ── throughput ────────────────────────────────────────────────────────────────────────────────

  @Test
  void holdsWhatIsMoreThanTheRateAndLetsItGoInTurn() {
    for (int i = 0; i < 10; i++) {
      assertThat(send("a", i)).isInstanceOf(SendOutcome.Accepted.class);
    }

    assertThat(send("a", 10)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(10)));
    assertThat(send("a", 11)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(20)));
    assertThat(asked).hasSize(10);
    assertThat(channel.state().accounts().getFirst().held()).isEqualTo(2);

    now = START.plusMillis(10);
    // Who waits is not overtaken.
    assertThat(send("a", 12)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(20)));
    assertThat(send("a", 11)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(10)));
    assertThat(send("a", 10)).isInstanceOf(SendOutcome.Accepted.class);
    now = START.plusMillis(20);
    assertThat(send("a", 11)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(channel.state().accounts().getFirst().held()).isEqualTo(1);
  }

  @Test
  void oneAccountDoesNotWaitForAnother() {
    for (int i = 0; i < 11; i++) {
      send("a", i);
    }

    assertThat(send("b", 100)).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test
  void sharesTheRateWithTheOtherNodesAsTheyComeAndGo() {
    nodes = 5;
    assertThat(send("a", 0)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(send("a", 1)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(send("a", 2)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(50)));

    nodes = 0;
    now = START.plusSeconds(10);
    for (int i = 3; i < 13; i++) {
      assertThat(send("a", i)).isInstanceOf(SendOutcome.Accepted.class);
    }
    assertThat(send("a", 13)).isInstanceOf(SendOutcome.Held.class);
  }

  /**
   * Everybody comes back when they were told to: all go out, in order, at no more than the rate.
   */
  @Property(tries = 100)
  void keepsTheRateAndLosesNobody(
      @ForAll @IntRange(min = 1, max = 200) int rate,
      @ForAll @IntRange(min = 1, max = 400) int messages) {
    asked.clear();
    now = START;
    GuardedChannel narrow = channel(rate);
    TreeMap<Instant, List<Integer>> back = new TreeMap<>();
    for (int i = 0; i < messages; i++) {
      back.computeIfAbsent(START, at -> new ArrayList<>()).add(i);
    }
    List<Instant> gone = new ArrayList<>();
    while (!back.isEmpty()) {
      Map.Entry<Instant, List<Integer>> next = back.pollFirstEntry();
      now = next.getKey();
      for (int conversation : next.getValue()) {
        if (outcome(narrow, "a", conversation) instanceof SendOutcome.Held(Duration pause)) {
          assertThat(pause).isPositive();
          back.computeIfAbsent(now.plus(pause), at -> new ArrayList<>()).add(conversation);
        } else {
          gone.add(now);
        }
      }
    }

    assertThat(gone).hasSize(messages);
    assertThat(asked)
        .isEqualTo(
            java.util.stream.IntStream.range(0, messages).mapToObj(i -> "c." + i + "/1").toList());
    TokenBucket.Rate allowed = TokenBucket.Rate.perSecond(rate);
    for (int i = 0; i < gone.size(); i++) {
      long elapsed = Duration.between(gone.getFirst(), gone.get(i)).toNanos();
      assertThat(i + 1L)
          .isLessThanOrEqualTo(allowed.capacity() + elapsed / allowed.perToken().toNanos());
    }
  }

  // ── slowed by the provider ────────────────────────────────────────────────────────────────────

  @Test
  void slowsTheWholeAccountWhenTheProviderSaysItIsTooFast() {
    provider = message -> rejected(ErrorClass.SLOW, null);

    assertThat(send("a", 0)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(1_010)));

    provider = message -> new SendOutcome.Accepted("wamid");
    assertThat(send("a", 1)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(1_020)));
    assertThat(asked).hasSize(1);
    assertThat(channel.state().accounts().getFirst().breaker()).isEqualTo(Breaker.Phase.CLOSED);
    now = START.plusMillis(1_010);
    assertThat(send("a", 0)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(send("a", 1)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(10)));
  }

  @Test
  void waitsAsLongAsTheProviderAsks() {
    provider = message -> rejected(ErrorClass.SLOW, Duration.ofSeconds(20));

    assertThat(send("a", 0)).isEqualTo(new SendOutcome.Held(Duration.ofMillis(20_010)));
  }

  @Test
  void pausesLongerEachTimeTheProviderSaysSoAgain() {
    provider = message -> rejected(ErrorClass.SLOW, null);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      SendOutcome.Held pause = (SendOutcome.Held) send("a", 0);
      pauses.add(pause.pause().toSeconds());
      now = now.plus(pause.pause());
    }

    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  // ── breaker ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void stopsAskingAProviderThatDoesNotAnswerAndGoesOnWhenItDoes() {
    provider = message -> rejected(ErrorClass.DOUBT, null);
    for (int i = 0; i < 10; i++) {
      now = now.plusSeconds(1);
      assertThat(send("a", i)).isEqualTo(rejected(ErrorClass.DOUBT, null));
    }

    Duration pause = ((SendOutcome.Held) send("a", 10)).pause();
    assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_500));
    assertThat(send("b", 100)).isEqualTo(rejected(ErrorClass.DOUBT, null));
    assertThat(asked).hasSize(11);
    channel.markRead("a", "wamid.in", false);
    assertThat(marked).isEmpty();

    now = now.plus(pause);
    provider = message -> new SendOutcome.Accepted("wamid");
    assertThat(send("a", 10)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(send("a", 11)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(channel.state().accounts().getFirst().breaker()).isEqualTo(Breaker.Phase.CLOSED);
    channel.markRead("a", "wamid.in", false);
    assertThat(marked).containsExactly("wamid.in");
  }

  @Test
  void holdsEverythingWhileTheAccountHasToBeMendedAndLosesNothing() {
    provider = message -> rejected(ErrorClass.ACCOUNT, null);
    assertThat(send("a", 0)).isInstanceOf(SendOutcome.Held.class);
    for (int i = 1; i < 50; i++) {
      assertThat(send("a", i)).isInstanceOf(SendOutcome.Held.class);
    }
    assertThat(asked).hasSize(1);
    assertThat(held).containsEntry("refused", 1).containsEntry("breaker", 50);
    SendingState.Account state = channel.state().accounts().getFirst();
    assertThat(state.breaker()).isEqualTo(Breaker.Phase.OPEN);
    assertThat(state.since()).isEqualTo(START);
    assertThat(state.held()).isEqualTo(50);

    // One tries after each pause, whoever comes first.
    now = now.plusSeconds(2);
    for (int i = 0; i < 50; i++) {
      assertThat(send("a", i)).isInstanceOf(SendOutcome.Held.class);
    }
    assertThat(asked).hasSize(2);

    now = now.plusSeconds(30);
    provider = message -> new SendOutcome.Accepted("wamid");
    assertThat(send("a", 0)).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(channel.state("a").orElseThrow().breaker()).isEqualTo(Breaker.Phase.CLOSED);
  }

  @Test
  void whoComesWhileAnotherOneTriesAsksAgainSoon() {
    CompletableFuture<SendOutcome> trying = new CompletableFuture<>();
    provider = message -> rejected(ErrorClass.ACCOUNT, null);
    send("a", 0);
    now = now.plusSeconds(1);
    answers = message -> trying;
    CompletionStage<SendOutcome> first = sending("a", 0);

    assertThat(((SendOutcome.Held) send("a", 1)).pause())
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(7_500));

    trying.complete(new SendOutcome.Accepted("wamid"));
    assertThat(first.toCompletableFuture().join()).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(channel.state("a").orElseThrow().breaker()).isEqualTo(Breaker.Phase.CLOSED);
  }

  @Test
  void aRefusedMessageIsNoFailureOfItsAccount() {
    for (ErrorClass message :
        List.of(ErrorClass.STOP, ErrorClass.FIX, ErrorClass.WAIT, ErrorClass.WINDOW)) {
      provider = any -> rejected(message, null);
      for (int i = 0; i < 20; i++) {
        now = now.plusSeconds(1);
        assertThat(send("a", i)).isEqualTo(rejected(message, null));
      }
    }
  }

  private SendOutcome send(String account, int conversation) {
    return outcome(channel, account, conversation);
  }

  private static SendOutcome outcome(GuardedChannel channel, String account, int conversation) {
    return channel.send(message(account, conversation)).toCompletableFuture().join();
  }

  private CompletionStage<SendOutcome> sending(String account, int conversation) {
    return channel.send(message(account, conversation));
  }

  private static OutboundMessage message(String account, int conversation) {
    return new OutboundMessage(
        OutboundMessage.idOf("c." + conversation, 1),
        account,
        ADDRESS,
        new OutboundContent.Text("hello"),
        null);
  }

  private static SendOutcome.Rejected rejected(ErrorClass errorClass, @Nullable Duration asked) {
    return new SendOutcome.Rejected(errorClass, 0, asked);
  }
}
