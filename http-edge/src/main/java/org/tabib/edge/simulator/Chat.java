package org.tabib.edge.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** One phone's chat with the business; guarded by {@link Phones}. */
final class Chat {
  final String number;

  /** False for numbers that only a program uses: kept short, and out of the browser's list. */
  final boolean listed;

  /** The id of the business number that it is with. */
  final String business;

  private String name;
  private String language;
  private PhoneControls controls = PhoneControls.USUAL;
  private final int capacity;
  private final LinkedHashMap<String, Bubble> bubbles = new LinkedHashMap<>();
  private boolean typing;
  private long typingTurn;

  Chat(String number, String business, String name, String language, boolean listed, int capacity) {
    this.number = number;
    this.business = business;
    this.name = name;
    this.language = language;
    this.listed = listed;
    this.capacity = capacity;
  }

  /** Adds a bubble and returns the ids that fell off the other end. */
  List<String> add(Bubble bubble) {
    bubbles.put(bubble.id(), bubble);
    var dropped = new ArrayList<String>();
    while (bubbles.size() > capacity) {
      dropped.add(bubbles.pollFirstEntry().getKey());
    }
    return dropped;
  }

  Optional<Bubble> find(String id) {
    return Optional.ofNullable(bubbles.get(id));
  }

  void replace(Bubble bubble) {
    bubbles.replace(bubble.id(), bubble);
  }

  List<Bubble> all() {
    return List.copyOf(bubbles.values());
  }

  void rename(String newName, String newLanguage) {
    name = newName;
    language = newLanguage;
  }

  PhoneControls controls() {
    return controls;
  }

  void control(PhoneControls next) {
    controls = next;
  }

  boolean typing() {
    return typing;
  }

  /**
   * Switches the indicator and returns the turn, by which a timer knows that it is still its own.
   */
  long setTyping(boolean on) {
    typing = on;
    return ++typingTurn;
  }

  long typingTurn() {
    return typingTurn;
  }

  PhoneView view() {
    int unread = 0;
    for (var bubble : bubbles.values()) {
      if (bubble.from() == Bubble.Sender.BUSINESS && isUnread(bubble.tick())) {
        unread++;
      }
    }
    return new PhoneView(number, business, name, language, unread, typing, controls);
  }

  /** What failed never reached the phone. */
  private static boolean isUnread(Tick tick) {
    return tick != Tick.READ && tick != Tick.FAILED;
  }
}
