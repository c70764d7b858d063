package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * A person with a telephone, who reads every message once, in order: a reply too many, too few or
 * out of order fails the test.
 */
final class Patient {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Endpoint node;
  private final String number;
  private final String scopedId;
  private final String profileName;
  private int heard;

  Patient(Endpoint node, String number, String scopedId, String profileName) {
    this.node = node;
    this.number = number;
    this.scopedId = scopedId;
    this.profileName = profileName;
  }

  String number() {
    return number;
  }

  /** How the product reaches this person. */
  String address() {
    return number == null ? scopedId : "+" + number;
  }

  String conversationId() {
    return node.graph().sentTo(address()).getFirst().conversationId();
  }

  Webhooks.Message message(ObjectNode content) {
    Webhooks.Message message = Webhooks.message(number, scopedId, profileName, content);
    message.message().put("timestamp", String.valueOf(node.now().getEpochSecond()));
    return message;
  }

  Patient sends(Webhooks.Message message) {
    node.deliver(Webhooks.payload(List.of(message)));
    return this;
  }

  Patient says(String text) {
    return sends(message(Webhooks.text(text)));
  }

  /** Taps an option of the message that was heard last. */
  Patient taps(String title) {
    return sends(tap(title));
  }

  Webhooks.Message tap(String title) {
    return message(Webhooks.tap(option(title)));
  }

  Patient taps(FakeGraph.Option option) {
    return sends(message(Webhooks.tap(option)));
  }

  private FakeGraph.Option option(String title) {
    return lastHeard().options().stream()
        .filter(option -> option.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no option " + title + " in " + lastHeard().json()));
  }

  FakeGraph.Sent lastHeard() {
    return node.graph().sentTo(address()).get(heard - 1);
  }

  /** Waits for the next message, which must contain these words. */
  FakeGraph.Sent hears(String words) {
    return hears(words, PATIENCE);
  }

  FakeGraph.Sent hears(String words, Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> node.graph().sentTo(address()).size() > heard);
    heard++;
    assertThat(lastHeard().text()).contains(words);
    return lastHeard();
  }

  /** Waits for a message with these words, whatever else is told before. */
  FakeGraph.Sent hearsAtLast(String words) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(unheard()).anyMatch(text -> text.contains(words)));
    while (!hears("").text().contains(words)) {
      // What was told before.
    }
    return lastHeard();
  }

  private List<String> unheard() {
    List<FakeGraph.Sent> all = node.graph().sentTo(address());
    return all.subList(heard, all.size()).stream().map(FakeGraph.Sent::text).toList();
  }

  /** Everything that was said has been heard: another message is answered by the next one. */
  void hearsNothingMore() {
    says("help");
    hears("");
    assertThat(node.graph().sentTo(address())).hasSize(heard);
    assertThat(lastHeard().text()).contains("I can book, move or cancel visits");
  }

  /** Asks for the booked visits until the list has caught up with what was booked. */
  Patient findsVisits(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              says("my visits").hears("visits");
              return lastHeard().text().contains("Your upcoming visits");
            });
    assertThat(lastHeard().options()).hasSize(count);
    return this;
  }

  /** From the first hello to the menu, in English. */
  Patient consents() {
    says("Hi").hears("Do you agree?");
    taps("I agree").hears("How can I help you?");
    return this;
  }

  /** From the menu to the list of doctors; the person was not a patient before. */
  Patient describes(String name, String complaint) {
    taps("Book a visit").hears("Who is the visit for?");
    taps("For me").hears("What is your full name?");
    return introduces(name, complaint);
  }

  /** From the question for the name to the list of doctors. */
  Patient introduces(String name, String complaint) {
    says(name).hears("34, or 8 months");
    says("34").hears("sex");
    taps("Female").hears("What is the problem?");
    says(complaint).hears("can see " + name);
    return this;
  }

  /** From the list of doctors to the question whether to book the first free slot. */
  Patient choosesFirstSlot() {
    taps(lastHeard().options().getFirst()).hears("is free at these times");
    taps(lastHeard().options().getFirst()).hears("Please check and confirm");
    return this;
  }

  /** A whole booking. */
  Patient books(String name, String complaint) {
    consents().describes(name, complaint).choosesFirstSlot();
    taps("Confirm").hears("Your appointment is confirmed");
    return this;
  }
}
