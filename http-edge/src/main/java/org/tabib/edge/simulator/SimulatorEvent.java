package org.tabib.edge.simulator;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A change that open browsers must hear of. {@link #name()} is the server-sent event's type. */
sealed interface SimulatorEvent {

  @JsonIgnore
  String name();

  /** A bubble was added, or one that the browser has was changed: same id, new content. */
  record MessageChanged(String number, Bubble message) implements SimulatorEvent {
    @Override
    public String name() {
      return "message";
    }
  }

  record TickChanged(String number, String id, Tick tick) implements SimulatorEvent {
    @Override
    public String name() {
      return "tick";
    }
  }

  record TypingChanged(String number, boolean typing) implements SimulatorEvent {
    @Override
    public String name() {
      return "typing";
    }
  }

  /** A phone was added, or its profile or its behaviour was changed. */
  record PhoneChanged(PhoneView phone) implements SimulatorEvent {
    @Override
    public String name() {
      return "phone";
    }
  }
}
