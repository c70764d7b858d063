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
import org.tabib.engine.delivery.LetterReason;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/** A state under construction: what one event makes of another. Used once. */
final class NextState {
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
  private Map<String, ConversationState.Deferral> deferred;
  private @Nullable Instant attendedAt;
  private Rapport rapport;
  private StaffWords staffWords;
  private AskedQuestions asked;
  private DeadLetters letters;
  private Outgoing outgoing;
  private Notices notices;

  NextState(ConversationState from) {
    contactId = from.contactId();
    account = from.account();
    address = from.address();
    language = from.language();
    consent = from.consent();
    cursor = from.cursor();
    answers = from.answers();
    patients = from.patients();
    outbox = from.outbox();
    lastNumber = from.lastNumber();
    attempt = from.attempt();
    retryAt = from.retryAt();
    owed = from.owed();
    seen = from.seen();
    marks = from.marks();
    lastInboundAt = from.lastInboundAt();
    attendedBy = from.attendedBy();
    mergedInto = from.mergedInto();
    deferred = from.deferred();
    attendedAt = from.attendedAt();
    rapport = from.rapport();
    staffWords = from.staffWords();
    asked = from.asked();
    letters = from.letters();
    outgoing = from.outgoing();
    notices = from.notices();
  }

  ConversationState after(ConversationEvent event) {
    switch (event) {
      case ConversationEvent.ConversationStarted e -> {
        contactId = e.contactId();
        account = e.account();
        address = e.address();
        answers = Private.of(e.contactId(), Answers.NONE);
      }
      case ConversationEvent.TurnTaken e -> {
        seen = seen.with(e.inbound().id(), day(e.at()));
        Instant sent = e.inbound().sentAt().isAfter(e.at()) ? e.at() : e.inbound().sentAt();
        lastInboundAt = lastInboundAt == null || sent.isAfter(lastInboundAt) ? sent : lastInboundAt;
        if (e.move() != null
            && e.changes().stream().noneMatch(Change.Misunderstood.class::isInstance)) {
          rapport = rapport.understood();
        }
        withdraw(e.withdrawn());
        take(e.move(), e.changes(), e.outbound(), e.owed(), e.at());
      }
      case ConversationEvent.EffectDeferred e -> {
        deferred = new HashMap<>(deferred);
        deferred.put(e.effectId(), new ConversationState.Deferral(e.attempt(), e.retryAt()));
      }
      case ConversationEvent.EffectSettled e -> {
        if (deferred.containsKey(e.effectId())) {
          deferred = new HashMap<>(deferred);
          deferred.remove(e.effectId());
        }
        owed = owed.stream().filter(owing -> !owing.id().equals(e.effectId())).toList();
        withdraw(e.withdrawn());
        take(e.move(), e.changes(), e.outbound(), e.owed(), e.at());
      }
      case ConversationEvent.Dispatched e -> {
        settle(e.number());
        outgoing = outgoing.tried(e.at());
        marks = marks.with(e.number(), DeliveryStatus.SENT);
        asked = asked.sentAs(e.number(), e.providerId());
        notices = notices.sentAs(e.number(), e.providerId());
      }
      case ConversationEvent.SendDeferred e -> {
        attempt = e.attempt();
        retryAt = e.retryAt();
        if (letters.failingSince() == null) {
          letters = letters.failingSince(e.at());
        }
        outgoing = outgoing.tried(e.at());
      }
      case ConversationEvent.SendAbandoned e -> abandon(e);
      case ConversationEvent.LetterReplayed e -> {
        letters = letters.without(e.number(), e.outbound().number(), e.commandId());
        asked = asked.again(e.number(), e.outbound().number());
        say(List.of(e.outbound()), e.at());
      }
      case ConversationEvent.LetterDropped e ->
          letters = letters.without(e.number(), 0, e.commandId());
      case ConversationEvent.WindowClosed e -> {
        outgoing = outgoing.holding(e.waiting(), e.until(), e.at());
        if (e.invitation() != null) {
          say(List.of(e.invitation()), e.at());
          // Before all that waits: it is what opens the way for them.
          outbox = joined(List.of(outbox.getLast()), outbox.subList(0, outbox.size() - 1));
          attempt = 0;
          retryAt = null;
        }
        letPass();
      }
      case ConversationEvent.WindowReopened e -> {
        withdraw(e.withdrawn());
        outgoing = outgoing.reopened();
        attempt = 0;
        retryAt = null;
      }
      case ConversationEvent.ReceiptsAdvanced e -> e.advances().forEach(this::advance);
      case ConversationEvent.AddressChanged e -> address = e.address();
      case ConversationEvent.MergedInto e -> mergedInto = e.conversationId();
      case ConversationEvent.TakenOver e -> attended(e.by(), e.at());
      // When it was tells the next turn that the bot has to say that it is back.
      case ConversationEvent.HandedBack e -> attended(null, e.at());
      case ConversationEvent.StaffSpoke e -> {
        seen = seen.with(e.commandId(), day(e.at()));
        staffWords = staffWords.with(e.commandId(), e.outbound().number());
        say(List.of(e.outbound()), e.at());
        if (attendedBy != null) {
          attended(e.outbound().author(), e.at());
        }
      }
      case ConversationEvent.StaffEchoed e -> {
        seen = seen.with(e.providerId(), day(e.at()));
        lastNumber = e.outbound().number();
        marks = marks.with(lastNumber, DeliveryStatus.SENT);
        attended(e.outbound().author(), e.sentAt());
      }
      case ConversationEvent.Delayed e -> say(List.of(e.outbound()), e.at());
      case ConversationEvent.Notified e -> {
        say(List.of(e.outbound()), e.at());
        letPass();
        notices = notices.with(e);
      }
      case ConversationEvent.NoticesLapsed e -> {
        boolean head = !outbox.isEmpty() && e.numbers().contains(outbox.getFirst().number());
        withdraw(e.numbers());
        notices = notices.without(e.numbers());
        if (head) {
          attempt = 0;
          retryAt = null;
          letters = letters.failingSince(null);
        }
      }
    }
    return finish();
  }

