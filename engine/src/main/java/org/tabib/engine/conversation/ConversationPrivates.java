package org.tabib.engine.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Move;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.patient.PatientProfile;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.PrivateMapping;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.engine.visit.VisitEvent.Complaint;
import org.tabib.engine.visit.VisitEvent.Words;

/** Where the private values of a conversation's events and state are. */
final class ConversationPrivates {
  private ConversationPrivates() {}

  static ConversationEvent map(ConversationEvent event, PrivateMapping m) {
    return switch (event) {
      case ConversationEvent.ConversationStarted e ->
          new ConversationEvent.ConversationStarted(
              e.contactId(), e.account(), m.apply(e.address(), Address.class), e.at());
      case ConversationEvent.TurnTaken e ->
          new ConversationEvent.TurnTaken(
              inbound(e.inbound(), m),
              move(e.move(), m),
              e.changes(),
              outbound(e.outbound(), m),
              effects(e.owed(), m),
              e.at(),
              e.withdrawn());
      case ConversationEvent.EffectSettled e ->
          new ConversationEvent.EffectSettled(
              e.effectId(),
              e.outcome(),
              move(e.move(), m),
              e.changes(),
              outbound(e.outbound(), m),
              effects(e.owed(), m),
              e.at(),
              e.withdrawn());
      case ConversationEvent.AddressChanged e ->
          new ConversationEvent.AddressChanged(m.apply(e.address(), Address.class), e.at());
      case ConversationEvent.StaffSpoke e ->
          new ConversationEvent.StaffSpoke(e.commandId(), outbound(e.outbound(), m), e.at());
      case ConversationEvent.StaffEchoed e ->
          new ConversationEvent.StaffEchoed(
              e.providerId(), outbound(e.outbound(), m), e.sentAt(), e.at());
      case ConversationEvent.Delayed e ->
          new ConversationEvent.Delayed(outbound(e.outbound(), m), e.at());
      case ConversationEvent.LetterReplayed e ->
          new ConversationEvent.LetterReplayed(
              e.number(), e.commandId(), e.by(), outbound(e.outbound(), m), e.at());
      case ConversationEvent.LetterDropped e -> e;
      case ConversationEvent.WindowClosed e ->
          new ConversationEvent.WindowClosed(
              e.waiting(),
              e.invitation() == null ? null : outbound(e.invitation(), m),
              e.until(),
              e.at());
      case ConversationEvent.WindowReopened e -> e;
      case ConversationEvent.Notified e ->
          new ConversationEvent.Notified(
              e.noticeId(),
              e.kind(),
              e.facts(),
              words(e.words(), m),
              outbound(e.outbound(), m),
              e.expiresAt(),
              e.at());
      case ConversationEvent.NoticesLapsed e -> e;
      case ConversationEvent.EffectDeferred e -> e;
      case ConversationEvent.Dispatched e -> e;
      case ConversationEvent.SendDeferred e -> e;
      case ConversationEvent.SendAbandoned e -> e;
      case ConversationEvent.ReceiptsAdvanced e -> e;
      case ConversationEvent.MergedInto e -> e;
      case ConversationEvent.TakenOver e -> e;
      case ConversationEvent.HandedBack e -> e;
    };
  }

  static ConversationState map(ConversationState s, PrivateMapping m) {
    return new ConversationState(
        s.contactId(),
        s.account(),
        m.apply(s.address(), Address.class),
        s.language(),
        s.consent(),
        s.cursor(),
        m.apply(s.answers(), Answers.class),
        s.patients(),
        outbound(s.outbox(), m),
        s.lastNumber(),
        s.attempt(),
        s.retryAt(),
        effects(s.owed(), m),
        s.seen(),
        s.marks(),
        s.lastInboundAt(),
        s.attendedBy(),
        s.mergedInto(),
        s.deferred(),
        s.attendedAt(),
        s.rapport(),
        s.staffWords(),
        s.asked(),
        letters(s.letters(), m),
        s.outgoing(),
        notices(s.notices(), m));
  }

  private static Notices notices(Notices notices, PrivateMapping m) {
    return notices.open().stream().allMatch(open -> open.words() == null)
        ? notices
        : new Notices(
            notices.told(),
            notices.open().stream()
                .map(
                    o ->
                        new Notices.Open(
                            o.id(),
                            o.kind(),
                            o.facts(),
                            words(o.words(), m),
                            o.number(),
                            o.until(),
                            o.sent()))
                .toList(),
            notices.tickets());
  }

