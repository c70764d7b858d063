package org.tabib.edge.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Every phone and its chat, in memory and bounded. Changes are announced while the lock is held, so
 * that browsers hear them in the order in which they happened.
 */
final class Phones {
  /** Phones that people hold: more than anyone looks at, few enough to list. */
  static final int MAX_LISTED = 500;

  /** Numbers that only programs use: the least recently used one makes room. */
  static final int MAX_UNLISTED = 2_000;

  static final int MESSAGES_PER_LISTED = 500;
  static final int MESSAGES_PER_UNLISTED = 20;

  private final Consumer<SimulatorEvent> listener;
  private final String usual;
  private final Map<String, Chat> listed = new LinkedHashMap<>();
  private final LinkedHashMap<String, Chat> unlisted = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, String> numberByMessage = new HashMap<>();

  /**
   * No phones yet.
   *
   * @param usual the id of the business number of phones of which nothing else is said
   */
  Phones(Consumer<SimulatorEvent> listener, String usual) {
    this.listener = listener;
    this.usual = usual;
  }

  synchronized List<PhoneView> list() {
    return listed.values().stream().map(Chat::view).toList();
  }

  synchronized boolean holds(String number) {
    return chat(number) != null;
  }

  synchronized Optional<PhoneView> find(String number) {
    return Optional.ofNullable(chat(number)).map(Chat::view);
  }

  /** Adds a phone; empty when the number is taken or the list is full. */
  synchronized Optional<PhoneView> add(String number, String name, String language) {
    return add(number, usual, name, language);
  }

  /**
   * Adds a phone; empty when the number is taken or the list is full.
   *
   * @param business the id of the business number that it writes to
   */
  synchronized Optional<PhoneView> add(
      String number, String business, String name, String language) {
    if (listed.containsKey(number) || listed.size() >= MAX_LISTED) {
      return Optional.empty();
    }
    var chat = new Chat(number, business, name, language, true, MESSAGES_PER_LISTED);
    var before = unlisted.remove(number);
    if (before != null) {
      before.all().forEach(chat::add);
    }
    listed.put(number, chat);
    listener.accept(new SimulatorEvent.PhoneChanged(chat.view()));
    return Optional.of(chat.view());
  }

  synchronized Optional<List<Bubble>> messages(String number) {
    return Optional.ofNullable(chat(number)).map(Chat::all);
  }

  /** The id of the business number that the phone writes to. */
  synchronized String businessOf(String number) {
    var chat = chat(number);
    return chat == null ? usual : chat.business;
  }

  /** Shows a bubble in a chat that is there. */
  synchronized void show(String number, Bubble bubble) {
    show(number, usual, bubble);
  }

  /**
   * Shows a bubble; a number seen for the first time becomes an unlisted phone.
   *
   * @param business the id of the business number that an unlisted phone then belongs to
   */
  synchronized void show(String number, String business, Bubble bubble) {
    var chat = chat(number);
    if (chat == null) {
      chat = new Chat(number, business, number, "", false, MESSAGES_PER_UNLISTED);
      unlisted.put(number, chat);
      evictUnlisted();
    }
    numberByMessage.put(bubble.id(), number);
    chat.add(bubble).forEach(numberByMessage::remove);
    if (bubble.from() == Bubble.Sender.BUSINESS) {
      stopTyping(chat);
    }
    announce(chat, new SimulatorEvent.MessageChanged(number, bubble));
  }

  synchronized Optional<Bubble> message(String messageId) {
    var chat = chatOfMessage(messageId);
    return chat == null ? Optional.empty() : chat.find(messageId);
  }

  /** Moves a bubble's tick forward; false when it is gone or already further. */
  synchronized boolean advance(String messageId, Tick next) {
    var chat = chatOfMessage(messageId);
    var bubble = chat == null ? null : chat.find(messageId).orElse(null);
    return chat != null && bubble != null && advance(chat, bubble, next);
  }

  /** The business has read this message and, as Meta has it, all before it. */
  synchronized void readByBusiness(String messageId) {
    var chat = chatOfMessage(messageId);
    if (chat == null) {
      return;
    }
    for (var bubble : chat.all()) {
      if (bubble.from() == Bubble.Sender.PHONE) {
        advance(chat, bubble, Tick.READ);
      }
      if (bubble.id().equals(messageId)) {
        return;
      }
    }
  }

