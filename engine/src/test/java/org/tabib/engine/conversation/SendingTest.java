package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.delivery.SendOutcome;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;
import org.tabib.engine.entity.TestSystem;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.EngineDatabase;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;

/**
 * What goes out when a channel answers late, not at all, or not yet; and after a day of silence.
 */
class SendingTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.local());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final Duration LONG = Duration.ofHours(1);
  private static EngineDatabase database;

  private final String id = "sehat." + UUID.randomUUID();
  private final TestProbe<ConversationReply> probe = KIT.createTestProbe(ConversationReply.class);
  private final ScriptedChannel channel = new ScriptedChannel();
  private PersonKeys keys;
  private ActorRef<ConversationCommand> conversation;
  private RetryPolicy policy = policy(Duration.ofMillis(10), LONG);
  private volatile Duration ahead = Duration.ZERO;
  private int received;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = EngineDatabase.start();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    KeyRing ring = new KeyRing(database.source(), DataKey.of(new byte[32]));
    ring.ensure("sehat");
    keys = new PersonKeys(database.source(), ring, database.blocking());
    keys.ensure(id, null).toCompletableFuture().join();
    spawn();
  }

  // ── nobody knows whether it was taken over ────────────────────────────────────────────────────

  @Test
  void aReceiptSettlesWhatIsInDoubtAndTheNextMessageGoesAtOnce() {
    twoMessages();
    channel.attempts.getFirst().reject(ErrorClass.DOUBT);
    await().until(() -> count(ConversationEvent.SendDeferred.class) == 1);

    reported(1, DeliveryStatus.SENT, null);

    sent("/1", "/2");
    channel.attempts.getLast().accept();
    await().until(() -> count(ConversationEvent.Dispatched.class) == 1);
    assertThat(channel.attempts).hasSize(2);
  }

  @Test
  void aReceiptSettlesWhatTheChannelNeverAnswersFor() {
    twoMessages();

    reported(1, DeliveryStatus.DELIVERED, null);
    sent("/1", "/2");
    // The first call comes to an end at last: it is of no interest any more.
    channel.attempts.getFirst().reject(ErrorClass.DOUBT);
    channel.attempts.getLast().accept();

    await().until(() -> count(ConversationEvent.Dispatched.class) == 1);
    assertThat(count(ConversationEvent.SendDeferred.class)).isZero();
    assertThat(channel.attempts).hasSize(2);
  }

  @Test
  void aReceiptOfFailureSettlesItAsFailed() {
    twoMessages();
    channel.attempts.getFirst().reject(ErrorClass.DOUBT);
    await().until(() -> count(ConversationEvent.SendDeferred.class) == 1);

    reported(1, DeliveryStatus.FAILED, 131_026);

    sent("/1", "/2");
    assertThat(events())
        .filteredOn(ConversationEvent.SendAbandoned.class::isInstance)
        .extracting(event -> ((ConversationEvent.SendAbandoned) event).reason())
        .containsExactly("recipient-unreachable");
  }

  @Test
  void saysOfAMessageThatItMayArriveTwice() {
    policy = policy(Duration.ofMillis(10), Duration.ofMillis(10));
    respawn();
    says("hello");
    attempted(1);
    channel.attempts.getLast().reject(ErrorClass.RETRY);
    attempted(2);
    channel.attempts.getLast().reject(ErrorClass.DOUBT);
    attempted(3);
    channel.attempts.getLast().reject(ErrorClass.RETRY);
    attempted(4);
    channel.attempts.getLast().accept();
    await().until(() -> count(ConversationEvent.Dispatched.class) == 1);
    says("hello");
    attempted(5);

    assertThat(channel.attempts)
        .extracting(attempt -> attempt.message().inDoubt())
        .containsExactly(false, false, true, true, false);
  }

  // ── held ──────────────────────────────────────────────────────────────────────────────────────

  @Test
  void whatIsHeldGoesWhenItMayWithoutAWordInTheJournal() {
    twoMessages();
    int before = events().size();
    for (int i = 1; i <= 3; i++) {
      attempted(i);
      channel.attempts.getLast().outcome().complete(new SendOutcome.Held(Duration.ofMillis(20)));
    }
    attempted(4);
    assertThat(events()).hasSize(before);
    channel.accepts = true;
    channel.attempts.getLast().accept();

    await().until(() -> count(ConversationEvent.Dispatched.class) == 2);
    assertThat(channel.sent())
        .containsExactly(id + "/1", id + "/1", id + "/1", id + "/1", id + "/2");
    assertThat(count(ConversationEvent.SendDeferred.class)).isZero();
  }

  @Test
  void aNewerAnswerTakesThePlaceOfAHeldOne() {
    says("hello");
    attempted(1);
    channel.attempts.getLast().outcome().complete(new SendOutcome.Held(Duration.ofMillis(300)));
    says("hello");

    attempted(2);

    assertThat(channel.sent()).containsExactly(id + "/1", id + "/2");
  }

  @Test
  void whatWaitsLongLeavesItsEntityFreeToStopAndGoesWhenItIsWokenInTime() {
    policy = policy(Duration.ofMinutes(5), Duration.ofMinutes(5));
    respawn();
    says("hello");
    attempted(1);
    channel.attempts.getLast().reject(ErrorClass.RETRY);
    await().until(() -> count(ConversationEvent.SendDeferred.class) == 1);
    ConversationEvent.SendDeferred deferred = (ConversationEvent.SendDeferred) events().getLast();
    assertThat(deferred.retryAt()).isAfter(deferred.at().plusSeconds(60));
    conversation.tell(ConversationCommand.Stop.INSTANCE);
    probe.expectTerminated(conversation, Duration.ofSeconds(5));

    ahead = Duration.ofMinutes(10);
    spawn();
    conversation.tell(new ConversationCommand.Wake());

    sent("/1", "/1");
  }

  // ── a day of silence ──────────────────────────────────────────────────────────────────────────

  @Test
  void asksAPersonWhoWasSilentForADayToWriteAndSaysThenWhatWaited() {
    channel.accepts = true;
    says("hello");
    says("I agree");
    await().until(() -> count(ConversationEvent.Dispatched.class) == 2);
    channel.accepts = false;
    says("book");
    attempted(3);
    channel.attempts.getLast().outcome().complete(new SendOutcome.Held(Duration.ofMillis(100)));
    ahead = Duration.ofHours(25);

    attempted(4);
    OutboundContent.Template invitation =
        (OutboundContent.Template) channel.attempts.getLast().message().content();
    assertThat(invitation.name()).isEqualTo("tabib_message_waiting");
    assertThat(invitation.language()).isEqualTo("en");
    assertThat(closed().invitation().content()).isInstanceOf(Private.Sealed.class);
    assertThat(closed().waiting()).containsExactly(3L);
    channel.attempts.getLast().accept();
    await().until(() -> count(ConversationEvent.Dispatched.class) == 3);

    receives(
        new InboundContent.Choice(
            invitation.buttons().getFirst().id(), invitation.buttons().getFirst().title()));

    await().until(() -> channel.sent().size() == 5);
    assertThat(channel.sent().getLast()).isEqualTo(id + "/3");
    assertThat(count(ConversationEvent.WindowClosed.class)).isEqualTo(1);
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  private static RetryPolicy policy(Duration trouble, Duration doubt) {
    return new RetryPolicy(9, trouble, trouble, doubt, LONG, Duration.ofDays(7));
  }

  private void spawn() {
    conversation =
        KIT.spawn(
            Conversation.create(
                new Conversation.Equipment(
                    ScriptedConversation.WORLD,
                    new ConversationDecider(ScriptedConversation.WORLD, policy),
                    practice -> Optional.of(DemoPractice.config(1, List.of("15550001111"))),
                    new NoClinic(),
                    channel,
                    keys,
                    () -> Instant.now().plus(ahead),
                    new Random(1)),
                id));
  }

  private void respawn() {
    KIT.stop(conversation);
    spawn();
  }

  /** No message of these stories needs anything from it. */
  private static final class NoClinic implements Surroundings {
    @Override
    public CompletionStage<Fact> gather(String practice, String conversationId, Query query) {
      return CompletableFuture.completedFuture(new Fact.Unavailable("no-answer"));
    }

    @Override
    public CompletionStage<EffectOutcome> perform(String contactId, Effect effect) {
      return CompletableFuture.completedFuture(new EffectOutcome.Done());
    }
  }

  /** The first is being sent, the second waits behind it. */
  private void twoMessages() {
    says("hello");
    attempted(1);
    says("hello");
  }

  private void says(String text) {
    receives(new InboundContent.Text(text));
  }

  private void receives(InboundContent content) {
    conversation.tell(
        new ConversationCommand.Receive(
            id,
            "15550001111",
            new Address(Address.Kind.PHONE, "919800000001"),
            List.of(
                new InboundMessage(
                    "wamid." + ++received, Instant.now().plus(ahead), content, null)),
            List.of(),
            probe.ref()));
    probe.expectMessageClass(ConversationReply.Durable.class, Duration.ofSeconds(10));
  }

  private void reported(long number, DeliveryStatus status, @Nullable Integer code) {
    conversation.tell(
        new ConversationCommand.RecordReceipts(
            List.of(new Receipt(id + "/" + number, "wamid.out", status, Instant.now(), code)),
            probe.ref()));
    probe.expectMessageClass(ConversationReply.Durable.class);
  }

  private void attempted(int times) {
    await().until(() -> channel.attempts.size() == times);
  }

  private void sent(String... numbers) {
    await()
        .untilAsserted(
            () ->
                assertThat(channel.sent())
                    .containsExactly(
                        java.util.Arrays.stream(numbers)
                            .map(number -> id + number)
                            .toArray(String[]::new)));
  }

  private ConversationEvent.WindowClosed closed() {
    return events().stream()
        .filter(ConversationEvent.WindowClosed.class::isInstance)
        .map(ConversationEvent.WindowClosed.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<Object> events() {
    return JOURNAL.persistedInStorage("Conversation|" + id);
  }

  private long count(Class<?> type) {
    return events().stream().filter(type::isInstance).count();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(20));
  }
}