  private static int day(Instant at) {
    return (int) Math.floorDiv(at.getEpochSecond(), 86_400L);
  }

  private void take(
      @Nullable Move move,
      List<Change> changes,
      List<Outbound> outbound,
      List<Effect> owing,
      Instant at) {
    if (move != null) {
      cursor = move.cursor();
      answers = move.answers();
    }
    changes.forEach(change -> change(change, at));
    say(outbound, at);
    if (move != null && move.cursor() != null && !outbound.isEmpty()) {
      asked = asked.with(outbound.getLast().number(), move.cursor());
    }
    if (!owing.isEmpty()) {
      owed = joined(owed, owing);
    }
  }

  private void say(List<Outbound> outbound, Instant at) {
    if (!outbound.isEmpty()) {
      outgoing = outgoing.with(outbound, at);
      outbox = joined(outbox, outbound);
      lastNumber = outbound.getLast().number();
    }
  }

  private void change(Change change, Instant at) {
    switch (change) {
      case Change.LanguageChosen c -> {
        language = c.language();
        rapport = rapport.hearing(null);
      }
      case Change.ConsentGiven c -> consent = c.noticeVersion();
      case Change.ConsentWithdrawn c -> consent = null;
      case Change.EmergencySeen c -> {}
      case Change.HumanCalled c -> {
        attended(ConversationState.CALLED, at);
        rapport = rapport.understood();
      }
      case Change.PatientAdded c -> {
        if (!patients.contains(c.patientId())) {
          patients = joined(patients, List.of(c.patientId()));
        }
      }
      case Change.FlowEnded c -> {}
      case Change.FileKept c -> {}
      case Change.FileRefused c -> {}
      case Change.FilesAdded c -> {}
      case Change.TicketTaken c ->
          notices = notices.with(new Notices.Ticket(c.queueId(), c.label()));
      case Change.Misunderstood c -> rapport = rapport.misunderstoodAgain();
      case Change.AttendanceEnded c -> attended(null, null);
      case Change.OtherLanguageHeard c ->
          rapport = rapport.hearing(c.language().equals(language) ? null : c.language());
      case Change.LanguageOffered c -> rapport = rapport.offering(c.language());
      case Change.MessageEdited c -> {}
      case Change.MessageDeleted c -> {}
    }
  }

  private void attended(@Nullable String by, @Nullable Instant at) {
    attendedBy = by;
    attendedAt = at;
  }

  /** The message is kept aside: somebody may want it sent after all. */
  private void abandon(ConversationEvent.SendAbandoned e) {
    if (e.crowdedOut() != null) {
      letters = letters.without(e.crowdedOut(), 0, null);
    }
    // Nobody said a final no: any attempt whose answer was lost may have succeeded.
    boolean spent =
        LetterReason.POLICY_SPENT.word().equals(e.reason())
            || LetterReason.HELD_TOO_LONG.word().equals(e.reason())
            || (LetterReason.WINDOW_CLOSED.word().equals(e.reason()) && e.code() == 0);
    outbox.stream()
        .filter(message -> message.number() == e.number())
        .findFirst()
        .ifPresent(message -> letters = letters.with(new DeadLetters.Letter(message, spent)));
    settle(e.number());
    marks = marks.with(e.number(), DeliveryStatus.FAILED);
  }

  private void advance(Advance advance) {
    if (letters.isProvenBy(advance.number(), advance.status())
        && letters.letter(advance.number()).isPresent()) {
      letters = letters.without(advance.number(), 0, null);
    }
    settle(advance.number());
    marks = marks.with(advance.number(), advance.status());
    if (advance.providerId() != null) {
      asked = asked.sentAs(advance.number(), advance.providerId());
      notices = notices.sentAs(advance.number(), advance.providerId());
    }
  }

  /** What waits for the person to write keeps nothing else waiting. */
  private void letPass() {
    List<Long> held =
        outgoing.queued().stream()
            .filter(queued -> queued.until() != null)
            .map(Outgoing.Queued::number)
            .toList();
    if (held.isEmpty() || held.size() == outbox.size()) {
      return;
    }
    long head = outbox.getFirst().number();
    outbox =
        joined(
            outbox.stream().filter(m -> !held.contains(m.number())).toList(),
            outbox.stream().filter(m -> held.contains(m.number())).toList());
    if (outbox.getFirst().number() != head) {
      attempt = 0;
      retryAt = null;
    }
  }

  private void withdraw(List<Long> numbers) {
    if (!numbers.isEmpty()) {
      outbox = outbox.stream().filter(m -> !numbers.contains(m.number())).toList();
      outgoing = outgoing.without(numbers);
    }
  }

  /** A message left the outbox: the next one starts with a fresh count of attempts. */
  private void settle(long number) {
    if (!outbox.isEmpty()) {
      if (outbox.getFirst().number() == number) {
        attempt = 0;
        retryAt = null;
        letters = letters.failingSince() == null ? letters : letters.failingSince(null);
      }
      outbox = outbox.stream().filter(message -> message.number() != number).toList();
      outgoing = outgoing.without(List.of(number));
    }
  }

  private ConversationState finish() {
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
        deferred,
        attendedAt,
        rapport,
        staffWords,
        asked,
        letters,
        outgoing,
        notices);
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some.size() + more.size());
    all.addAll(some);
    all.addAll(more);
    return all;
  }
}
