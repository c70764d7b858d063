package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationState.Deferral;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/**
 * A state under construction: the one place that copies a state component by component. For use
 * within one expression or event.
 */
final class ConversationEdit {
  String contactId;
  String account;
  Private<Address> address;
  @Nullable String language;
  @Nullable String consent;
  @Nullable Cursor cursor;
  Private<Answers> answers;
  List<String> patients;
  List<Outbound> outbox;
  long lastNumber;
  int attempt;
  @Nullable Instant retryAt;
  List<Effect> owed;
  SeenMessages seen;
  DeliveryMarks marks;
  @Nullable Instant lastInboundAt;
  @Nullable String attendedBy;
  @Nullable String mergedInto;
  Map<String, Deferral> deferred;
  @Nullable Instant attendedAt;
  Rapport rapport;
  StaffWords staffWords;
  AskedQuestions asked;
  DeadLetters letters;
  Outgoing outgoing;
  Notices notices;

  ConversationEdit(ConversationState from) {
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

  ConversationState done() {
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
}
