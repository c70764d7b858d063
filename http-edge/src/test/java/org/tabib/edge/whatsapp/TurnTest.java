package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tabib.edge.whatsapp.WebhookItem.Message;
import org.tabib.edge.whatsapp.WebhookItem.Status;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.delivery.DeliveryStatus;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.InboundMessage;
import org.tabib.engine.delivery.Receipt;

class TurnTest {
  private static final Address PHONE = new Address(Address.Kind.PHONE, "15550002222");
  private static final Address BSUID = new Address(Address.Kind.BSUID, "US.42");

  private static Message message(String account, String id, long at, Address... addresses) {
    return new Message(
        account,
        "w",
        new Sender(Arrays.asList(addresses), null),
        new InboundMessage(id, Instant.ofEpochSecond(at), new InboundContent.Welcome(), null));
  }

  private static Status status(String id, Address recipient) {
    return new Status(
        "1", new Receipt(null, id, DeliveryStatus.SENT, Instant.EPOCH, null), recipient);
  }

  private static List<String> ids(Turn turn) {
    return turn.messages().stream().map(m -> m.message().id()).toList();
  }

  @Test
  void joinsWhatAppearedUnderTwoAddressesOfOnePerson() {
    List<Turn> turns =
        new Webhook(
                List.of(
                    message("1", "a", 5, BSUID),
                    message("1", "b", 5, PHONE),
                    message("1", "c", 5, PHONE, BSUID),
                    message("1", "d", 5, BSUID)))
            .turns();
    assertThat(turns).hasSize(1);
    assertThat(ids(turns.getFirst())).containsExactly("a", "b", "c", "d");
    assertThat(turns.getFirst().addresses()).containsExactly(PHONE, BSUID);
  }

  @Test
  void keepsOnePersonOnTwoAccountsApart() {
    assertThat(
            new Webhook(List.of(message("1", "a", 5, PHONE), message("2", "b", 5, PHONE))).turns())
        .extracting(Turn::phoneNumberId)
        .containsExactly("1", "2");
  }

  @Test
  void putsReceiptsOfAPersonWithTheMessagesAndOthersByThemselves() {
    List<Turn> turns =
        new Webhook(List.of(status("s1", PHONE), message("1", "a", 5, PHONE), status("s2", null)))
            .turns();
    assertThat(turns).hasSize(2);
    assertThat(turns.getFirst().statuses())
        .extracting(s -> s.receipt().providerId())
        .containsExactly("s1");
    assertThat(turns.getFirst().messages()).hasSize(1);
    assertThat(turns.getLast().addresses()).isEmpty();
  }

  @Property(tries = 300)
  void losesNothingAndOrdersByTimeThenPosition(
      @ForAll @Size(max = 40) List<@IntRange(max = 99) Integer> numbers) {
    List<WebhookItem> items = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      Address address = new Address(Address.Kind.PHONE, "1555000" + number % 5);
      Address other = new Address(Address.Kind.BSUID, "US." + number % 7);
      items.add(
          number % 2 == 0
              ? message("1", String.valueOf(i), number / 10, address)
              : message("1", String.valueOf(i), number / 10, address, other));
    }
    List<Turn> turns = new Webhook(items).turns();
    assertThat(turns.stream().flatMap(turn -> ids(turn).stream()))
        .containsExactlyInAnyOrderElementsOf(
            items.stream().map(item -> ((Message) item).message().id()).toList());
    for (Turn turn : turns) {
      for (int i = 1; i < turn.messages().size(); i++) {
        InboundMessage before = turn.messages().get(i - 1).message();
        InboundMessage after = turn.messages().get(i).message();
        assertThat(before.sentAt()).isBeforeOrEqualTo(after.sentAt());
        if (before.sentAt().equals(after.sentAt())) {
          assertThat(Integer.parseInt(before.id())).isLessThan(Integer.parseInt(after.id()));
        }
      }
    }
    List<Address> all = turns.stream().flatMap(turn -> turn.addresses().stream()).toList();
    assertThat(all).doesNotHaveDuplicates();
  }
}
