package org.tabib.engine.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/** What happened in a conversation. */
public sealed interface ConversationEvent {
  Instant at();

  // ── parts ─────────────────────────────────────────────────────────────────────────────────────

  /**
   * A message that came in.
   *
   * @param kind what sort of content it is, in clear: {@code text}, {@code choice}, {@code image}…
   */
  record Inbound(
      String id,
      String kind,
      Instant sentAt,
      Private<InboundContent> content,
      @Nullable String repliesTo) {}

  /**
   * A message that is owed to the person from now on.
   *
   * @param number counts the conversation's outbound messages, from 1
   * @param kind {@code text}, {@code buttons}, {@code rows} or {@code template}
   * @param author who says it: {@code bot} or a staff member's id
   */
  record Outbound(long number, String kind, Private<OutboundContent> content, String author) {}

  /**
   * Where the dialogue stands afterwards.
   *
   * @param cursor none when no dialogue is going on
   */
  record Move(@Nullable Cursor cursor, Private<Answers> answers) {}

  /** Something that holds from now on, whatever the dialogue. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Change.LanguageChosen.class, name = "language-chosen"),
    @JsonSubTypes.Type(value = Change.ConsentGiven.class, name = "consent-given"),
    @JsonSubTypes.Type(value = Change.ConsentWithdrawn.class, name = "consent-withdrawn"),
    @JsonSubTypes.Type(value = Change.EmergencySeen.class, name = "emergency-seen"),
    @JsonSubTypes.Type(value = Change.HumanCalled.class, name = "human-called"),
    @JsonSubTypes.Type(value = Change.PatientAdded.class, name = "patient-added"),
    @JsonSubTypes.Type(value = Change.FlowEnded.class, name = "flow-ended"),
    @JsonSubTypes.Type(value = Change.Misunderstood.class, name = "misunderstood"),
    @JsonSubTypes.Type(value = Change.AttendanceEnded.class, name = "attendance-ended"),
    @JsonSubTypes.Type(value = Change.OtherLanguageHeard.class, name = "other-language-heard"),
    @JsonSubTypes.Type(value = Change.LanguageOffered.class, name = "language-offered"),
    @JsonSubTypes.Type(value = Change.MessageEdited.class, name = "message-edited"),
    @JsonSubTypes.Type(value = Change.MessageDeleted.class, name = "message-deleted"),
    @JsonSubTypes.Type(value = Change.FileKept.class, name = "file-kept"),
    @JsonSubTypes.Type(value = Change.FileRefused.class, name = "file-refused"),
    @JsonSubTypes.Type(value = Change.FilesAdded.class, name = "files-added"),
    @JsonSubTypes.Type(value = Change.TicketTaken.class, name = "ticket-taken"),
  })
  sealed interface Change {
    /**
     * @param language BCP 47 tag
     */
    record LanguageChosen(String language) implements Change {}

    /** Explicit opt-in, to that version of the privacy notice. */
    record ConsentGiven(String noticeVersion) implements Change {}

    record ConsentWithdrawn() implements Change {}

    /** A red flag was read; staff are to look. @param complaint the knowledge file's id */
    record EmergencySeen(String complaint) implements Change {}

    /**
     * The person or a rule asked for a human; the bot is silent until it is handed back, or until
     * {@link HandOffRules} say that nobody will come.
     *
     * @param reason {@code asked}, {@code misunderstood}, {@code upset} or {@code emergency}
     */
    record HumanCalled(String reason) implements Change {}

    /** The contact speaks for this patient. */
    record PatientAdded(String patientId) implements Change {}

    /** A flow came to an end. @param outcome the step it ended at, or {@code cancelled} */
    record FlowEnded(String flow, int version, String outcome) implements Change {}

    /** The answer made no sense where it was given. */
    record Misunderstood(String flow, String step) implements Change {}

    /** Staff have not answered for so long that the bot answers again. */
    record AttendanceEnded() implements Change {}

    /**
     * A message was in another offered language than the conversation; or in its own again.
     *
     * @param language BCP 47 tag
     */
    record OtherLanguageHeard(String language) implements Change {}

    /** The person was asked whether to go on in that language; they are not asked again. */
    record LanguageOffered(String language) implements Change {}

    /** The person changed an earlier message. @param originalId the provider's id of it */
    record MessageEdited(String originalId) implements Change {}

