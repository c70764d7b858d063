package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/**
 * What a conversation knows. Private values are clear in memory and sealed in snapshots.
 *
 * @param contactId whose conversation it is; empty before the first event
 * @param account the channel account through which it goes
 * @param language BCP 47 tag, once chosen or detected
 * @param consent the version of the privacy notice that was agreed to; none before, or withdrawn
 * @param cursor where the dialogue stands, if one is going on
 * @param patients for whom the contact has booked, themselves included, oldest first
 * @param outbox messages that no provider has taken over yet, in order
 * @param lastNumber the number of the newest message of ours
 * @param attempt how often the head of the outbox was tried in vain
 * @param retryAt not before then is it tried again
 * @param owed effects to be performed, in order
 * @param lastInboundAt when the person last wrote (provider's time, at most the time of receipt)
 * @param attendedBy the member of staff (or {@code staff} in general) who answers; the bot is
 *     silent
 * @param mergedInto the conversation that took this one's place
 * @param deferred effect id → how it is put off, for what is owed and was tried in vain
 * @param attendedAt when a human was called, or when staff last did something since; when nobody
 *     attends any more it is when they handed back, until the bot has said that it is back
 */
public record ConversationState(
    String contactId,
    String account,
    Private<Address> address,
    @Nullable String language,
    @Nullable String consent,
    @Nullable Cursor cursor,
    Private<Answers> answers,
    List<String> patients,
    List<Outbound> outbox,
    long lastNumber,
    int attempt,
    @Nullable Instant retryAt,
    List<Effect> owed,
    SeenMessages seen,
    DeliveryMarks marks,
    @Nullable Instant lastInboundAt,
    @Nullable String attendedBy,
    @Nullable String mergedInto,
    Map<String, Deferral> deferred,
    @Nullable Instant attendedAt,
    Rapport rapport,
    StaffWords staffWords,
    AskedQuestions asked,
    DeadLetters letters,
    Outgoing outgoing,
    Notices notices) {
  /** Who attends when a human was called and nobody came yet. */
  static final String CALLED = "staff";

  /** Something owed was tried in vain so often, and is not tried again before then. */
  public record Deferral(int attempt, Instant retryAt) {}

  /** Before the first event. */
  public static final ConversationState EMPTY =
      new ConversationState(
          "",
          "",
          new Private.Erased<>(""),
          null,
          null,
          null,
          new Private.Erased<>(""),
          List.of(),
          List.of(),
          0,
          0,
          null,
          List.of(),
          SeenMessages.NONE,
          DeliveryMarks.NONE,
          null,
          null,
          null,
          Map.of(),
          null,
          Rapport.NONE,
          StaffWords.NONE,
          AskedQuestions.NONE,
          DeadLetters.NONE,
          Outgoing.NONE,
          Notices.NONE);

  public ConversationState {
    patients = List.copyOf(patients);
    outbox = List.copyOf(outbox);
    owed = List.copyOf(owed);
    // Older snapshots lack these.
    deferred = deferred == null ? Map.of() : Map.copyOf(deferred);
    rapport = present(rapport, Rapport.NONE);
    staffWords = present(staffWords, StaffWords.NONE);
    asked = present(asked, AskedQuestions.NONE);
    letters = present(letters, DeadLetters.NONE);
    outgoing = present(outgoing, Outgoing.NONE);
    notices = present(notices, Notices.NONE);
  }

  private static <T> T present(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  public boolean started() {
    return !contactId.isEmpty();
  }

  /** The state after an event. Never refuses. */
  public ConversationState apply(ConversationEvent event) {
    return new NextState(this).after(event);
  }
}
