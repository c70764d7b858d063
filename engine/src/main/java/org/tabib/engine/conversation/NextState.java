package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationState.Deferral;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.privacy.Private;

/** What one event makes of a state. Used once. */
final class NextState {
  private final ConversationEdit next;
  private final NextOutbox outbox;

  NextState(ConversationState from) {
    next = new ConversationEdit(from);
    outbox = new NextOutbox(next);
  }

  ConversationState after(ConversationEvent event) {
    switch (event) {
      case ConversationEvent.ConversationStarted e -> {
        next.contactId = e.contactId();
        next.account = e.account();
        next.address = e.address();
        next.answers = Private.of(e.contactId(), Answers.NONE);
      }
      case ConversationEvent.TurnTaken e -> turnTaken(e);
      case ConversationEvent.EffectDeferred e -> {
        next.deferred = new HashMap<>(next.deferred);
        next.deferred.put(e.effectId(), new Deferral(e.attempt(), e.retryAt()));
      }
      case ConversationEvent.EffectSettled e -> effectSettled(e);
      case ConversationEvent.Dispatched e -> outbox.dispatched(e);
      case ConversationEvent.SendDeferred e -> outbox.deferred(e);
      case ConversationEvent.SendAbandoned e -> outbox.abandoned(e);
      case ConversationEvent.LetterReplayed e -> outbox.replayed(e);
      case ConversationEvent.LetterDropped e ->
          next.letters = next.letters.without(e.number(), 0, e.commandId());
      case ConversationEvent.WindowClosed e -> outbox.windowClosed(e);
      case ConversationEvent.WindowReopened e -> outbox.windowReopened(e);
      case ConversationEvent.ReceiptsAdvanced e -> e.advances().forEach(outbox::advanced);
      case ConversationEvent.AddressChanged e -> next.address = e.address();
      case ConversationEvent.MergedInto e -> next.mergedInto = e.conversationId();
      case ConversationEvent.TakenOver e -> attended(e.by(), e.at());
      // When it was tells the next turn that the bot has to say that it is back.
      case ConversationEvent.HandedBack e -> attended(null, e.at());
      case ConversationEvent.StaffSpoke e -> {
        next.seen = next.seen.with(e.commandId(), day(e.at()));
        next.staffWords = next.staffWords.with(e.commandId(), e.outbound().number());
        outbox.say(List.of(e.outbound()), e.at());
        if (next.attendedBy != null) {
          attended(e.outbound().author(), e.at());
        }
      }
      case ConversationEvent.StaffEchoed e -> {
        next.seen = next.seen.with(e.providerId(), day(e.at()));
        next.lastNumber = e.outbound().number();
        next.marks = next.marks.with(next.lastNumber, DeliveryStatus.SENT);
        attended(e.outbound().author(), e.sentAt());
      }
      case ConversationEvent.Delayed e -> outbox.say(List.of(e.outbound()), e.at());
      case ConversationEvent.Notified e -> outbox.notified(e);
      case ConversationEvent.NoticesLapsed e -> outbox.lapsed(e);
    }
    return next.done();
  }

  private static int day(Instant at) {
    return (int) Math.floorDiv(at.getEpochSecond(), 86_400L);
  }

  private void turnTaken(ConversationEvent.TurnTaken e) {
    next.seen = next.seen.with(e.inbound().id(), day(e.at()));
    Instant sent = e.inbound().sentAt().isAfter(e.at()) ? e.at() : e.inbound().sentAt();
    next.lastInboundAt =
        next.lastInboundAt == null || sent.isAfter(next.lastInboundAt) ? sent : next.lastInboundAt;
    if (e.move() != null
        && e.changes().stream().noneMatch(Change.Misunderstood.class::isInstance)) {
      next.rapport = next.rapport.understood();
    }
    outbox.withdraw(e.withdrawn());
    take(e.move(), e.changes(), e.outbound(), e.owed(), e.at());
  }

  private void effectSettled(ConversationEvent.EffectSettled e) {
    if (next.deferred.containsKey(e.effectId())) {
      next.deferred = new HashMap<>(next.deferred);
      next.deferred.remove(e.effectId());
    }
    next.owed = next.owed.stream().filter(owing -> !owing.id().equals(e.effectId())).toList();
    outbox.withdraw(e.withdrawn());
    take(e.move(), e.changes(), e.outbound(), e.owed(), e.at());
  }

  private void take(
      @Nullable Move move,
      List<Change> changes,
      List<Outbound> outbound,
      List<Effect> owing,
      Instant at) {
    if (move != null) {
      next.cursor = move.cursor();
      next.answers = move.answers();
    }
    changes.forEach(change -> change(change, at));
    outbox.say(outbound, at);
    if (move != null && move.cursor() != null && !outbound.isEmpty()) {
      next.asked = next.asked.with(outbound.getLast().number(), move.cursor());
    }
    if (!owing.isEmpty()) {
      next.owed = joined(next.owed, owing);
    }
  }

  private void change(Change change, Instant at) {
    switch (change) {
      case Change.LanguageChosen c -> {
        next.language = c.language();
        next.rapport = next.rapport.hearing(null);
      }
      case Change.ConsentGiven c -> next.consent = c.noticeVersion();
      case Change.ConsentWithdrawn c -> next.consent = null;
      case Change.EmergencySeen c -> {}
      case Change.HumanCalled c -> {
        attended(ConversationState.CALLED, at);
        next.rapport = next.rapport.understood();
      }
      case Change.PatientAdded c -> {
        if (!next.patients.contains(c.patientId())) {
          next.patients = joined(next.patients, List.of(c.patientId()));
        }
      }
      case Change.FlowEnded c -> {}
      case Change.FileKept c -> {}
      case Change.FileRefused c -> {}
      case Change.FilesAdded c -> {}
      case Change.TicketTaken c ->
          next.notices = next.notices.with(new Notices.Ticket(c.queueId(), c.label()));
      case Change.Misunderstood c -> next.rapport = next.rapport.misunderstoodAgain();
      case Change.AttendanceEnded c -> attended(null, null);
      case Change.OtherLanguageHeard c ->
          next.rapport =
              next.rapport.hearing(c.language().equals(next.language) ? null : c.language());
      case Change.LanguageOffered c -> next.rapport = next.rapport.offering(c.language());
      case Change.MessageEdited c -> {}
      case Change.MessageDeleted c -> {}
    }
  }

  private void attended(@Nullable String by, @Nullable Instant at) {
    next.attendedBy = by;
    next.attendedAt = at;
  }

  static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some.size() + more.size());
    all.addAll(some);
    all.addAll(more);
    return all;
  }
}
