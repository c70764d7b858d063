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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.Receipt;
import org.tabib.engine.delivery.RetryPolicy;
import org.tabib.engine.delivery.SendOutcome.ErrorClass;
import org.tabib.engine.entity.TestSystem;
import org.tabib.engine.practice.DemoPractice;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.EngineDatabase;
import org.tabib.engine.privacy.KeyRing;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;

/** The shell: what is durable when, what is sent when, and what a crash leaves. */
class ConversationTest {
  private static final ActorTestKit KIT = ActorTestKit.create(TestSystem.local());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());

  /** Retries at once: the pauses themselves are the policy's test. */
  private static final RetryPolicy EAGER =
      new RetryPolicy(
          3,
          Duration.ofMillis(10),
          Duration.ofMillis(10),
          Duration.ofMillis(10),
          Duration.ofMillis(10),
          Duration.ofDays(7));

  private static EngineDatabase database;

  private final String id = "sehat." + UUID.randomUUID();
  private final TestProbe<ConversationReply> probe = KIT.createTestProbe(ConversationReply.class);
  private final ScriptedChannel channel = new ScriptedChannel();
  private final ScriptedConversation clinic = new ScriptedConversation();
  private final List<Effect> performed = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Fact>> gathering = new CopyOnWriteArrayList<>();
  private final CompletableFuture<EffectOutcome> hanging = new CompletableFuture<>();
  private boolean clinicWaits;
  private int effectsThatFail;
  private int received;
  private int effectsThatHang;
  private Patience patience = Patience.STANDARD;
  private PersonKeys keys;
  private ActorRef<ConversationCommand> conversation;

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
    keys = keys(ring, database.blocking());
    keys.ensure(id, null).toCompletableFuture().join();
    conversation = KIT.spawn(Conversation.create(equipment(keys), id));
  }

  // ── durable before acknowledged ───────────────────────────────────────────────────────────────

  @Test
  void acknowledgesWhatIsInTheJournalAndNotBefore() {
    JOURNAL.failNextPersisted("Conversation|" + id);
    says("hello");
    probe.expectMessageClass(ConversationReply.Refused.class);
    assertThat(events()).isEmpty();
    assertThat(channel.attempts).isEmpty();

    saysUntilTaken("hello");

    assertThat(events()).hasSize(2);
  }

  @Test
  void refusesWhatWaitedBehindAFailedWriteSoThatItCannotOvertakeIt() {
    JOURNAL.failNextPersisted("Conversation|" + id);
    says("hello");
    says("tomorrow");
    says("help");

    for (int i = 0; i < 3; i++) {
      probe.expectMessageClass(ConversationReply.Refused.class);
    }
    assertThat(events()).isEmpty();
    saysUntilTaken("hello");
    assertThat(events()).hasSize(2);
  }

  @Test
  void doesNotSendAgainWhatTheChannelTookWhenTheJournalDidNotTakeThat() {
    says("hello");
    probe.receiveMessage();
    await().untilAsserted(() -> assertThat(channel.sent()).containsExactly(id + "/1"));
    JOURNAL.failNextPersisted("Conversation|" + id);
    channel.accepts = true;

    channel.attempts.getFirst().accept();

    await().until(() -> events().getLast() instanceof ConversationEvent.Dispatched);
    saysUntilTaken("help");
    await().untilAsserted(() -> assertThat(channel.sent()).contains(id + "/2"));
    assertThat(channel.sent()).containsOnlyOnce(id + "/1");
  }

  @Test
  void storesWhatPeopleSayAndHearSealed() {
    says("hello");
    probe.receiveMessage();

    ConversationEvent.TurnTaken turn = (ConversationEvent.TurnTaken) events().get(1);
    assertThat(turn.inbound().content()).isInstanceOf(Private.Sealed.class);
    assertThat(turn.outbound().getFirst().content()).isInstanceOf(Private.Sealed.class);
  }

  @Test
  void marksAsReadWhatIsDurable() {
    says("hello");
    probe.receiveMessage();

    await().untilAsserted(() -> assertThat(channel.read).containsExactly("wamid.1"));
  }

  // ── sending ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void sendsOneMessageAtATimeInOrder() {
    says("hello");
    probe.receiveMessage();
    await().untilAsserted(() -> assertThat(channel.sent()).containsExactly(id + "/1"));
    says("hello");
    probe.receiveMessage();
    assertThat(channel.sent()).containsExactly(id + "/1");

    channel.attempts.getFirst().accept();
    await().untilAsserted(() -> assertThat(channel.sent()).containsExactly(id + "/1", id + "/2"));
    channel.attempts.getLast().accept();

    await().untilAsserted(() -> assertThat(dispatched()).containsExactly(1L, 2L));
  }

  @Test
  void asksOnceWhenMessagesComeFasterThanAnswersGoOut() {
    for (int i = 0; i < 5; i++) {
      says("hello");
      probe.receiveMessage();
    }
    await().untilAsserted(() -> assertThat(channel.sent()).containsExactly(id + "/1"));

    channel.accepts = true;
    channel.attempts.getFirst().accept();

    // What was being sent goes out, and the answer to the last; nothing of what was between.
    await().untilAsserted(() -> assertThat(dispatched()).containsExactly(1L, 5L));
  }

  @Test
  void retriesWhatFailedAndMovesOnWhenThePolicyIsSpent() {
    says("hello");
    probe.receiveMessage();
    await().until(() -> channel.attempts.size() == 1);
    says("hello");
    probe.receiveMessage();

    for (int i = 1; i <= 3; i++) {
      int attempt = i;
      await().until(() -> channel.attempts.size() == attempt);
      channel.attempts.getLast().reject(ErrorClass.RETRY);
    }
    await().until(() -> channel.attempts.size() == 4);
    channel.attempts.getLast().accept();

    assertThat(channel.sent()).containsExactly(id + "/1", id + "/1", id + "/1", id + "/2");
    await().untilAsserted(() -> assertThat(dispatched()).containsExactly(2L));
    assertThat(events()).filteredOn(ConversationEvent.SendAbandoned.class::isInstance).hasSize(1);
  }

  @Test
  void treatsAChannelThatBreaksAsPassingTrouble() {
    says("hello");
    probe.receiveMessage();
    await().until(() -> channel.attempts.size() == 1);

    channel.attempts.getFirst().outcome().completeExceptionally(new IllegalStateException());

    await().until(() -> channel.attempts.size() == 2);
  }

  // ── crashes ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void sendsAgainAfterACrashOnceNoReceiptCanSettleIt() {
    says("hello");
    probe.receiveMessage();
    await().until(() -> channel.attempts.size() == 1);
    Instant stopped = Instant.now();

    restart();
    conversation.tell(new ConversationCommand.Wake());
    await().until(() -> channel.attempts.size() == 2);

    assertThat(Duration.between(stopped, Instant.now())).isGreaterThan(Duration.ofSeconds(9));
    assertThat(channel.sent()).containsExactly(id + "/1", id + "/1");
  }

  @Test
  void doesNotSendAgainWhatAReceiptSettlesAfterACrash() {
    says("hello");
    probe.receiveMessage();
    await().until(() -> channel.attempts.size() == 1);

    restart();
    conversation.tell(
        new ConversationCommand.RecordReceipts(
            List.of(new Receipt(id + "/1", "wamid.out", DeliveryStatus.SENT, Instant.EPOCH, null)),
            probe.ref()));
    probe.expectMessageClass(ConversationReply.Durable.class);
    says("hello");
    probe.expectMessageClass(ConversationReply.Durable.class);

    // What is new need not wait: nothing is unsure any more.
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(channel.sent()).containsExactly(id + "/1", id + "/2"));
  }

  @Test
  void remembersAfterACrashWhatItHasSeen() {
    says("hello");
    probe.receiveMessage();
    int before = events().size();

    restart();
    received = 0;
    says("hello");

    probe.expectMessageClass(ConversationReply.Durable.class);
    assertThat(events()).hasSize(before);
  }

  // ── effects ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void performsAgainWhatNobodyAnswered() {
    channel.accepts = true;
    effectsThatFail = 1;
    book();

    await()
        .untilAsserted(
            () ->
                assertThat(performed)
                    .extracting(effect -> effect.getClass().getSimpleName())
                    .containsExactly("BookSlot", "BookSlot", "OpenVisit"));
    await()
        .untilAsserted(
            () ->
                assertThat(events())
                    .filteredOn(ConversationEvent.EffectSettled.class::isInstance)
                    .hasSize(2));
  }

  @Test
  void performsAfterACrashWhatIsStillOwed() {
    channel.accepts = true;
    effectsThatFail = 1;
    book();
    await().until(() -> performed.size() == 1);

    restart();
    conversation.tell(new ConversationCommand.Wake());

    await()
        .untilAsserted(
            () ->
                assertThat(performed)
                    .extracting(effect -> effect.getClass().getSimpleName())
                    .containsExactly("BookSlot", "BookSlot", "OpenVisit"));
  }

  @Test
  void triesAgainWithGrowingPausesAndWritesLongOnesDown() {
    patience =
        new Patience(
            Duration.ZERO,
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofMillis(30),
            Duration.ofMinutes(1));
    restart();
    channel.accepts = true;
    effectsThatFail = 5;
    book();

    await().until(() -> settled() == 2);
    List<ConversationEvent.EffectDeferred> deferred =
        events().stream()
            .filter(ConversationEvent.EffectDeferred.class::isInstance)
            .map(ConversationEvent.EffectDeferred.class::cast)
            .toList();
    // 10 and 20 ms pass in memory; 40, 80 and 100 are written down.
    assertThat(deferred)
        .extracting(ConversationEvent.EffectDeferred::attempt)
        .containsExactly(3, 4, 5);
    assertThat(deferred).allSatisfy(event -> assertThat(event.retryAt()).isAfter(event.at()));
  }

  @Test
  void waitsAfterACrashUntilWhatItPutOffIsDue() {
    patience =
        new Patience(
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
    restart();
    channel.accepts = true;
    effectsThatFail = 1;
    book();
    await()
        .until(
            () -> events().stream().anyMatch(ConversationEvent.EffectDeferred.class::isInstance));

    restart();
    conversation.tell(new ConversationCommand.Wake());
    conversation.tell(new ConversationCommand.RecordReceipts(List.of(), probe.ref()));
    probe.expectMessageClass(ConversationReply.Durable.class);

    assertThat(performed).hasSize(1);
  }

  @Test
  void triesAgainWhatNeverEnds() {
    patience =
        new Patience(
            Duration.ZERO,
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMinutes(1),
            Duration.ofMillis(200));
    restart();
    channel.accepts = true;
    effectsThatHang = 1;
    book();

    await().until(() -> settled() == 2);
    assertThat(performed.get(1)).isEqualTo(performed.get(0));
  }

  // ── writes that fail ──────────────────────────────────────────────────────────────────────────

  @Test
  void recordsWhatTheProviderTookOverWhileTheJournalDidNotWriteInsteadOfSendingItAgain() {
    says("hello");
    probe.receiveMessage();
    await().until(() -> channel.attempts.size() == 1);
    JOURNAL.failNextPersisted("Conversation|" + id);

    channel.attempts.getFirst().accept();

    await().untilAsserted(() -> assertThat(dispatched()).containsExactly(1L));
    assertThat(channel.sent()).containsExactly(id + "/1");
  }

  @Test
  void paysAfterAFailedWriteWhatWasUnderWayAndAnswersTheRepeatedMessageOnce() {
    channel.accepts = true;
    effectsThatHang = 1;
    book();
    await().until(() -> performed.size() == 1);
    untilAllIsRecorded();
    JOURNAL.failNextPersisted("Conversation|" + id);
    says("hello?");
    probe.expectMessageClass(ConversationReply.Refused.class);
    repeatedUntilTaken("hello?");

    await().until(() -> settled() == 2);
    assertThat(performed)
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly("BookSlot", "BookSlot", "OpenVisit");
    await()
        .untilAsserted(
            () ->
                assertThat(channel.attempts)
                    .anySatisfy(
                        attempt ->
                            assertThat(attempt.message().content().body())
                                .contains("is confirmed")));
    assertThat(channel.sent()).doesNotHaveDuplicates();
    assertThat(
            events().stream()
                .filter(ConversationEvent.TurnTaken.class::isInstance)
                .map(event -> ((ConversationEvent.TurnTaken) event).inbound().id())
                .toList())
        .doesNotHaveDuplicates()
        .hasSize(received);
  }

  @Test
  void settlesAfterAFailedWriteWithoutAnotherMessage() {
    channel.accepts = true;
    effectsThatHang = 1;
    book();
    await().until(() -> performed.size() == 1);
    untilAllIsRecorded();
    JOURNAL.failNextPersisted("Conversation|" + id);

    hanging.complete(new EffectOutcome.Done());

    await().until(() -> settled() == 2);
  }

  @Test
  void looksAfterWhatWaitedBehindAWriteThatFailed() {
    channel.accepts = true;
    untilSymptoms();
    clinicWaits = true;
    says("Fever and headache since two days");
    await().until(() -> gathering.size() == 1);
    says("one");
    untilAllIsRecorded();
    // Whatever needs no look-up tells that the one before it waits by now.
    conversation.tell(new ConversationCommand.RecordReceipts(List.of(), probe.ref()));
    probe.expectMessageClass(ConversationReply.Durable.class);
    JOURNAL.failNextPersisted("Conversation|" + id);
    clinicWaits = false;

    gathering.getFirst().complete(new Fact.Unavailable("no-answer"));

    // Both are told at once to come again, and nothing is left waiting.
    probe.expectMessageClass(ConversationReply.Refused.class, Duration.ofSeconds(10));
    probe.expectMessageClass(ConversationReply.Refused.class, Duration.ofSeconds(10));
    received--;
    repeatedUntilTaken("Fever and headache since two days");
    says("one");
    probe.expectMessageClass(ConversationReply.Durable.class, Duration.ofSeconds(10));
    assertThat(
            events().stream()
                .filter(ConversationEvent.TurnTaken.class::isInstance)
                .map(event -> ((ConversationEvent.TurnTaken) event).inbound().id()))
        .last()
        .isEqualTo("wamid." + received);
  }

  /** The provider repeats its latest message for as long as it is not acknowledged. */
  private void repeatedUntilTaken(String text) {
    await()
        .until(
            () -> {
              received--;
              says(text);
              return probe.receiveMessage() instanceof ConversationReply.Durable;
            });
  }

  /** No write is under way that could be the one to fail. */
  private void untilAllIsRecorded() {
    await().until(() -> dispatched().size() == channel.attempts.size());
  }

  private long settled() {
    return events().stream().filter(ConversationEvent.EffectSettled.class::isInstance).count();
  }

  // ── gathering ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void keepsTheOrderOfWhatComesWhileItLooksSomethingUp() {
    channel.accepts = true;
    untilSymptoms();
    clinicWaits = true;
    says("Fever and headache since two days");
    await().until(() -> gathering.size() == 1);
    for (String text : List.of("one", "two", "three")) {
      says(text);
    }
    probe.expectNoMessage(Duration.ofMillis(200));
    // Whatever needs nothing looked up goes on, and must not disturb those who wait.
    conversation.tell(new ConversationCommand.RecordReceipts(List.of(), probe.ref()));
    probe.expectMessageClass(ConversationReply.Durable.class);

    clinicWaits = false;
    gathering.getFirst().complete(new Fact.Unavailable("no-answer"));
    for (int i = 0; i < 4; i++) {
      probe.expectMessageClass(ConversationReply.Durable.class);
    }

    assertThat(
            events().stream()
                .filter(ConversationEvent.TurnTaken.class::isInstance)
                .map(event -> ((ConversationEvent.TurnTaken) event).inbound().id())
                .toList())
        .isEqualTo(IntStream.rangeClosed(1, received).mapToObj(n -> "wamid." + n).toList());
  }

  @Test
  void tellsWhoWaitsLongThatItIsBeingWorkedOnAndAnswersThen() {
    channel.accepts = true;
    untilSymptoms();
    await().until(() -> channel.attempts.size() == 7);
    clinicWaits = true;
    says("Fever and headache since two days");
    await().until(() -> gathering.size() == 1);

    await().until(() -> channel.attempts.size() == 8);
    assertThat(channel.attempts.getLast().message().content().body()).startsWith("One moment");
    clinicWaits = false;
    gathering.getFirst().complete(clinic.fact(new Query.Doctors("general-medicine", 34)));

    await().until(() -> channel.attempts.size() == 9);
    assertThat(channel.attempts.getLast().message().content().body())
        .startsWith("Here is who can see");
  }

  @Test
  void goesOnWhenALookUpNeverEnds() {
    channel.accepts = true;
    untilSymptoms();
    clinicWaits = true;
    says("Fever and headache since two days");

    probe.expectMessageClass(ConversationReply.Durable.class, Duration.ofSeconds(20));

    await()
        .untilAsserted(
            () ->
                assertThat(channel.attempts.getLast().message().content().body())
                    .startsWith("Sorry, something is not working on our side"));
  }

  @Test
  void apologisesWhenALookUpBreaks() {
    channel.accepts = true;
    untilSymptoms();
    clinicWaits = true;
    says("Fever and headache since two days");
    await().until(() -> gathering.size() == 1);

    gathering.getFirst().completeExceptionally(new IllegalStateException());

    probe.expectMessageClass(ConversationReply.Durable.class);
  }

  // ── stopping ──────────────────────────────────────────────────────────────────────────────────

  @Test
  void stopsWhileItLooksSomethingUp() {
    channel.accepts = true;
    untilSymptoms();
    clinicWaits = true;
    says("Fever and headache since two days");
    await().until(() -> gathering.size() == 1);

    stopped();
  }

  @Test
  void stopsOnlyWhenTheChannelHasSaidWhetherItTookTheMessageAndSendsNoOther() {
    says("hello");
    probe.receiveMessage();
    await().until(() -> channel.attempts.size() == 1);
    says("hello");
    probe.receiveMessage();

    conversation.tell(ConversationCommand.Stop.INSTANCE);
    // It still answers; a command behind the stop shows that the stop was met before.
    conversation.tell(
        new ConversationCommand.RecordReceipts(
            List.of(new Receipt(id + "/9", "wamid.x", DeliveryStatus.SENT, Instant.EPOCH, null)),
            probe.ref()));
    probe.receiveMessage();
    channel.attempts.getFirst().accept();

    probe.expectTerminated(conversation, Duration.ofSeconds(4));
    assertThat(dispatched()).containsExactly(1L);
    assertThat(channel.sent()).containsExactly(id + "/1");
  }

  @Test
  void stopsEvenWhenTheChannelNeverAnswers() {
    says("hello");
    probe.receiveMessage();
    await().until(() -> channel.attempts.size() == 1);

    conversation.tell(ConversationCommand.Stop.INSTANCE);

    probe.expectTerminated(conversation, Duration.ofSeconds(10));
    assertThat(dispatched()).isEmpty();
  }

  @Test
  void stopsWhileItsKeysAreBeingLoaded() {
    KIT.stop(conversation);
    CompletableFuture<Runnable> load = new CompletableFuture<>();
    KeyRing ring = new KeyRing(database.source(), DataKey.of(new byte[32]));
    conversation = KIT.spawn(Conversation.create(equipment(keys(ring, load::complete)), id));
    says("hello");
    load.join();

    stopped();
    assertThat(events()).isEmpty();
  }

  @Test
  void stopsWhenItsKeysCannotBeLoaded() {
    KIT.stop(conversation);
    KeyRing withoutPractice = new KeyRing(database.source(), DataKey.of(new byte[32]));
    conversation =
        KIT.spawn(Conversation.create(equipment(keys(withoutPractice, database.blocking())), id));

    probe.expectTerminated(conversation, Duration.ofSeconds(10));
  }

  // ── words ─────────────────────────────────────────────────────────────────────────────────────

  private Conversation.Equipment equipment(PersonKeys personKeys) {
    return new Conversation.Equipment(
        ScriptedConversation.WORLD,
        new ConversationDecider(ScriptedConversation.WORLD, EAGER),
        practice -> Optional.of(DemoPractice.config(1, List.of("15550001111"))),
        new Clinic(),
        channel,
        personKeys,
        Instant::now,
        new Random(1),
        patience);
  }

  private static PersonKeys keys(KeyRing ring, Executor blocking) {
    return new PersonKeys(database.source(), ring, blocking);
  }

  private final class Clinic implements Surroundings {
    @Override
    public CompletionStage<Fact> gather(String practice, String conversationId, Query query) {
      if (!clinicWaits) {
        return CompletableFuture.completedFuture(clinic.fact(query));
      }
      CompletableFuture<Fact> answer = new CompletableFuture<>();
      gathering.add(answer);
      return answer;
    }

    @Override
    public CompletionStage<EffectOutcome> perform(String contactId, Effect effect) {
      performed.add(effect);
      if (effectsThatHang-- > 0) {
        return hanging;
      }
      return effectsThatFail-- > 0
          ? CompletableFuture.failedFuture(new IllegalStateException("nobody answers"))
          : CompletableFuture.completedFuture(new EffectOutcome.Done());
    }
  }

  private void says(String text) {
    conversation.tell(
        new ConversationCommand.Receive(
            id,
            "15550001111",
            new Address(Address.Kind.PHONE, "919800000001"),
            List.of(
                new InboundMessage(
                    "wamid." + ++received, Instant.now(), new InboundContent.Text(text), null)),
            List.of(),
            probe.ref()));
  }

  /** A caller that is refused comes again, as the edge does. */
  private void saysUntilTaken(String text) {
    await()
        .until(
            () -> {
              says(text);
              return probe.receiveMessage() instanceof ConversationReply.Durable;
            });
  }

  private void untilSymptoms() {
    for (String text :
        List.of("hello", "I agree", "book", "For me", "Asha Verma", "34", "female")) {
      says(text);
      probe.expectMessageClass(ConversationReply.Durable.class);
    }
  }

  private void book() {
    untilSymptoms();
    for (String text : List.of("Fever and headache since two days", "1", "1", "Confirm")) {
      says(text);
      probe.expectMessageClass(ConversationReply.Durable.class);
    }
  }

  /** As a crash leaves it: the actor is gone, the journal stays. */
  private void restart() {
    KIT.stop(conversation);
    conversation = KIT.spawn(Conversation.create(equipment(keys), id));
  }

  private void stopped() {
    conversation.tell(ConversationCommand.Stop.INSTANCE);
    probe.expectTerminated(conversation, Duration.ofSeconds(5));
  }

  private List<Object> events() {
    return JOURNAL.persistedInStorage("Conversation|" + id);
  }

  private List<Long> dispatched() {
    return events().stream()
        .filter(ConversationEvent.Dispatched.class::isInstance)
        .map(event -> ((ConversationEvent.Dispatched) event).number())
        .toList();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(20));
  }
}