    /**
     * The person deleted an earlier message: nobody may read it any more. @param originalId its
     * provider's id
     */
    record MessageDeleted(String originalId) implements Change {}

    /**
     * A file that was owed ({@link Effect.FetchMedia}) is in the object store.
     *
     * @param mediaType what it is by its content
     * @param bytes its size before sealing
     * @param sha256 of its content, in lower-case hex
     */
    record FileKept(
        String attachmentId, String mediaType, long bytes, String sha256, String storageKey)
        implements Change {}

    /** A file that was owed will never be had. @param reason a short code */
    record FileRefused(String attachmentId, String reason) implements Change {}

    /** The person has a number in a queue. @param label the ticket's */
    record TicketTaken(String queueId, String label) implements Change {}

    /** Files that were sent while a visit was being booked belong to it. */
    record FilesAdded(String visitId, List<String> attachmentIds) implements Change {
      public FilesAdded {
        attachmentIds = List.copyOf(attachmentIds);
      }
    }
  }

  /** How far a message of ours has come. */
  record Advance(
      long number,
      @Nullable String providerId,
      DeliveryStatus status,
      Instant at,
      @Nullable Integer errorCode) {}

  // ── events ────────────────────────────────────────────────────────────────────────────────────

  /** The first event of every conversation. */
  record ConversationStarted(String contactId, String account, Private<Address> address, Instant at)
      implements ConversationEvent {}

  /**
   * One inbound message and all that it caused.
   *
   * @param outbound at most one message since October 2026; older events have more
   * @param withdrawn numbers of messages that no channel was asked to send yet and that are not
   *     sent any more, because this turn's answer takes their place
   */
  record TurnTaken(
      Inbound inbound,
      @Nullable Move move,
      List<Change> changes,
      List<Outbound> outbound,
      List<Effect> owed,
      Instant at,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> withdrawn)
      implements ConversationEvent {
    public TurnTaken {
      changes = List.copyOf(changes);
      outbound = List.copyOf(outbound);
      owed = List.copyOf(owed);
      withdrawn = present(withdrawn);
    }

    /** A turn that withdraws nothing. */
    public TurnTaken(
        Inbound inbound,
        @Nullable Move move,
        List<Change> changes,
        List<Outbound> outbound,
        List<Effect> owed,
        Instant at) {
      this(inbound, move, changes, outbound, owed, at, List.of());
    }
  }

  /**
   * Something owed was done (or proved impossible), and what that caused.
   *
   * @param withdrawn as in {@link TurnTaken}
   */
  record EffectSettled(
      String effectId,
      String outcome,
      @Nullable Move move,
      List<Change> changes,
      List<Outbound> outbound,
      List<Effect> owed,
      Instant at,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> withdrawn)
      implements ConversationEvent {
    public EffectSettled {
      changes = List.copyOf(changes);
      outbound = List.copyOf(outbound);
      owed = List.copyOf(owed);
      withdrawn = present(withdrawn);
    }

    /** A settlement that withdraws nothing. */
    public EffectSettled(
        String effectId,
        String outcome,
        @Nullable Move move,
        List<Change> changes,
        List<Outbound> outbound,
        List<Effect> owed,
        Instant at) {
      this(effectId, outcome, move, changes, outbound, owed, at, List.of());
    }
  }

  /**
   * Something owed could not be done yet and will be tried again.
   *
   * @param attempt how often it was tried in vain
   * @param reason a short code
   */
  record EffectDeferred(String effectId, int attempt, String reason, Instant retryAt, Instant at)
      implements ConversationEvent {}

  /** The provider took a message over. */
  record Dispatched(long number, String providerId, Instant at) implements ConversationEvent {}

  /** An attempt failed and will be repeated. @param code the provider's, 0 when nobody answered */
  record SendDeferred(long number, int attempt, int code, Instant retryAt, Instant at)
      implements ConversationEvent {}

  /**
   * A message will not be sent: a dead letter.
   *
   * @param code the provider's, 0 when it did not say why
   * @param attempts how often it was tried; none in older events
   * @param reason a {@link org.tabib.engine.delivery.LetterReason}; none in older events
   * @param firstTriedAt when the first attempt had failed; none in older events
   * @param crowdedOut the number of an older letter that is not kept any more, because too many
   *     came after it
   */
  record SendAbandoned(
      long number,
      int code,
      Instant at,
      @Nullable Integer attempts,
      @Nullable String reason,
      @Nullable Instant firstTriedAt,
      @Nullable Long crowdedOut)
      implements ConversationEvent {
    /** As it was written before letters were kept. */
    public SendAbandoned(long number, int code, Instant at) {
      this(number, code, at, null, null, null, null);
    }
  }

  /**
   * A dead letter is sent after all, as a message of its own, behind whatever waits.
   *
   * @param number the letter's
   * @param commandId what a repetition is recognised by
   * @param by the member of staff who wanted it
   * @param outbound what the letter said, under a new number
   */
  record LetterReplayed(long number, String commandId, String by, Outbound outbound, Instant at)
      implements ConversationEvent {}

  /**
   * A dead letter will never be sent.
   *
   * @param commandId what a repetition is recognised by
   * @param reason a {@link DropReason}
   * @param by the member of staff who decided it
   */
  record LetterDropped(long number, String commandId, String reason, String by, Instant at)
      implements ConversationEvent {}

  /**
   * What waits may not go out any more, because the person last wrote too long ago. It stays until
   * they write, or until its time is over.
   *
   * @param waiting the messages' numbers
   * @param invitation a template that asks the person to write, sent before all that waits; none
   *     when they were asked in this silence, or must not be
   * @param until when the messages become dead letters
   */
  record WindowClosed(List<Long> waiting, @Nullable Outbound invitation, Instant until, Instant at)
      implements ConversationEvent {
    public WindowClosed {
      waiting = List.copyOf(waiting);
    }
  }

  /**
   * The person wrote again: what waited for that is due now.
   *
   * @param waiting the messages' numbers
   * @param withdrawn invitations that no channel was asked to send and nobody needs any more
   */
  record WindowReopened(List<Long> waiting, List<Long> withdrawn, Instant at)
      implements ConversationEvent {
    public WindowReopened {
      waiting = List.copyOf(waiting);
      withdrawn = List.copyOf(withdrawn);
    }
  }

  /** Receipts that moved something. */
  record ReceiptsAdvanced(List<Advance> advances, Instant at) implements ConversationEvent {
    public ReceiptsAdvanced {
      advances = List.copyOf(advances);
    }
  }

  /** The person is reached elsewhere now. */
  record AddressChanged(Private<Address> address, Instant at) implements ConversationEvent {}

  /** The same person already had another conversation; everything new goes there. */
  record MergedInto(String conversationId, Instant at) implements ConversationEvent {}

  /** A member of staff answers from now on. */
  record TakenOver(String by, Instant at) implements ConversationEvent {}

  /** The bot answers again. */
  record HandedBack(String by, Instant at) implements ConversationEvent {}

  /** A member of staff wrote. @param commandId what a repetition is recognised by */
  record StaffSpoke(String commandId, Outbound outbound, Instant at) implements ConversationEvent {}

  /**
   * Staff wrote on the practice's phone: it was sent without us, and they answer from now on.
   *
   * @param providerId the provider's id of the message
   * @param sentAt the provider's time
   */
  record StaffEchoed(String providerId, Outbound outbound, Instant sentAt, Instant at)
      implements ConversationEvent {}

  /** A decision takes long: the person is told that it is being worked on. */
  record Delayed(Outbound outbound, Instant at) implements ConversationEvent {}

  /**
   * The person is told something that they did not ask for just now.
   *
   * @param noticeId what a repetition is recognised by
   * @param facts ids, times and codes that an answer to it starts with
   * @param words personal facts; none when it has none
   * @param expiresAt after that it is not sent any more
   */
  record Notified(
      String noticeId,
      NoticeKind kind,
      Map<String, String> facts,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Private<NoticeWords> words,
      Outbound outbound,
      Instant expiresAt,
      Instant at)
      implements ConversationEvent {
    public Notified {
      facts = Map.copyOf(facts);
    }
  }

  /** Notices waited for so long that nobody wants to read them any more: they are not sent. */
  record NoticesLapsed(List<Long> numbers, Instant at) implements ConversationEvent {
    public NoticesLapsed {
      numbers = List.copyOf(numbers);
    }
  }

  /** A field that older events lack. */
  private static <T> List<T> present(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
