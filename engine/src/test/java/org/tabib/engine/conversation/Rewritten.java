package org.tabib.engine.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.conversation.ConversationState.Deferral;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.privacy.Private;

/** States as time may have left them, which no event of today makes. */
public final class Rewritten {
  private final ConversationEdit edit;

  private Rewritten(ConversationState from) {
    edit = new ConversationEdit(from);
  }

  /** A state of which something is about to be written anew. */
  public static Rewritten from(ConversationState state) {
    return new Rewritten(state);
  }

  /** A state without history. */
  public static Rewritten of(String contactId, String account, Private<Address> address) {
    Rewritten state = from(ConversationState.EMPTY);
    state.edit.contactId = contactId;
    state.edit.account = account;
    state.edit.address = address;
    return state;
  }

  public ConversationState state() {
    return edit.done();
  }

  public Rewritten language(String language) {
    edit.language = language;
    return this;
  }

  public Rewritten consent(String consent) {
    edit.consent = consent;
    return this;
  }

  public Rewritten cursor(Cursor cursor) {
    edit.cursor = cursor;
    return this;
  }

  public Rewritten answers(Private<Answers> answers) {
    edit.answers = answers;
    return this;
  }

  public Rewritten patients(List<String> patients) {
    edit.patients = patients;
    return this;
  }

  public Rewritten outbox(List<Outbound> outbox) {
    edit.outbox = outbox;
    return this;
  }

  public Rewritten lastNumber(long lastNumber) {
    edit.lastNumber = lastNumber;
    return this;
  }

  public Rewritten owed(List<Effect> owed) {
    edit.owed = owed;
    return this;
  }

  public Rewritten seen(SeenMessages seen) {
    edit.seen = seen;
    return this;
  }

  public Rewritten marks(DeliveryMarks marks) {
    edit.marks = marks;
    return this;
  }

  public Rewritten lastInboundAt(Instant lastInboundAt) {
    edit.lastInboundAt = lastInboundAt;
    return this;
  }

  public Rewritten attendedBy(String attendedBy) {
    edit.attendedBy = attendedBy;
    return this;
  }

  public Rewritten mergedInto(String mergedInto) {
    edit.mergedInto = mergedInto;
    return this;
  }

  public Rewritten letters(DeadLetters letters) {
    edit.letters = letters;
    return this;
  }

  public Rewritten outgoing(Outgoing outgoing) {
    edit.outgoing = outgoing;
    return this;
  }

  public Rewritten notices(Notices notices) {
    edit.notices = notices;
    return this;
  }

  public Rewritten retry(int attempt, Instant at) {
    edit.attempt = attempt;
    edit.retryAt = at;
    return this;
  }

  public Rewritten deferred(Map<String, Deferral> deferred) {
    edit.deferred = deferred;
    return this;
  }
}