  /**
   * The phone's owner looks at the chat: returns the business messages that were unread. What has
   * failed is not there to be read, nor is what a slow or lost connection still holds back.
   */
  synchronized List<Bubble> readByOwner(String number) {
    var chat = chat(number);
    if (chat == null || !chat.controls().delivers()) {
      return List.of();
    }
    boolean slow = chat.controls().delaySeconds() > 0;
    var read = new ArrayList<Bubble>();
    for (var bubble : chat.all()) {
      boolean here = slow ? bubble.tick() == Tick.DELIVERED : bubble.tick() != Tick.FAILED;
      if (here && bubble.from() == Bubble.Sender.BUSINESS && advance(chat, bubble, Tick.READ)) {
        read.add(bubble);
      }
    }
    return read;
  }

  /** Business messages that WhatsApp has taken and the phone does not have. */
  synchronized List<Bubble> undelivered(String number) {
    var chat = chat(number);
    return chat == null
        ? List.of()
        : chat.all().stream()
            .filter(bubble -> bubble.from() == Bubble.Sender.BUSINESS)
            .filter(bubble -> bubble.tick() == Tick.SENT)
            .toList();
  }

  synchronized PhoneControls controls(String number) {
    var chat = chat(number);
    return chat == null ? PhoneControls.USUAL : chat.controls();
  }

  /** Changes how a phone behaves; empty when there is none with this number. */
  synchronized Optional<PhoneView> control(String number, PhoneControls controls) {
    return changed(number, chat -> chat.control(controls));
  }

  synchronized Optional<PhoneView> rename(String number, String name, String language) {
    return changed(number, chat -> chat.rename(name, language));
  }

  /** The fault for the next message, which ends with that message. */
  synchronized PhoneControls.Fault takeFault(String number) {
    var controls = controls(number);
    if (controls.fault() != PhoneControls.Fault.NONE) {
      control(number, controls.withoutFault());
    }
    return controls.fault();
  }

  private Optional<PhoneView> changed(String number, Consumer<Chat> change) {
    var chat = chat(number);
    if (chat == null) {
      return Optional.empty();
    }
    change.accept(chat);
    announce(chat, new SimulatorEvent.PhoneChanged(chat.view()));
    return Optional.of(chat.view());
  }

  /** Puts something else in a message's place; empty when it is gone. */
  synchronized Optional<Bubble> change(String messageId, UnaryOperator<Bubble> change) {
    var chat = chatOfMessage(messageId);
    if (chat == null) {
      return Optional.empty();
    }
    var next = chat.find(messageId).map(change);
    next.ifPresent(
        bubble -> {
          chat.replace(bubble);
          announce(chat, new SimulatorEvent.MessageChanged(chat.number, bubble));
        });
    return next;
  }

  /** A message of this phone's chat. */
  synchronized Optional<Bubble> message(String number, String messageId) {
    return number.equals(numberByMessage.get(messageId)) ? message(messageId) : Optional.empty();
  }

  /** Shows "typing…" on the phone that wrote the message; the turn ends it later. */
  synchronized Optional<TypingTurn> startTyping(String messageId) {
    var chat = chatOfMessage(messageId);
    if (chat == null) {
      return Optional.empty();
    }
    long turn = chat.setTyping(true);
    announce(chat, new SimulatorEvent.TypingChanged(chat.number, true));
    return Optional.of(new TypingTurn(chat.number, turn));
  }

  /** Ends the indicator unless a later one has started or a message has already ended it. */
  synchronized void stopTyping(TypingTurn turn) {
    var chat = chat(turn.number());
    if (chat != null && chat.typingTurn() == turn.turn()) {
      stopTyping(chat);
    }
  }

  record TypingTurn(String number, long turn) {}

  private void stopTyping(Chat chat) {
    if (chat.typing()) {
      chat.setTyping(false);
      announce(chat, new SimulatorEvent.TypingChanged(chat.number, false));
    }
  }

  private boolean advance(Chat chat, Bubble bubble, Tick next) {
    if (!bubble.tick().mayBecome(next)) {
      return false;
    }
    chat.replace(bubble.withTick(next));
    announce(chat, new SimulatorEvent.TickChanged(chat.number, bubble.id(), next));
    return true;
  }

  private void announce(Chat chat, SimulatorEvent event) {
    if (chat.listed) {
      listener.accept(event);
    }
  }

  private @Nullable Chat chat(String number) {
    var chat = listed.get(number);
    return chat != null ? chat : unlisted.get(number);
  }

  private @Nullable Chat chatOfMessage(String messageId) {
    var number = numberByMessage.get(messageId);
    return number == null ? null : chat(number);
  }

  private void evictUnlisted() {
    while (unlisted.size() > MAX_UNLISTED) {
      forget(unlisted.pollFirstEntry().getValue().all());
    }
  }

  private void forget(Collection<Bubble> bubbles) {
    bubbles.forEach(bubble -> numberByMessage.remove(bubble.id()));
  }
}
