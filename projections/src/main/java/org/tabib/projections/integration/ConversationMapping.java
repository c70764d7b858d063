package org.tabib.projections.integration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Advance;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.Inbound;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;
import org.tabib.projections.integration.EventData.PersonalAddress;
import org.tabib.projections.integration.EventData.PersonalComplaint;
import org.tabib.projections.integration.EventData.PersonalMessage;
import org.tabib.projections.run.Recorded;

/** What others are told of conversations. What is owed, tried and waited for stays inside. */
final class ConversationMapping {
  private final String id;
  private final Opening opening;
  private final Made made;

  private ConversationMapping(String id, Opening opening, Made made) {
    this.id = id;
    this.opening = opening;
    this.made = made;
  }

  static List<IntegrationEvent> map(Recorded<ConversationEvent> recorded, Opening opening) {
    Made made = new Made(recorded.entityId(), recorded.number(), recorded.event().at());
    new ConversationMapping(recorded.entityId(), opening, made).say(recorded.event());
    return made.events();
  }

  private void say(ConversationEvent event) {
    switch (event) {
      case ConversationEvent.ConversationStarted e ->
          made.add(
              EventType.CONVERSATION_STARTED,
              new EventData.ConversationStarted(
                  id, e.contactId(), e.account(), address(e.address())));
      case ConversationEvent.TurnTaken e -> {
        received(e.inbound());
        e.changes().forEach(this::changed);
        e.withdrawn().forEach(this::withdrawn);
        e.outbound().forEach(this::queued);
      }
      case ConversationEvent.EffectSettled e -> {
        e.changes().forEach(this::changed);
        e.withdrawn().forEach(this::withdrawn);
        e.outbound().forEach(this::queued);
      }
      case ConversationEvent.EffectDeferred e -> {}
      case ConversationEvent.Dispatched e ->
          made.add(EventType.CONVERSATION_MESSAGE_SENT, advanced(e.number(), e.providerId()));
      case ConversationEvent.SendDeferred e -> {}
      case ConversationEvent.SendAbandoned e ->
          made.add(
              EventType.CONVERSATION_MESSAGE_FAILED,
              new EventData.MessageFailed(id, e.number(), e.code(), true));
      case ConversationEvent.ReceiptsAdvanced e -> e.advances().forEach(this::receipt);
      case ConversationEvent.AddressChanged e ->
          made.add(
              EventType.CONVERSATION_ADDRESS_CHANGED,
              new EventData.AddressChanged(id, address(e.address())));
      case ConversationEvent.MergedInto e ->
          made.add(EventType.CONVERSATION_MERGED, new EventData.Merged(id, e.conversationId()));
      case ConversationEvent.TakenOver e -> handedOver(e.by());
      case ConversationEvent.HandedBack e ->
          made.add(
              EventType.CONVERSATION_HANDED_BACK, new EventData.HandedBack(id, "staff", e.by()));
      case ConversationEvent.StaffSpoke e -> queued(e.outbound());
      case ConversationEvent.StaffEchoed e -> {
        queued(e.outbound());
        made.add(
            EventType.CONVERSATION_MESSAGE_SENT, advanced(e.outbound().number(), e.providerId()));
        handedOver(e.outbound().author());
      }
      case ConversationEvent.Delayed e -> queued(e.outbound());
      case ConversationEvent.Notified e -> queued(e.outbound());
      case ConversationEvent.NoticesLapsed e -> e.numbers().forEach(this::withdrawn);
      case ConversationEvent.LetterReplayed e -> queued(e.outbound());
      // That it failed was told when it was given up.
      case ConversationEvent.LetterDropped e -> {}
      case ConversationEvent.WindowClosed e -> {
        if (e.invitation() != null) {
          queued(e.invitation());
        }
      }
      case ConversationEvent.WindowReopened e -> e.withdrawn().forEach(this::withdrawn);
    }
  }

