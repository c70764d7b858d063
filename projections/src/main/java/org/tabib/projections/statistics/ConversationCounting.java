package org.tabib.projections.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.Effect;
import org.tabib.projections.run.Recorded;

/** Counts one conversation's events, in order, on top of what was known of it before. */
final class ConversationCounting {
  private final String conversationId;
  private final Pulse pulse = new Pulse();
  private final OpenRuns runs;
  private final PracticeCounts counts;

  /**
   * @param counts shared by the conversations of a batch
   */
  ConversationCounting(String conversationId, PracticeCounts counts) {
    this.conversationId = conversationId;
    this.runs = new OpenRuns(conversationId);
    this.counts = counts;
  }

  String conversationId() {
    return conversationId;
  }

  Pulse pulse() {
    return pulse;
  }

  OpenRuns runs() {
    return runs;
  }

  /** Whether what an event does depends on what was before. */
  static boolean remembers(ConversationEvent event) {
    return switch (event) {
      case ConversationEvent.TurnTaken turn -> true;
      case ConversationEvent.EffectSettled settled -> true;
      case ConversationEvent.StaffSpoke spoke -> true;
      case ConversationEvent.StaffEchoed echoed -> true;
      case ConversationEvent.Delayed delayed -> true;
      case ConversationEvent.WindowClosed closed -> true;
      case ConversationEvent.Notified notified -> true;
      case ConversationEvent.NoticesLapsed lapsed -> false;
      case ConversationEvent.ConversationStarted started -> false;
      case ConversationEvent.Dispatched dispatched -> false;
      case ConversationEvent.SendDeferred deferred -> false;
      case ConversationEvent.EffectDeferred deferred -> false;
      case ConversationEvent.SendAbandoned abandoned -> false;
      case ConversationEvent.LetterReplayed replayed -> false;
      case ConversationEvent.LetterDropped dropped -> false;
      case ConversationEvent.WindowReopened reopened -> false;
      case ConversationEvent.ReceiptsAdvanced receipts -> false;
      case ConversationEvent.AddressChanged changed -> false;
      case ConversationEvent.MergedInto merged -> false;
      case ConversationEvent.TakenOver taken -> false;
      case ConversationEvent.HandedBack back -> false;
    };
  }

  void add(Recorded<ConversationEvent> recorded) {
    long number = recorded.number();
    switch (recorded.event()) {
      case ConversationEvent.TurnTaken e -> {
        heard(e.inbound());
        caused(number, e.move(), e.changes(), e.owed(), e.outbound(), e.withdrawn().size(), e.at());
      }
      case ConversationEvent.EffectSettled e ->
          caused(
              number, e.move(), e.changes(), e.owed(), e.outbound(), e.withdrawn().size(), e.at());
      case ConversationEvent.StaffSpoke e -> answered(e.outbound(), e.at());
      case ConversationEvent.StaffEchoed e -> {
        answered(e.outbound(), e.sentAt());
        delivery("sent", e.sentAt(), 1);
      }
      case ConversationEvent.Delayed e -> {
        // It says that an answer follows: the person still waits for that.
        said(e.outbound(), e.at());
        runs.happened(number, null, List.of(), List.of(), 1, pulse.language, e.at());
      }
      case ConversationEvent.WindowClosed e -> {
        // It answers nothing: it says that something waits.
        if (e.invitation() != null) {
          said(e.invitation(), e.at());
        }
      }
      case ConversationEvent.WindowReopened e -> {
        if (!e.withdrawn().isEmpty()) {
          delivery("withdrawn", e.at(), e.withdrawn().size());
        }
      }
      // It answers nothing: the person did not ask.
      case ConversationEvent.Notified e -> said(e.outbound(), e.at());
      case ConversationEvent.NoticesLapsed e -> delivery("withdrawn", e.at(), e.numbers().size());
      case ConversationEvent.Dispatched e -> delivery("sent", e.at(), 1);
      case ConversationEvent.SendAbandoned e -> delivery("failed", e.at(), 1);
      // It was counted as an answer when it was given: now it is one more message.
      case ConversationEvent.LetterReplayed e -> said(e.outbound(), e.at());
      case ConversationEvent.LetterDropped e -> {}
      case ConversationEvent.ReceiptsAdvanced e -> e.advances().forEach(this::advanced);
      case ConversationEvent.ConversationStarted e -> {}
      case ConversationEvent.SendDeferred e -> {}
      case ConversationEvent.EffectDeferred e -> {}
      case ConversationEvent.AddressChanged e -> {}
      case ConversationEvent.MergedInto e -> {}
      case ConversationEvent.TakenOver e -> {}
      case ConversationEvent.HandedBack e -> {}
    }
  }

  private void heard(Inbound message) {
    pulse.heard(message.kind(), message.sentAt());
    counts.add(
        conversationId, message.sentAt(), PracticeCounts.MESSAGE, "in", message.kind(), 0, 1);
  }

  private void caused(
      long number,
      @Nullable Move move,
      List<Change> changes,
      List<Effect> owed,
      List<Outbound> outbound,
      int withdrawn,
      Instant at) {
    for (Change change : changes) {
      if (change instanceof Change.LanguageChosen chosen) {
        pulse.language = chosen.language();
      }
    }
    outbound.forEach(message -> answered(message, at));
    if (outbound.size() > 1) {
      counts.add(conversationId, at, PracticeCounts.CROWDED_TURN, "", "", 0, 1);
    }
    if (withdrawn > 0) {
      delivery("withdrawn", at, withdrawn);
    }
    int sent = outbound.size() - withdrawn;
    runs.happened(number, move, changes, owed, sent, pulse.language, at);
  }

  private void answered(Outbound message, Instant at) {
    said(message, at);
    pulse
        .said(message.author(), at)
        .ifPresent(
            response ->
                counts.add(
                    conversationId,
                    at,
                    PracticeCounts.RESPONSE,
                    response.by().name().toLowerCase(Locale.ROOT),
                    response.first() ? "first" : "later",
                    response.bound(),
                    1));
  }

  private void said(Outbound message, Instant at) {
    counts.add(conversationId, at, PracticeCounts.MESSAGE, "out", message.kind(), 0, 1);
  }

  private void advanced(Advance advance) {
    switch (advance.status()) {
      case DELIVERED -> delivery("delivered", advance.at(), 1);
      case READ -> delivery("read", advance.at(), 1);
      case FAILED -> delivery("failed", advance.at(), 1);
      case QUEUED, SENT, PLAYED -> {}
    }
  }

  private void delivery(String status, Instant at, int count) {
    counts.add(conversationId, at, PracticeCounts.DELIVERY, status, "", 0, count);
  }
}
