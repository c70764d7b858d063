package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
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
    Map<String, Deferral> deferred) {

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
          Map.of());

  /** Snapshots of before there were deferrals have none. */
  public ConversationState {
    patients = List.copyOf(patients);
    outbox = List.copyOf(outbox);
    owed = List.copyOf(owed);
    deferred = deferred == null ? Map.of() : Map.copyOf(deferred);
  }

  public boolean started() {
    return !contactId.isEmpty();
  }

  /** The state after an event. Never refuses. */
  public ConversationState apply(ConversationEvent event) {
    Draft next = new Draft(this);
    switch (event) {
      case ConversationEvent.ConversationStarted e -> {
        next.contactId = e.contactId();
        next.account = e.account();
        next.address = e.address();
        next.answers = Private.of(e.contactId(), Answers.NONE);
      }
      case ConversationEvent.TurnTaken e -> {
        next.seen = seen.with(e.inbound().id(), day(e.at()));
        Instant sent = e.inbound().sentAt().isAfter(e.at()) ? e.at() : e.inbound().sentAt();
        next.lastInboundAt =
            lastInboundAt == null || sent.isAfter(lastInboundAt) ? sent : lastInboundAt;
        next.take(e.move(), e.changes(), e.outbound(), e.owed());
      }
      case ConversationEvent.EffectDeferred e -> {
        next.deferred = new HashMap<>(deferred);
        next.deferred.put(e.effectId(), new Deferral(e.attempt(), e.retryAt()));
      }
      case ConversationEvent.EffectSettled e -> {
        next.owed = owed.stream().filter(owing -> !owing.id().equals(e.effectId())).toList();
        next.deferred = new HashMap<>(deferred);
        next.deferred.remove(e.effectId());
        next.take(e.move(), e.changes(), e.outbound(), e.owed());
      }
      case ConversationEvent.Dispatched e -> {
        next.settle(e.number());
        next.marks = marks.with(e.number(), DeliveryStatus.SENT);
      }
      case ConversationEvent.SendDeferred e -> {
        next.attempt = e.attempt();
        next.retryAt = e.retryAt();
      }
      case ConversationEvent.SendAbandoned e -> {
        next.settle(e.number());
        next.marks = marks.with(e.number(), DeliveryStatus.FAILED);
      }
      case ConversationEvent.ReceiptsAdvanced e -> {
        for (Advance advance : e.advances()) {
          next.settle(advance.number());
          next.marks = next.marks.with(advance.number(), advance.status());
        }
      }
      case ConversationEvent.AddressChanged e -> next.address = e.address();
      case ConversationEvent.MergedInto e -> next.mergedInto = e.conversationId();
      case ConversationEvent.TakenOver e -> next.attendedBy = e.by();
      case ConversationEvent.HandedBack e -> next.attendedBy = null;
      case ConversationEvent.StaffSpoke e -> {
        next.seen = seen.with(e.commandId(), day(e.at()));
        next.take(null, List.of(), List.of(e.outbound()), List.of());
      }
    }
    return next.finish();
  }

  private static int day(Instant at) {
    return (int) Math.floorDiv(at.getEpochSecond(), 86_400L);
  }

  /** A state under construction; never leaves {@link #apply}. */
  private static final class Draft {
    private String contactId;
    private String account;
    private Private<Address> address;
    private @Nullable String language;
    private @Nullable String consent;
    private @Nullable Cursor cursor;
    private Private<Answers> answers;
    private List<String> patients;
    private List<Outbound> outbox;
    private long lastNumber;
    private int attempt;
    private @Nullable Instant retryAt;
    private List<Effect> owed;
    private SeenMessages seen;
    private DeliveryMarks marks;
    private @Nullable Instant lastInboundAt;
    private @Nullable String attendedBy;
    private @Nullable String mergedInto;
    private Map<String, Deferral> deferred;

    Draft(ConversationState from) {
      contactId = from.contactId;
      account = from.account;
      address = from.address;
      language = from.language;
      consent = from.consent;
      cursor = from.cursor;
      answers = from.answers;
      patients = from.patients;
      outbox = from.outbox;
      lastNumber = from.lastNumber;
      attempt = from.attempt;
      retryAt = from.retryAt;
      owed = from.owed;
      seen = from.seen;
      marks = from.marks;
      lastInboundAt = from.lastInboundAt;
      attendedBy = from.attendedBy;
      mergedInto = from.mergedInto;
      deferred = from.deferred;
    }

    void take(
        @Nullable Move move, List<Change> changes, List<Outbound> outbound, List<Effect> owing) {
      if (move != null) {
        cursor = move.cursor();
        answers = move.answers();
      }
      changes.forEach(this::change);
      if (!outbound.isEmpty()) {
        outbox = joined(outbox, outbound);
        lastNumber = outbound.getLast().number();
      }
      if (!owing.isEmpty()) {
        owed = joined(owed, owing);
      }
    }

    private void change(Change change) {
      switch (change) {
        case Change.LanguageChosen c -> language = c.language();
        case Change.ConsentGiven c -> consent = c.noticeVersion();
        case Change.ConsentWithdrawn c -> consent = null;
        case Change.EmergencySeen c -> {}
        case Change.HumanCalled c -> attendedBy = "staff";
        case Change.PatientAdded c -> {
          if (!patients.contains(c.patientId())) {
            patients = joined(patients, List.of(c.patientId()));
          }
        }
        case Change.FlowEnded c -> {}
        case Change.FileKept c -> {}
        case Change.FileRefused c -> {}
        case Change.FilesAdded c -> {}
      }
    }

    /** A message left the outbox: the next one starts with a fresh count of attempts. */
    void settle(long number) {
      if (!outbox.isEmpty()) {
        if (outbox.getFirst().number() == number) {
          attempt = 0;
          retryAt = null;
        }
        outbox = outbox.stream().filter(message -> message.number() != number).toList();
      }
    }

    ConversationState finish() {
      return new ConversationState(
          contactId,
          account,
          address,
          language,
          consent,
          cursor,
          answers,
          patients,
          outbox,
          lastNumber,
          attempt,
          retryAt,
          owed,
          seen,
          marks,
          lastInboundAt,
          attendedBy,
          mergedInto,
          deferred);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
      List<T> all = new ArrayList<>(some.size() + more.size());
      all.addAll(some);
      all.addAll(more);
      return all;
    }
  }
}
