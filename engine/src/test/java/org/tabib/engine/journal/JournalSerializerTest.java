package org.tabib.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.AddressChanged;
import org.tabib.engine.conversation.ConversationEvent.Outbound;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;

class JournalSerializerTest {
  private static final String NUMBER = "919800000001";

  private final JournalSerializer serializer = new JournalSerializer();

  @Test
  void refusesAClearPrivateValueWithoutQuotingIt() {
    AddressChanged forgotten =
        new AddressChanged(
            Private.of("sehat.contact", new Address(Address.Kind.PHONE, NUMBER)), Instant.EPOCH);

    assertThatThrownBy(() -> serializer.toBinary(forgotten))
        .hasMessageContaining("conversation.address-changed:1")
        .hasNoCause()
        .message()
        .doesNotContain(NUMBER);
  }

  @Test
  void refusesAClearPrivateValueDeepInside() {
    Outbound clear =
        new Outbound(1, "text", Private.of("c", new OutboundContent.Text("hello")), "bot");
    Outbound sealed = new Outbound(2, "text", new Private.Sealed<>("c", new byte[] {1}), "bot");

    assertThatThrownBy(
            () ->
                serializer.toBinary(
                    new ConversationEvent.EffectSettled(
                        "1",
                        "done",
                        null,
                        List.of(),
                        List.of(sealed, clear),
                        List.of(),
                        Instant.EPOCH)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatWasWrittenByANewerRelease() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "conversation.sang:1"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("conversation.sang:1");
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "conversation.started:2"))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void refusesBytesThatAreNoEvent() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[] {1, 2}, "visit.opened:1"))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void refusesWhatHasNoManifest() {
    assertThatThrownBy(() -> serializer.manifest("text")).hasMessageContaining("java.lang.String");
  }

  @Test
  void readsEventsWithFieldsThatALaterReleaseAdded() throws NotSerializableException {
    // {"number":7,"providerId":"p","at":0,"later":1}
    byte[] later = {
      (byte) 0xa4,
      0x66,
      'n',
      'u',
      'm',
      'b',
      'e',
      'r',
      0x07,
      0x6a,
      'p',
      'r',
      'o',
      'v',
      'i',
      'd',
      'e',
      'r',
      'I',
      'd',
      0x61,
      'p',
      0x62,
      'a',
      't',
      0x00,
      0x65,
      'l',
      'a',
      't',
      'e',
      'r',
      0x01
    };

    assertThat(serializer.fromBinary(later, "conversation.dispatched:1"))
        .isEqualTo(new ConversationEvent.Dispatched(7, "p", Instant.EPOCH));
  }
}
