package org.tabib.engine.entity;

import java.util.List;

/**
 * What a decider made of a command: a value, so that every rule can be tested without an actor
 * system. The entity's shell is the one place that turns it into an Akka effect.
 *
 * @param <E> the entity's events
 * @param <R> the entity's replies
 */
public sealed interface Decision<E, R> {

  /** Persist the events in one write, then reply. */
  record Accept<E, R>(List<E> events, R reply) implements Decision<E, R> {
    public Accept {
      if (events.isEmpty()) {
        throw new IllegalArgumentException("accepting changes something: use Answer otherwise");
      }
      events = List.copyOf(events);
    }
  }

  /** Nothing changes; reply. */
  record Answer<E, R>(R reply) implements Decision<E, R> {}

  /** Nothing changes; the command broke a rule. */
  record Refuse<E, R>(Refusal refusal) implements Decision<E, R> {}

  static <E, R> Decision<E, R> accept(E event, R reply) {
    return new Accept<>(List.of(event), reply);
  }

  static <E, R> Decision<E, R> accept(List<E> events, R reply) {
    return new Accept<>(events, reply);
  }

  static <E, R> Decision<E, R> answer(R reply) {
    return new Answer<>(reply);
  }

  static <E, R> Decision<E, R> refuse(Refusal refusal) {
    return new Refuse<>(refusal);
  }
}