  private static @Nullable Private<NoticeWords> words(
      @Nullable Private<NoticeWords> words, PrivateMapping m) {
    return words == null ? null : m.apply(words, NoticeWords.class);
  }

  private static DeadLetters letters(DeadLetters letters, PrivateMapping m) {
    return letters.open().isEmpty()
        ? letters
        : new DeadLetters(
            letters.open().stream()
                .map(l -> new DeadLetters.Letter(outbound(l.message(), m), l.spent()))
                .toList(),
            letters.closed(),
            letters.failingSince());
  }

  private static Inbound inbound(Inbound in, PrivateMapping m) {
    return new Inbound(
        in.id(),
        in.kind(),
        in.sentAt(),
        m.apply(in.content(), InboundContent.class),
        in.repliesTo());
  }

  private static @Nullable Move move(@Nullable Move move, PrivateMapping m) {
    return move == null ? null : new Move(move.cursor(), m.apply(move.answers(), Answers.class));
  }

  private static List<Outbound> outbound(List<Outbound> messages, PrivateMapping m) {
    return messages.stream().map(message -> outbound(message, m)).toList();
  }

  private static Outbound outbound(Outbound out, PrivateMapping m) {
    return new Outbound(
        out.number(), out.kind(), m.apply(out.content(), OutboundContent.class), out.author());
  }

  private static List<Effect> effects(List<Effect> effects, PrivateMapping m) {
    return effects.stream().map(effect -> effect(effect, m)).toList();
  }

  private static Effect effect(Effect effect, PrivateMapping m) {
    return switch (effect) {
      case Effect.OpenVisit e -> openVisit(e, m);
      case Effect.BookSlot e -> new Effect.BookSlot(e.id(), e.holdId(), openVisit(e.opens(), m));
      case Effect.CancelVisit e -> e;
      case Effect.MoveVisit e -> e;
      case Effect.ReleaseSlot e -> e;
      case Effect.JoinWaiting e ->
          new Effect.JoinWaiting(
              e.id(),
              e.listId(),
              e.entryId(),
              e.wanted(),
              m.apply(e.profile(), PatientProfile.class));
      case Effect.LeaveWaiting e -> e;
      case Effect.DeclineOffer e -> e;
      case Effect.TakeOffer e ->
          e.opens() == null
              ? e
              : new Effect.TakeOffer(
                  e.id(), e.listId(), e.offerId(), openVisit(e.opens(), m), e.moves());
      case Effect.ConfirmVisit e -> e;
      case Effect.CheckInVisit e -> e;
      case Effect.LeaveQueue e -> e;
      case Effect.ReturnToQueue e -> e;
      case Effect.ReminderDone e -> e;
      case Effect.SnoozeReminder e -> e;
      case Effect.StopReminder e -> e;
      case Effect.PlanReminder e ->
          new Effect.PlanReminder(
              e.id(),
              e.conversationId(),
              e.reminderId(),
              e.patientId(),
              e.kind(),
              e.rhythm(),
              e.zone(),
              m.apply(e.content(), ReminderContent.class),
              e.by());
      case Effect.JoinQueue e ->
          new Effect.JoinQueue(
              e.id(),
              e.conversationId(),
              e.queueId(),
              e.servicePointId(),
              e.patientId(),
              m.apply(e.profile(), PatientProfile.class),
              e.urgency(),
              e.patientType());
      case Effect.RateVisit e -> e;
      case Effect.AddUpdate e ->
          new Effect.AddUpdate(
              e.id(), e.visitId(), e.updateId(), m.apply(e.words(), Words.class), e.saidAt());
      case Effect.CommentVisit e ->
          new Effect.CommentVisit(
              e.id(), e.visitId(), e.commandId(), m.apply(e.words(), Words.class));
      case Effect.FetchMedia e ->
          new Effect.FetchMedia(
              e.id(),
              e.messageId(),
              e.kind(),
              e.voice(),
              e.mediaId(),
              e.account(),
              e.claimedSha256(),
              e.claimedType(),
              m.apply(e.label(), FileLabel.class),
              e.person(),
              e.visitId(),
              e.sentAt());
    };
  }

  private static Effect.OpenVisit openVisit(Effect.OpenVisit e, PrivateMapping m) {
    return new Effect.OpenVisit(
        e.id(),
        e.visitId(),
        e.details(),
        m.apply(e.profile(), PatientProfile.class),
        m.apply(e.complaint(), Complaint.class),
        e.attachments());
  }
}
