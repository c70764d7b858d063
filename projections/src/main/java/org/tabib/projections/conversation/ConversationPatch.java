package org.tabib.projections.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.ConversationStarted;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/** What a batch of events changes in one conversation's row. Filled event by event, in order. */
final class ConversationPatch {
  final String conversationId;
  @Nullable ConversationStarted started;
  @Nullable Private<Address> address;
  @Nullable String language;

  /** {@code given} or {@code withdrawn}; none when consent was not touched. */
  @Nullable String consent;

  @Nullable String noticeVersion;
  @Nullable Instant consentAt;
  @Nullable Instant lastMessageAt;
  @Nullable Instant lastInboundAt;

  /** Whether staff acted: what was unread before is read then. */
  boolean read;

  int unread;
  boolean emergencyTouched;
  @Nullable Instant emergencyAt;
  boolean handOverTouched;
  boolean handedOver;
  @Nullable String handedOverTo;
  boolean moved;
  @Nullable Cursor cursor;
  int inboundCount;
  int outboundCount;
  @Nullable String mergedInto;

  ConversationPatch(String conversationId) {
    this.conversationId = conversationId;
  }

  void add(ConversationEvent event) {
    switch (event) {
      case ConversationStarted begin -> {
        started = begin;
        address = begin.address();
      }
      case ConversationEvent.TurnTaken turn -> {
        inboundCount++;
        unread++;
        lastMessageAt = later(lastMessageAt, turn.at());
        lastInboundAt = later(lastInboundAt, turn.inbound().sentAt());
        caused(turn.move(), turn.changes(), turn.outbound(), turn.at());
        outboundCount -= turn.withdrawn().size();
      }
      case ConversationEvent.EffectSettled settled -> {
        caused(settled.move(), settled.changes(), settled.outbound(), settled.at());
        outboundCount -= settled.withdrawn().size();
      }
      case ConversationEvent.StaffEchoed echoed -> {
        seenByStaff();
        handOver(true, echoed.outbound().author());
        said(List.of(echoed.outbound()), echoed.sentAt());
      }
      case ConversationEvent.Delayed delayed -> said(List.of(delayed.outbound()), delayed.at());
      case ConversationEvent.Notified notified -> said(List.of(notified.outbound()), notified.at());
      case ConversationEvent.NoticesLapsed lapsed -> outboundCount -= lapsed.numbers().size();
      case ConversationEvent.LetterReplayed replayed ->
          said(List.of(replayed.outbound()), replayed.at());
      case ConversationEvent.LetterDropped dropped -> {}
      case ConversationEvent.WindowClosed closed -> {
        if (closed.invitation() != null) {
          said(List.of(closed.invitation()), closed.at());
        }
      }
      case ConversationEvent.WindowReopened reopened ->
          outboundCount -= reopened.withdrawn().size();
      case ConversationEvent.StaffSpoke spoke -> {
        seenByStaff();
        said(List.of(spoke.outbound()), spoke.at());
      }
      case ConversationEvent.TakenOver taken -> {
        seenByStaff();
        handOver(true, taken.by());
      }
      case ConversationEvent.HandedBack back -> {
        seenByStaff();
        handOver(false, null);
        emergencyTouched = true;
        emergencyAt = null;
      }
      case ConversationEvent.AddressChanged changed -> address = changed.address();
      case ConversationEvent.MergedInto merged -> mergedInto = merged.conversationId();
      case ConversationEvent.Dispatched dispatched -> {}
      case ConversationEvent.EffectDeferred deferred -> {}
      case ConversationEvent.SendDeferred deferred -> {}
      case ConversationEvent.SendAbandoned abandoned -> {}
      case ConversationEvent.ReceiptsAdvanced advanced -> {}
    }
  }

  private void caused(
      @Nullable Move move, List<Change> changes, List<Outbound> outbound, Instant at) {
    if (move != null) {
      moved = true;
      cursor = move.cursor();
    }
    changes.forEach(change -> changed(change, at));
    said(outbound, at);
  }

  private void changed(Change change, Instant at) {
    switch (change) {
      case Change.LanguageChosen chosen -> language = chosen.language();
      case Change.ConsentGiven given -> {
        consent = "given";
        noticeVersion = given.noticeVersion();
        consentAt = at;
      }
      case Change.ConsentWithdrawn withdrawn -> {
        consent = "withdrawn";
        consentAt = at;
      }
      case Change.EmergencySeen seen -> {
        // Which complaint it was is health data and stays in the journal.
        emergencyTouched = true;
        emergencyAt = at;
      }
      case Change.HumanCalled called -> handOver(true, null);
      case Change.PatientAdded added -> {}
      case Change.FlowEnded ended -> {}
      case Change.Misunderstood misunderstood -> {}
      case Change.AttendanceEnded ended -> handOver(false, null);
      case Change.OtherLanguageHeard heard -> {}
      case Change.LanguageOffered offered -> {}
      case Change.MessageEdited edited -> {}
      case Change.MessageDeleted deleted -> {}
      case Change.FileKept kept -> {}
      case Change.FileRefused refused -> {}
      case Change.FilesAdded added -> {}
      case Change.TicketTaken ticket -> {}
    }
  }

  private void said(List<Outbound> outbound, Instant at) {
    if (!outbound.isEmpty()) {
      outboundCount += outbound.size();
      lastMessageAt = later(lastMessageAt, at);
    }
  }

  private void seenByStaff() {
    read = true;
    unread = 0;
  }

  private void handOver(boolean over, @Nullable String to) {
    handOverTouched = true;
    handedOver = over;
    handedOverTo = to;
  }

  private static Instant later(@Nullable Instant a, Instant b) {
    return a == null || a.isBefore(b) ? b : a;
  }
}
