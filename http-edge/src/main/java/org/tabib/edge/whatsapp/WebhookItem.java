package org.tabib.edge.whatsapp;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.Receipt;

/** One thing that a webhook tells. Personal data: no {@code toString} shows a value. */
public sealed interface WebhookItem {

  /** A person wrote to a number of ours. */
  record Message(String phoneNumberId, String wabaId, Sender sender, InboundMessage message)
      implements WebhookItem {
    @Override
    public String toString() {
      return "Message[" + message.content() + "]";
    }
  }

  /**
   * How far a message of ours has come.
   *
   * @param recipient none when the provider leaves it out (some failures) or it is a group
   */
  record Status(String phoneNumberId, Receipt receipt, @Nullable Address recipient)
      implements WebhookItem {
    @Override
    public String toString() {
      return "Status[" + receipt.status() + "]";
    }
  }

  /**
   * A person's addresses changed or turned out to belong together.
   *
   * @param before addresses by which the person may be known, at least one
   * @param after addresses by which the person is known from now on, at least one
   */
  record IdentityChange(
      String phoneNumberId, Cause cause, List<Address> before, List<Address> after, Instant at)
      implements WebhookItem {
    /** What happened. */
    public enum Cause {
      /** Another telephone number, and with it another business-scoped id: the old are void. */
      NUMBER_CHANGED,
      /** Another business-scoped id: the old one is void. */
      USER_ID_CHANGED,
      /** The person shared the own number when asked for it: the old addresses stay valid. */
      NUMBER_SHARED
    }

    public IdentityChange {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    @Override
    public String toString() {
      return "IdentityChange[" + cause + "]";
    }
  }

  /**
   * Staff wrote from the telephone's own app: belongs into the thread, is never answered.
   *
   * @param to who was written to
   */
  record Echo(String phoneNumberId, String wabaId, Sender to, InboundMessage message)
      implements WebhookItem {
    @Override
    public String toString() {
      return "Echo[" + message.content() + "]";
    }
  }

  /**
   * A person stopped or resumed marketing messages. Says nothing about any other message.
   *
   * @param marketing whether marketing messages may be sent from now on
   */
  record Preference(String phoneNumberId, List<Address> addresses, boolean marketing, Instant at)
      implements WebhookItem {
    public Preference {
      addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
      return "Preference[" + (marketing ? "resume" : "stop") + "]";
    }
  }

  /**
   * Nothing for a conversation, but for whoever runs the account.
   *
   * @param field the webhook field, as received
   * @param wabaId the WhatsApp business account; empty when the payload does not say
   * @param code the first error code, for {@link Kind#ERROR}
   * @param json what was received
   */
  record Notice(
      Kind kind,
      String field,
      String wabaId,
      @Nullable String phoneNumberId,
      @Nullable Integer code,
      String json)
      implements WebhookItem {
    /** What sort of notice. */
    public enum Kind {
      /** News of account, template, quality… */
      FIELD,
      /** A field this version does not know. */
      UNKNOWN_FIELD,
      /** An error outside any message. */
      ERROR,
      /** A receipt with a status that is not in the lattice. */
      UNKNOWN_STATUS,
      /** A user preference other than stopping or resuming marketing. */
      OTHER_PREFERENCE,
      /** A message in a group: practices talk to people one by one. */
      GROUP_MESSAGE,
      /** An object without content. */
      EMPTY,
      /** A payload of another Meta product. */
      FOREIGN_OBJECT
    }

    @Override
    public String toString() {
      return "Notice[" + kind + "]";
    }
  }

  /**
   * Something that could not be understood; its neighbours are unharmed.
   *
   * @param json what was received, well-formed
   */
  record Quarantined(QuarantineReason reason, String json) implements WebhookItem {
    @Override
    public String toString() {
      return "Quarantined[" + reason + "]";
    }
  }
}