  private void changed(Change change) {
    switch (change) {
      case Change.LanguageChosen c ->
          made.add(
              EventType.CONVERSATION_LANGUAGE_CHANGED,
              new EventData.LanguageChanged(id, c.language()));
      case Change.ConsentGiven c ->
          made.add(
              EventType.CONVERSATION_CONSENT_GIVEN,
              new EventData.ConsentGiven(id, c.noticeVersion()));
      case Change.ConsentWithdrawn c ->
          made.add(EventType.CONVERSATION_CONSENT_WITHDRAWN, new EventData.ConsentWithdrawn(id));
      case Change.EmergencySeen c ->
          made.add(
              EventType.CONVERSATION_EMERGENCY_SEEN,
              new EventData.EmergencySeen(
                  id, opening.open() ? new PersonalComplaint(c.complaint()) : null));
      case Change.HumanCalled c ->
          made.add(EventType.CONVERSATION_HUMAN_CALLED, new EventData.HumanCalled(id, c.reason()));
      case Change.PatientAdded c ->
          made.add(
              EventType.CONVERSATION_PATIENT_ADDED, new EventData.PatientAdded(id, c.patientId()));
      case Change.FlowEnded c ->
          made.add(
              EventType.CONVERSATION_FLOW_ENDED,
              new EventData.FlowEnded(id, c.flow(), c.version(), c.outcome()));
      case Change.Misunderstood c -> {}
      case Change.AttendanceEnded c ->
          made.add(
              EventType.CONVERSATION_HANDED_BACK, new EventData.HandedBack(id, "unattended", null));
      case Change.OtherLanguageHeard c -> {}
      case Change.LanguageOffered c -> {}
      case Change.MessageEdited c ->
          made.add(
              EventType.CONVERSATION_MESSAGE_EDITED,
              new EventData.MessageChanged(id, reference(c.originalId())));
      case Change.MessageDeleted c ->
          made.add(
              EventType.CONVERSATION_MESSAGE_DELETED,
              new EventData.MessageChanged(id, reference(c.originalId())));
      case Change.FileKept c ->
          made.add(
              EventType.CONVERSATION_FILE_KEPT,
              new EventData.FileKept(id, c.attachmentId(), c.mediaType(), c.bytes()));
      case Change.FileRefused c ->
          made.add(
              EventType.CONVERSATION_FILE_REFUSED,
              new EventData.FileRefused(id, c.attachmentId(), c.reason()));
      // The queue tells of its tickets itself.
      case Change.TicketTaken c -> {}
      case Change.FilesAdded c ->
          made.add(
              EventType.CONVERSATION_FILES_ADDED,
              new EventData.FilesAdded(id, c.visitId(), c.attachmentIds()));
    }
  }

  private void receipt(Advance advance) {
    switch (advance.status()) {
      case QUEUED -> {}
      case SENT ->
          made.add(
              EventType.CONVERSATION_MESSAGE_SENT,
              advanced(advance.number(), advance.providerId()));
      case DELIVERED ->
          made.add(
              EventType.CONVERSATION_MESSAGE_DELIVERED,
              advanced(advance.number(), advance.providerId()));
      case READ ->
          made.add(
              EventType.CONVERSATION_MESSAGE_READ,
              advanced(advance.number(), advance.providerId()));
      case PLAYED ->
          made.add(
              EventType.CONVERSATION_MESSAGE_PLAYED,
              advanced(advance.number(), advance.providerId()));
      case FAILED ->
          made.add(
              EventType.CONVERSATION_MESSAGE_FAILED,
              new EventData.MessageFailed(id, advance.number(), advance.errorCode(), false));
    }
  }

  private void received(Inbound inbound) {
    made.add(
        EventType.CONVERSATION_MESSAGE_RECEIVED,
        new EventData.MessageReceived(
            id,
            inbound.kind(),
            inbound.sentAt(),
            message(
                inbound.id(),
                inbound.repliesTo(),
                words(opening.open(inbound.content(), InboundContent.class)))));
  }

  private void queued(Outbound outbound) {
    OutboundContent content = opening.open(outbound.content(), OutboundContent.class);
    made.add(
        EventType.CONVERSATION_MESSAGE_QUEUED,
        new EventData.MessageQueued(
            id,
            outbound.number(),
            outbound.kind(),
            outbound.author(),
            content == null ? null : new PersonalMessage(null, null, content.body())));
  }

  private void withdrawn(long number) {
    made.add(EventType.CONVERSATION_MESSAGE_WITHDRAWN, new EventData.MessageWithdrawn(id, number));
  }

  private void handedOver(String staffId) {
    made.add(EventType.CONVERSATION_HANDED_OVER, new EventData.HandedOver(id, staffId));
  }

  private EventData advanced(long number, @Nullable String providerId) {
    return new EventData.MessageAdvanced(
        id, number, providerId == null ? null : reference(providerId));
  }

  /** WhatsApp's message ids are base64 of, among other things, the person's number. */
  private @Nullable PersonalMessage reference(String providerMessageId) {
    return message(providerMessageId, null, null);
  }

  private @Nullable PersonalMessage message(
      String providerMessageId, @Nullable String repliesTo, @Nullable String words) {
    return opening.open() ? new PersonalMessage(providerMessageId, repliesTo, words) : null;
  }

  private @Nullable PersonalAddress address(Private<Address> sealed) {
    Address address = opening.open(sealed, Address.class);
    return address == null ? null : new PersonalAddress(address.kind().name(), address.value());
  }

  private static @Nullable String words(@Nullable InboundContent content) {
    return switch (content) {
      case null -> null;
      case InboundContent.Text text -> text.body();
      case InboundContent.Choice choice -> choice.title();
      case InboundContent.Media media -> media.caption();
      case InboundContent.Edit edit -> edit.body();
      case InboundContent.Reaction reaction -> reaction.emoji();
      case InboundContent.Location location -> null;
      case InboundContent.Contacts contacts -> null;
      case InboundContent.Form form -> null;
      case InboundContent.Revoke revoke -> null;
      case InboundContent.Welcome welcome -> null;
      case InboundContent.Other other -> null;
    };
  }
}
